"""What was found by trying to break the cache: one test for each fault that there was."""

from __future__ import annotations

import builtins
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import mini as st
from mini.errors import UnserializableReturnValueError
from mini.memo.disk_store import DiskStore
from mini.memo.store import CLEARED, Bounds, Leaf, Meta
from mini.memo.values import freeze
from mini.testing import AppTest
from tests.caching.test_sharing import waiting


@pytest.fixture(autouse=True)
def runs() -> Iterator[list[Any]]:
    """What the cached functions of a test note when they run."""
    st.cache_data.clear()
    st.cache_resource.clear()
    log: list[Any] = []
    builtins.RUNS = log  # type: ignore[attr-defined]
    yield log
    del builtins.RUNS  # type: ignore[attr-defined]


def app(source: str) -> AppTest:
    head = "import builtins\nimport mini as st\nRUNS = builtins.RUNS\n"
    return AppTest.from_string(head + textwrap.dedent(source)).run()


def texts(at: AppTest) -> list[str]:
    assert not at.exception, at.exception[0].value
    return [each.value for each in at.text]


def test_a_list_of_what_is_on_disk_knows_that_another_process_has_cleared_it(
    tmp_path: Path,
) -> None:
    mine, other = (DiskStore(tmp_path, b"k" * 32) for _ in range(2))
    removed: list[str] = []
    mine.on_removed = lambda _, reason: removed.append(reason)
    meta = Meta(b"a" * 16, b"key", "f", time.time(), None, 0.5, 10)
    mine.put(Leaf(meta, freeze(1), lambda: freeze(None)), Bounds())
    other.clear()
    assert mine.metas() == []
    assert removed == [CLEARED]


def test_a_value_that_was_read_by_a_hit_inside_and_is_changed_in_place_is_not_cached(
    runs: list[Any],
) -> None:
    source = """
        st.session_state["items"] = []

        @st.cache_data
        def count():
            return len(st.session_state["items"])

        @st.cache_data
        def add():
            RUNS.append(1)
            before = count()
            st.session_state["items"].append(before)

        count()
        add()
        st.text(st.session_state["items"])
    """
    assert [texts(app(source)) for _ in range(3)] == [["[0]"]] * 3
    assert len(runs) == 3


def test_deleting_from_the_state_again_reads_nothing_that_a_live_run_does_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    source = """
        st.session_state["x"] = 1

        @st.cache_data
        def forget():
            del st.session_state["x"]

        @st.cache_data
        def panel():
            forget()
            st.text(st.slider("n", 0, 5))

        panel()
    """
    at = app(source)
    for value in (1, 2, 1, 0):
        at.slider[0].set_value(value).run()
        assert texts(at) == [str(value)]
    assert not caplog.messages


CHOICES = """
    import enum

    class Size(enum.Enum):
        SMALL = 1
        LARGE = 2

    class Model:
        pass

    def double(n):
        return n * FACTOR

    FACTOR = st.session_state.get("factor", 2)

    def name(option):
        return option if isinstance(option, str) else getattr(option, "__name__", str(option))

    @st.cache_data
    def panel():
        RUNS.append(1)
        st.selectbox("Size", Size, key="size")
        st.radio("Model", [Model, int], format_func=lambda option: name(option), key="model")
        st.selectbox("Function", [double, len], format_func=name, key="function")

    panel()
    S = st.session_state
    st.text([S.size is Size.SMALL, S.model is Model, S.function is double])
    st.text(S.function(3))
"""


def test_options_that_the_script_defines_are_those_of_the_run(runs: list[Any]) -> None:
    for _ in range(2):
        assert texts(app(CHOICES)) == ["[True, True, True]", "6"]
    assert runs == [1]


def test_an_option_that_is_a_function_uses_the_globals_of_its_own_session(runs: list[Any]) -> None:
    one, two = app(CHOICES), app(CHOICES)
    one.session_state["factor"] = 100
    assert texts(one.run())[1] == "300"
    assert texts(two.run())[1] == "6"


