"""Apps of many pages: which runs, what is kept, and how one comes from one to another."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from mini.testing import AppTest

HEAD = """
import mini as st
def home():
    st.text("at home")
    st.text_input("A", key="a")
def plans():
    st.text("at plans")
    st.text_input("B", key="b")
second = st.Page(plans)
"""
BOTH = "st.navigation([home, second]).run()"


def app(source: str) -> AppTest:
    return AppTest.from_string(HEAD + textwrap.dedent(source)).run()


def write(folder: Path, **files: str) -> AppTest:
    """Write an app of several files, `app.py` and others in the folder `pages`."""
    for name, source in files.items():
        path = folder / "app.py" if name == "app" else folder / "pages" / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text("import mini as st\n" + textwrap.dedent(source))
    return AppTest.from_file(folder / "app.py").run()


def texts(at: AppTest) -> list[str]:
    assert [error.message for error in at.exception] == []
    return [each.value for each in at.text]


def go(at: AppTest, path: str) -> AppTest:
    """Go to a page by a button that switches to it."""
    at.button(key=f"to {path}").click().run()
    return at


BUTTONS = """
home_page = st.Page(home)
with st.sidebar:
    if st.button("home", key="to home"): st.switch_page(home_page)
    if st.button("plans", key="to plans"): st.switch_page(second)
"""
SWITCHED = BUTTONS + "st.navigation([home_page, second]).run()"


# State


def test_the_state_lives_on_and_a_page_forgets_its_widgets() -> None:
    at = app(SWITCHED)
    at.text_input[0].set_value("typed")
    at.session_state["own"] = 1
    assert at.run().session_state["a"] == "typed"
    go(at, "plans")
    assert texts(at) == ["at plans"]
    assert at.session_state["own"] == 1
    assert "a" not in at.session_state
    go(at, "home")
    assert at.text_input[0].value == ""


def test_a_widget_of_the_script_itself_stays() -> None:
    at = app("st.text_input('Shared', key='shared')\n" + SWITCHED)
    at.text_input[0].set_value("typed").run()
    go(at, "plans")
    assert at.text_input[0].value == at.session_state["shared"] == "typed"


KEPT = """
def home():
    if not st.session_state.get("hide"):
        st.text_input("A", key="a", persist_state={scope!r})
