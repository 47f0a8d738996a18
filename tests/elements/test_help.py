"""`help`: names, types, values, docstrings and members."""

from __future__ import annotations

from typing import Any

import pytest

from tests.elements.shown import element, refusal, run

HEAD = '''
import re
class Bird:
    """A bird.

    It can fly.
    """
    wings = 2
    def __init__(self, name="a"): self.name = name
    @property
    def loud(self):
        """How loud it sings."""
        raise RuntimeError("not to be asked")
    def sing(self):
        """Sing a song.

        Twice.
        """
    class Egg:
        """What it lays."""
    def _hidden(self): pass
bird = Bird()
birds = [bird]
count = 5
'''


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("st.help(count)", "count"),
        ("st.help(birds[0].sing)", "birds[0].sing"),
        ("st.help(obj := 5)", "obj"),
        ("st.help(\n    birds[\n        0\n    ]\n)", "birds[0]"),
        ("st.sidebar.help(bird)", "bird"),
        ("st.write(bird)", "bird"),
        ("st.text('ä'); st.help(bird, width=300)", "bird"),
        ("st.write(bird, Bird)", None),
        ("st.help(5)", None),
        ("show = st.help\nshow(bird)", None),
        ("st.help(re)", "re"),
        ("st.help()", "mini"),
    ],
)
def test_the_name_is_what_the_script_calls_it(call: str, name: str | None) -> None:
    app = run(HEAD + call)
    assert app.get("help")[0].element.name == name


def test_an_instance_has_its_class_its_docstring_and_its_members() -> None:
    shown = element(HEAD + "st.help(bird)")
    assert (shown.type, shown.value) == ("Bird", "Bird(name='a')")
    assert shown.doc == "A bird.\n\nIt can fly."
    members = [(m.name, m.type, m.value, m.doc) for m in shown.members]
    assert members == [
        ("loud", "property", None, "How loud it sings."),
        ("name", "str", "'a'", None),
        ("wings", "int", "2", None),
        ("sing", "method", None, "Sing a song."),
        ("Egg", "class", None, "What it lays."),
    ]


@pytest.mark.parametrize(
    ("value", "type_", "shown", "doc"),
    [
        ("5", "int", "5", "int("),
        ("'a'", "str", "'a'", "str("),
        ("'a' * 400", "str", "'" + "a" * 299 + "…", "str("),
        ("re", "module", None, "Support for regular expressions"),
        ("re.compile", "function", "re.compile(pattern, flags=0)", "Compile a regular"),
        ("Bird", "class", "Bird(name='a')", "A bird."),
        ("bird.sing", "method", "Bird.sing()", "Sing a song."),
        ("st.slider", "function", "mini.elements.slider.slider(", "Show a slider"),
    ],
)
def test_each_kind_of_object(value: str, type_: str, shown: Any, doc: str) -> None:
    about = element(f"{HEAD}st.help({value})")
    assert about.type == type_
    assert about.value == shown or about.value.startswith(shown)
    assert about.doc.startswith(doc)


def test_values_of_python_itself_have_no_members_and_modules_show_no_modules() -> None:
    assert element(HEAD + "st.help([1])").members == ()
    names = {member.name: member.type for member in element(HEAD + "st.help(re)").members}
    assert names["compile"] == "function"
    assert "enum" not in names


def test_objects_that_raise_are_shown_all_the_same() -> None:
    code = """
class Bad:
    def __repr__(self): raise ValueError("no")
    def __dir__(self): raise ValueError("no")
st.help(Bad())
"""
    shown = element(code)
    assert (shown.value, shown.members) == ("<its repr raises ValueError>", ())


def test_what_is_refused() -> None:
    said = refusal("st.help(5, width='content')")
    assert "`help` cannot use width='content'. It is 'stretch'" in said