def test_a_choice_from_the_cache_can_be_set_by_the_text_of_an_option(runs: list[Any]) -> None:
    _, two = app(CHOICES), app(CHOICES)
    two.radio[0].set_value("int").run()
    assert texts(two)[0] == "[True, False, True]"
    two.session_state["model"] = "Model"
    assert texts(two.run())[0] == "[True, True, True]"


def test_a_function_that_sets_its_choice_by_a_text_shows_it_in_all_sessions() -> None:
    source = """
        @st.cache_data
        def panel():
            st.session_state["n"] = "two"
            return st.radio("n", [1, 2], format_func=lambda n: {1: "one"}.get(n, "two"), key="n")

        st.text(panel())
    """
    assert [texts(app(source)) for _ in range(2)] == [["2"], ["2"]]


@pytest.mark.parametrize(
    "callback",
    ["lambda: note(rest)", "lambda: note(more)", "given", "counter.add", "counter", "Counter.make",
     "Counter.log.append", "load.clear", "st.cache_resource.clear", "said"],
)  # fmt: skip
def test_a_callback_may_be_all_that_the_function_can_name(runs: list[Any], callback: str) -> None:
    source = f"""
        def note(*what):
            st.session_state["notes"] = st.session_state.get("notes", 0) + 1

        class Counter:
            log = []
            __call__ = note

            def add(self):
                note()

            @classmethod
            def make(cls):
                note()

        counter = Counter()
        said = lambda: note()

        @st.cache_data
        def load():
            return 1

        @st.cache_data
        def panel(given, *rest, **more):
            RUNS.append(1)
            st.button("Go", on_click={callback}, args={(1,) if "append" in callback else ()})

        panel(lambda: note(), 1, 2, three=3)
        st.text(st.session_state.get("notes", 0))
    """
    one, two = app(source), app(source)
    assert runs == [1]
    noted = str(int("clear" not in callback and "append" not in callback))
    for at in (two, one):
        at.button[0].click().run()
        assert texts(at) == [noted]


def open_while_the_first_computes(*sources: str) -> list[AppTest]:
    """Open apps, each after the first while that one waits in its cached function."""
    builtins.REACHED, builtins.OPEN = threading.Event(), threading.Event()  # type: ignore[attr-defined]
    with ThreadPoolExecutor() as pool:
        opened = [pool.submit(app, sources[0])]
        assert builtins.REACHED.wait(60)  # type: ignore[attr-defined]
        opened += [pool.submit(app, source) for source in sources[1:]]
        waiting(len(sources) - 1)
        builtins.OPEN.set()  # type: ignore[attr-defined]
        return [each.result() for each in opened]


FAILING = """
    @st.cache_data
    def load():
        RUNS.append(1)
        st.text("loading")
        count = st.slider("n", 0, 5)
        builtins.REACHED.set()
        assert builtins.OPEN.wait(60)
        if count == 0:
            raise ValueError("no")
        return count
"""


def test_who_waits_for_what_fails_shows_what_it_showed_before(runs: list[Any]) -> None:
    one, two = open_while_the_first_computes(*[FAILING + "\n    load()"] * 2)
    assert runs == [1]
    for at in (one, two):
        assert [each.value for each in at.text] == ["loading"]
        assert at.exception[0].element.message == "no"
        at.slider[0].set_value(2).run()
        assert not at.exception


def test_what_was_read_before_a_failure_that_is_handed_over_counts(runs: list[Any]) -> None:
    source = """
    @st.cache_data
    def panel(name):
        try:
            return load()
        except ValueError:
            return -1

    st.text(panel(st.session_state.setdefault("number", len(RUNS))))
    """
    both = open_while_the_first_computes(*[FAILING + source] * 2)
    assert runs == [1]
    for at in both:
        assert texts(at) == ["loading", "-1"]
        at.slider[0].set_value(2).run()
        assert texts(at) == ["loading", "2"]


def test_what_a_function_can_name_is_gone_through_once_for_all_that_it_changes(
    runs: list[Any],
) -> None:
    source = """
        class Rows(dict):
            def items(self):
                RUNS.append(1)
                return super().items()

        @st.cache_data
        def work(_bar, _rows):
            for step in range(50):
                _bar.progress(step)

        work(st.progress(0), Rows(a=1))
    """
    assert app(source).get("progress")[0].element.value == 0.49
    assert len(runs) == 1