"""


@pytest.mark.parametrize(("scope", "kept"), [("session", "typed"), ("page", "")])
def test_how_long_a_value_is_kept(scope: str, kept: str) -> None:
    at = app(KEPT.format(scope=scope) + SWITCHED)
    at.text_input[0].set_value("typed").run()
    at.session_state["hide"] = True
    assert at.run().session_state["a"] == "typed"
    at.session_state["hide"] = False
    assert at.run().text_input[0].value == "typed"
    go(at, "plans")
    assert ("a" in at.session_state) is (scope == "session")
    assert go(at, "home").text_input[0].value == kept


def test_a_value_of_the_page_in_the_script_itself_lapses_when_the_page_changes() -> None:
    source = """
    if st.session_state.get("show", True):
        st.text_input("C", key="c", persist_state="page")
    """
    at = app(textwrap.dedent(source) + SWITCHED)
    at.text_input[0].set_value("typed").run()
    go(at, "plans")
    assert at.session_state["c"] == "typed"
    at.session_state["show"] = False
    assert at.run().session_state["c"] == "typed"
    go(at, "home")
    assert "c" not in at.session_state


def test_one_key_on_two_pages_is_two_widgets_unless_it_is_kept() -> None:
    pages = """
    def home(): st.text_input("A", key="x", persist_state={0})
    def plans(): st.text_input("B", key="x", persist_state={0})
    second = st.Page(plans)
    """
    for scope, value in ((None, ""), ("session", "typed")):
        at = app(textwrap.dedent(pages).format(repr(scope)) + SWITCHED)
        at.text_input[0].set_value("typed").run()
        assert go(at, "plans").text_input[0].value == value
        assert at.session_state["x"] == value


def test_a_bound_value_is_kept_with_the_session_and_in_the_address() -> None:
    pages = 'def home(): st.text_input("A", key="a", bind="query-params")\n'
    at = app(pages + SWITCHED)
    at.text_input[0].set_value("typed").run()
    assert at.query_params["a"] == "typed"
    go(at, "plans")
    assert dict(at.query_params) == {}
    assert go(at, "home").text_input[0].value == "typed"
    assert at.query_params["a"] == "typed"


def test_what_an_address_says_counts_more_than_what_was_kept() -> None:
    pages = """
    def home(): st.text_input("A", key="a", bind="query-params")
    back = st.Page(home)
    def plans():
        if st.button("back"): st.switch_page(back, query_params={"a": "given"})
    second = st.Page(plans)
    if st.sidebar.button("there", key="to plans"): st.switch_page(second)
    st.navigation([back, second]).run()
    """
    at = app(pages)
    at.text_input[0].set_value("typed").run()
    go(at, "plans").main.button[0].click().run()
    assert at.text_input[0].value == "given"


def test_fragments_of_a_page_that_is_left_are_gone_and_those_of_the_script_stay() -> None:
    pages = """
    @st.fragment(run_every=60)
    def ticking(): st.text("tick")
    @st.fragment
    def around(): st.text(f"around {st.checkbox('more', key='more')}")
    def home(): ticking()
    around()
    """
    at = app(textwrap.dedent(pages) + SWITCHED)
    assert len(at.page.fragments) == 2
    go(at, "plans")
    assert len(at.page.fragments) == 1
    at.checkbox[0].check().run()
    assert texts(at) == ["around True", "at plans"]


def test_a_fragment_of_a_page_runs_by_itself_with_the_ids_of_that_page() -> None:
    pages = """
    @st.fragment
    def part():
        st.session_state.runs = st.session_state.get("runs", 0) + 1
        st.text(st.text_input("In", key="in"))
    def home(): part()
    st.session_state.whole = st.session_state.get("whole", 0) + 1
    st.navigation([home, second]).run()
    """
    at = app(pages)
    at.text_input[0].set_value("typed").run()
    at.text_input[0].set_value("again").run()
    assert texts(at) == ["again"]
    assert (at.session_state["whole"], at.session_state["runs"]) == (1, 3)


def test_what_a_page_says_of_the_whole_page_ends_with_it() -> None:
    pages = """
    def home(): st.set_page_config(page_title="Mine", layout="wide")
    """
    at = app(textwrap.dedent(pages) + SWITCHED)
    assert (at.page.facts["title"], at.page.facts["layout"]) == ("Mine", "wide")
    go(at, "plans")
    assert (at.page.facts["title"], at.page.facts["layout"]) == (None, None)


def test_what_the_script_says_of_the_whole_page_stays() -> None:
    at = app("st.set_page_config(page_title='Ours', layout='wide')\n" + SWITCHED)
    go(at, "plans")
    assert (at.page.facts["title"], at.page.facts["layout"]) == ("Ours", "wide")


# Going there


def test_a_switch_leaves_the_run_and_says_what_the_address_says() -> None:
    pages = """
    def home():
        if st.button("go"):
            st.switch_page(second, query_params={"id": [1, 2]})
            st.session_state.never = True
    """
    at = app(textwrap.dedent(pages) + BOTH)
    at.button[0].click().run()
    assert texts(at) == ["at plans"]
    assert at.query_params.get_all("id") == ["1", "2"]
    assert at.page.facts["query"] == "id=1&id=2"
    assert at.page.facts["path"] == "plans"
    assert "never" not in at.session_state


@pytest.mark.parametrize("wrap", ["", "@st.fragment\n"])
def test_a_switch_in_a_callback_goes_there(wrap: str) -> None:
    pages = f"def go(): st.switch_page(second)\n{wrap}def home(): st.button('go', on_click=go)\n"
    at = app(pages + BOTH)
    at.button[0].click().run()
    assert texts(at) == ["at plans"]
    assert at.run().page.whereabouts.name == "plans"


def test_a_switch_in_a_fragment_goes_there() -> None:
    pages = """
    @st.fragment
    def home():
        if st.button("go"): st.switch_page(second)
    """
    at = app(textwrap.dedent(pages) + BOTH)
    at.button[0].click().run()
    assert texts(at) == ["at plans"]


def test_a_switch_to_a_page_that_is_only_offered_after_it() -> None:
    pages = """
    def login():
        if st.button("in"):
            st.session_state.user = "Ada"
            st.switch_page(second)
    st.navigation([home, second] if "user" in st.session_state else [login]).run()
    """
    at = app(pages)
    at.button[0].click().run()
    assert texts(at) == ["at plans"]
    assert at.page.facts.get("missing") is None


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ("st.switch_page('x.py')", "The pages of this app are functions: give the `st.Page`"),
        ("st.switch_page('https://a.org')", "It is a `st.Page`, or the path of a page's file."),
        ("st.switch_page(7)", "It is a `st.Page`, or the path of a page's file."),
        ("st.switch_page(st.Page('https://a.org', title='A'))", "It is elsewhere on the web."),
        ("st.switch_page(second, query_params='a=1')", 'It is a dict such as {"id": 7}'),
        ("st.switch_page(second, query_params=7)", 'It is a dict such as {"id": 7}'),
        (
            f"st.switch_page(st.Page({__file__!r}, url_path='plans'))",
            "Its address 'plans' is that of another page of the app, 'plans'.",
        ),
    ],
)
def test_a_switch_to_what_is_no_page_is_refused(call: str, sentence: str) -> None:
    at = app(f"def home(): {call}\n" + BOTH)
    (error,) = at.exception
    assert sentence in error.message


def test_a_switch_in_an_app_of_one_page_says_what_to_do() -> None:
    (error,) = app("st.switch_page('x.py')").exception
    assert "This app has no pages so far: call `st.navigation` first" in error.message


# Files


def test_a_page_in_a_file_is_the_main_script_while_it_runs(tmp_path: Path) -> None:
    at = write(
        tmp_path,
        app="page = st.navigation(['pages/one.py', 'pages/two.py'])\n"
        "st.text(__file__[-6:])\npage.run()\nst.text(__name__)",
        one="""
            import dataclasses, pickle, __main__
            @dataclasses.dataclass
            class Place:
                name: str
            st.text(f"{__name__} {__file__[-6:]} {__main__.Place is Place}")
            st.text(pickle.loads(pickle.dumps(Place("here"))).name)
            """,
        two="1 / 0",
    )
    assert texts(at) == ["app.py", "__main__ one.py True", "here", "__main__"]
    at.switch_page("pages/two.py").run()
    (error,) = at.exception
    assert [Path(frame.file).name for frame in error.element.frames] == ["app.py", "two.py"]
    assert at.page.facts["path"] == "two"


def test_a_file_that_is_no_python_shows_its_line_and_heals(tmp_path: Path) -> None:
    at = write(tmp_path, app="st.navigation(['pages/one.py']).run()", one="st.text('a'")
    (error,) = at.exception
    assert error.element.type == "SyntaxError"
    write(tmp_path, one="st.text('healed')")
    assert texts(at.run()) == ["healed"]


def test_a_switch_by_path_and_an_error_that_lists_the_pages(tmp_path: Path) -> None:
    at = write(
        tmp_path,
        app="st.navigation(['pages/one.py', 'pages/two.py']).run()",
        one="if st.button('go'): st.switch_page('pages/two.py')",
        two="st.switch_page('pages/three.py')",
    )
    at.button[0].click().run()
    (error,) = at.exception
    assert (
        "That is no page of the app. Its pages in files are 'pages/one.py' or 'pages/two.py'."
        in (error.message)
    )


def test_a_test_that_switches_to_no_file_is_told() -> None:
    with pytest.raises(ValueError, match=r"There is no file 'nowhere\.py' beside"):
        app(BOTH).switch_page("nowhere.py")


# The folder


def test_a_folder_of_pages_needs_no_navigation(tmp_path: Path) -> None:
    at = write(
        tmp_path,
        app="st.text('main:' + st.text_input('a', key='a'))",
        **{"2_Second": "st.text('second')", "1_🏠_First_page": "st.text('first')"},
        __init__="",
    )
    assert texts(at) == ["main:"]
    (section,) = at.page.facts["navigation"].sections
    told = [(page.title, page.path, page.icon) for page in section.pages]
    assert told == [
        ("app", "", None),
        ("First page", "First_page", "🏠"),
        ("Second", "Second", None),
    ]
    at.text_input[0].set_value("typed").run()
    assert texts(at) == ["main:typed"]
    at.switch_page("pages/2_Second.py").run()
    assert texts(at) == ["second"]
    assert "a" not in at.session_state
    at.switch_page("app.py").run()
    assert texts(at) == ["main:"]
    assert at.page.facts["path"] == ""


def test_a_new_page_and_one_that_is_gone_are_noticed(tmp_path: Path) -> None:
    at = write(tmp_path, app="st.text('main')", one="st.text('one')")
    at.switch_page("pages/one.py").run()
    write(tmp_path, two="st.text('two')")
    at.run()
    assert texts(at) == ["one"]
    assert len(at.page.facts["navigation"].sections[0].pages) == 3
    (tmp_path / "pages/one.py").unlink()
    assert texts(at.run()) == ["main"]
    (tmp_path / "pages/two.py").unlink()
    assert texts(at.run()) == ["main"]
    assert at.page.facts["navigation"] is None


def test_the_folder_does_not_count_where_the_script_navigates(tmp_path: Path) -> None:
    source = "def home(): st.text('home')\nst.navigation([home, st.Page(home, url_path='x')]).run()"
    at = write(tmp_path, app=source, one="st.text('one')")
    assert texts(at) == ["home"]
    assert [page.path for page in at.page.facts["navigation"].sections[0].pages] == ["", "x"]


def test_nor_where_a_module_navigates_for_it(tmp_path: Path) -> None:
    (tmp_path / "menu.py").write_text(
        "import mini as st\ndef home(): st.text('home')\n"
        "def show(): st.navigation([home, st.Page(home, url_path='x')]).run()\n"
    )
    at = write(tmp_path, app="import menu\nst.text('top')\nmenu.show()", one="st.text('one')")
    assert texts(at) == ["top", "home"]


def test_a_link_by_path_in_the_folder(tmp_path: Path) -> None:
    at = write(
        tmp_path,
        app="st.page_link('app.py')\nst.page_link('pages/1_Next_page.py', query_params={'a': 1})",
        **{"1_Next_page": ""},
    )
    assert texts(at) == []
    assert [
        (link.element.label, link.element.path, link.element.query) for link in at.page_link
    ] == [
        ("app", "", ""),
        ("Next page", "Next_page", "a=1"),
    ]