@pytest.mark.parametrize(
    "statement",
    ["import parts.tool as tool", "import parts.tool; tool = parts.tool",
     "from parts import tool", "from parts.tool import limit; tool = None",
     "from parts.other import tool"],
)  # fmt: skip
def test_a_module_that_the_function_itself_imports_counts(
    runs: list[Any], tmp_path: Path, statement: str
) -> None:
    package = tmp_path / "parts"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "other.py").write_text("from . import tool\n")
    (package / "tool.py").write_text("def limit():\n    return 1\n")
    script = tmp_path / "app.py"
    script.write_text(
        "import builtins\nimport mini as st\n\n@st.cache_data\ndef f():\n"
        f"    builtins.RUNS.append(1)\n    {statement}\n"
        "    return tool.limit() if tool else limit()\n\nst.text(f())\nst.text(f())\n"
    )
    for limit in (1, 2):
        at = AppTest.from_file(script)
        (package / "tool.py").write_text(f"def limit():\n    return {limit}\n")
        for name in [name for name in sys.modules if name.partition(".")[0] == "parts"]:
            del sys.modules[name]  # as a reload does
        assert texts(at.run()) == [str(limit)] * 2
        assert len(runs) == limit


def test_a_place_in_a_form_is_another_than_one_outside(runs: list[Any]) -> None:
    source = """
        inside = st.checkbox("Inside")
        form, box = st.form("form"), st.container()

        @st.cache_data
        def field(_box):
            RUNS.append(1)
            _box.text_input("Name")

        field(form if inside else box)
        form.form_submit_button("Send")
    """
    one, two = app(source), app(source)
    assert runs == [1]
    two.checkbox[0].check().run()
    one.checkbox[0].check().run()
    for at in (one, two):
        ids = [widget.id for widget in at.page.widgets.known.values() if widget.form]
        assert at.text_input[0].id in ids


def test_what_a_thread_shows_after_the_inner_call_belongs_to_the_outer(runs: list[Any]) -> None:
    source = """
        import threading

        @st.cache_data
        def start():
            def late():
                assert builtins.OPEN.wait(60)
                st.text("late")

            builtins.THREAD = st.add_script_run_ctx(threading.Thread(target=late))
            builtins.THREAD.start()

        @st.cache_data
        def panel():
            RUNS.append(1)
            start()
            builtins.OPEN.set()
            builtins.THREAD.join()
            st.text("end")

        panel()
    """
    builtins.OPEN = threading.Event()  # type: ignore[attr-defined]
    assert [texts(app(source)) for _ in range(2)] == [["late", "end"]] * 2
    assert runs == [1]


def test_what_a_hash_func_looks_at_is_part_of_the_key() -> None:
    class Row:
        def __init__(self, number: int, name: int) -> None:
            self.number, self.name = number, name

    def both(row: Row) -> tuple[int, int]:
        return row.number, row.name

    by_number = st.cache_data(hash_funcs={Row: lambda row: row.number})(both)
    by_name = st.cache_data(hash_funcs={Row: lambda row: row.name})(both)
    by_number_too = st.cache_data(hash_funcs={Row: lambda row: row.number})(both)
    assert by_number(Row(1, 2)) == (1, 2)
    assert by_name(Row(5, 1)) == (5, 1)
    assert by_number_too(Row(1, 3)) == (1, 2)


def test_what_cache_shares_is_kept_after_any_number_of_clears(runs: list[Any]) -> None:
    @st.cache
    def lock() -> Any:
        runs.append(1)
        return threading.Lock()

    st.cache_resource.clear()
    assert lock() is lock()
    assert runs == [1]


def test_a_generator_of_resources_is_not_sent_to_the_decorator_that_it_has() -> None:
    @st.cache_resource
    def locks() -> Iterator[Any]:
        yield threading.Lock()

    with pytest.raises(UnserializableReturnValueError, match="return a list of them"):
        list(locks())
