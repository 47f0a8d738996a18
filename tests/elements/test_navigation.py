"""`Page` and `navigation`: titles and addresses, what is offered, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mini.model.navigation import Navigation
from mini.page.routes import Route, Whereabouts
from mini.run import page_names
from mini.testing import AppTest
from tests.elements.shown import refusal, run, value

TWO = """
def home(): st.text("at home")
def plans(): st.text("at plans")
"""


def offered(app: AppTest) -> Navigation:
    return app.page.facts["navigation"]  # type: ignore[no-any-return]


# Names


@pytest.mark.parametrize(
    ("file", "name", "icon"),
    [
        ("home.py", "home", None),
        ("1_Home_page.py", "Home_page", None),
        ("02 - Big plans.py", "Big_plans", None),
        ("🏠_Home.py", "Home", "🏠"),
        ("3_👩🏽‍🔬 Lab.py", "Lab", "👩🏽‍🔬"),
        ("🇮🇹_Italy.py", "Italy", "🇮🇹"),
        ("❤️ Love.py", "Love", "❤️"),
        ("123.py", "123", None),
        ("お知らせ.py", "お知らせ", None),
        ("naïve__café.py", "naïve_café", None),
    ],
)
def test_a_file_names_its_page(file: str, name: str, icon: str | None) -> None:
    assert page_names.of_file(Path(file)) == (name, icon)


@given(some.text(min_size=1, max_size=30))
def test_any_title_makes_an_address_in_one_part(title: str) -> None:
    address = page_names.of_title(title)
    assert "/" not in address
    assert "%" not in address
    assert page_names.of_title(address) == address


def test_files_are_in_the_order_of_their_numbers_then_of_their_names() -> None:
    names = ["b.py", "10_x.py", "A.py", "2_y.py", "1_z.py"]
    found = sorted(map(Path, names), key=page_names.order)
    assert [path.name for path in found] == ["1_z.py", "2_y.py", "10_x.py", "A.py", "b.py"]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("st.Page(home)", ("home", "", "home")),
        ("st.Page(big_plans)", ("big plans", "", "big_plans")),
        ("st.Page(home, title='Start', icon='🏠')", ("Start", "🏠", "home")),
        ("st.Page(home, url_path=' /start/ ')", ("home", "", "start")),
        ("st.Page(home, default=True)", ("home", "", "")),
        ("st.Page(home, title='')", ("home", "", "home")),
        ("st.Page(lambda: None, title='Our plans')", ("Our plans", "", "our_plans")),
        ("st.Page('https://a.org', title='A & B')", ("A & B", "", "a_b")),
    ],
)
def test_what_a_page_says_of_itself(page: str, told: tuple[str, ...]) -> None:
    head = "def home(): pass\ndef big_plans(): pass\n"
    app = run(f"{head}p = {page}\nst.session_state.told = (p.title, p.icon, p.url_path)")
    assert app.session_state["told"] == told


def test_a_page_elsewhere_and_a_hidden_one() -> None:
    page = "st.Page('https://a.org', title='A', visibility='hidden', help=' why ')"
    told = f"[(p.is_external, p.external_url, p.visibility, p.help) for p in [{page}]]"
    assert value(told) == [(True, "https://a.org", "hidden", "why")]
    assert value("repr(st.Page(st.text, title='A'))") == "<Page 'A'>"


# What is offered


def test_the_first_page_is_open_and_what_is_around_it_shows_on_each() -> None:
    app = run(TWO + "page = st.navigation([home, plans])\nst.text(page.title)\npage.run()")
    assert [text.value for text in app.text] == ["home", "at home"]
    assert app.page.facts["path"] == ""
    (section,) = offered(app).sections
    assert [(page.title, page.path) for page in section.pages] == [("home", ""), ("plans", "plans")]
    assert (offered(app).title, offered(app).position, offered(app).most) == ("home", "sidebar", 10)


def test_the_default_page_is_open_and_sections_are_told() -> None:
    app = run(
        TWO + "second = st.Page(plans, default=True)\n"
        "pages = {'': [home], 'More': [second, st.Page('https://a.org', title='A')]}\n"
        "st.navigation(pages, position='top', expanded=3).run()\n"
        "st.text([p.url_path for p in (second, st.Page(home))])"
    )
    assert [text.value for text in app.text] == ["at plans", "['', 'home']"]
    first, more = offered(app).sections
    assert [page.path for page in first.pages] == ["home"]
    assert [(page.path, page.external) for page in more.pages] == [
        ("", False),
        ("https://a.org", True),
    ]
    assert (more.label, offered(app).position, offered(app).most) == ("More", "top", 3)


def test_the_first_page_of_the_app_itself_is_promoted_and_says_so() -> None:
    app = run(
        TWO + "p = st.Page(home)\nst.session_state.before = p.url_path\n"
        "st.navigation([st.Page('https://a.org', title='A'), p])\n"
        "st.session_state.after = p.url_path"
    )
    assert (app.session_state["before"], app.session_state["after"]) == ("home", "")


@pytest.mark.parametrize(
    "call",
    [
        "st.navigation([home])",
        "st.navigation([home, plans], position='hidden')",
        "st.navigation([home, st.Page(plans, visibility='hidden')])",
    ],
)
def test_nothing_is_offered_where_there_is_no_choice(call: str) -> None:
    told = offered(run(TWO + call))
    assert (told.position, told.sections) == ("hidden", ())
    assert told.title == "home"


@pytest.mark.parametrize(("expanded", "most"), [("False", 10), ("True", 0), ("0", 10), ("5", 5)])
def test_how_many_are_shown_at_first(expanded: str, most: int) -> None:
    assert offered(run(TWO + f"st.navigation([home, plans], expanded={expanded})")).most == most


def test_the_title_and_the_icon_of_the_tab_are_those_of_the_page() -> None:
    app = run(TWO + "st.navigation([st.Page(home, title='Start', icon='🏠'), plans]).run()")
    assert (offered(app).title, offered(app).icon) == ("Start", "🏠")
    assert "title" not in app.page.facts


# What is refused


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("st.navigation([])", "It has no pages: give it at least one file or function."),
        (
            "st.navigation([st.Page('https://a.org', title='A')])",
            "All of its pages are elsewhere: give it at least one file or function.",
        ),
        (
            "st.navigation([st.Page(home, default=True), st.Page(plans, default=True)])",
            "'home' and 'plans' both have `default=True`",
        ),
        (
            "st.navigation([st.Page(home, title='A', url_path='x'), st.Page(plans, url_path='x')])",
            "'A' and 'plans' have the same address 'x'. Give one of them another",
        ),
        ("st.navigation([home, home])", "have the same address 'home'"),
        ("p = st.Page(home)\nst.navigation([p, p])", "have the same address 'home'"),
        ("st.navigation('home.py')", "It is a list of pages, or a dict of section labels"),
        ("st.navigation({'A': home})", "It is a list of pages, or a dict of section labels"),
        ("st.navigation([home], position='left')", "It is 'sidebar', 'top' or 'hidden'."),
        ("st.navigation([home], expanded=-1)", "It is True, False, or how many pages are shown"),
        ("st.navigation([home], expanded='all')", "It is True, False, or how many pages are shown"),
        (
            "st.navigation([home])\nst.navigation([plans])",
            "`st.navigation` was called before in this run, and an app has one.",
        ),
        (
            "def page(): st.navigation([home])\nst.navigation([page]).run()",
            "cannot be called by a page",
        ),
        ("st.fragment(lambda: st.navigation([home]))()", "cannot be called in a fragment"),
        ("st.cache_data(lambda: st.navigation([home]))()", "cannot be called in a cached function"),
        (
            "other = st.Page(plans)\nst.navigation([home, other])\nother.run()",
            "The page 'plans' is not the one that is open. Only the page that",
        ),
        ("p = st.navigation([home])\np.run()\np.run()", "The page 'home' has run already"),
        (
            "p = st.navigation([home])\nst.cache_data(lambda: p.run())()",
            "The page 'home' cannot run inside of a cached function.",
        ),
        ("st.Page(7)", "It is the path of a Python file, a function, or an address"),
        ("st.Page('nowhere.py')", "There is no such file. Paths start at"),
        ("st.Page('a\\0b')", "There is no such file."),
        ("st.Page('https://a.org')", "An address has no name to read one from: give it a title"),
        (
            "st.Page('https://a.org', title='A', default=True)",
            "A page elsewhere cannot be the default",
        ),
        ("st.Page('https://a.org', title='???')", "It is a word that is not empty."),
        ("st.Page(lambda: None)", "Its name says nothing: give it a title that is not empty."),
        ("st.Page(home, url_path='a/b')", "An address has one part"),
        ("st.Page(home, url_path='/')", "Only the default page has the app's own address."),
        ("st.Page(home, url_path=7)", "url_path=7. It is a text."),
        ("st.Page(home, visibility='secret')", "It is 'visible' or 'hidden'."),
        ("st.Page(home, icon='house')", "It is one emoji such as"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(code: str, sentence: str) -> None:
    assert sentence in refusal(TWO + code)


# Where a session is


def routes(*names: str) -> tuple[Route, ...]:
    return tuple(
        Route(name, name if index else "", name.title()) for index, name in enumerate(names)
    )


def test_a_session_stays_where_it_is_also_when_the_default_changes() -> None:
    where = Whereabouts("/app/")
    first = routes("home", "plans")
    assert where.settle(first, first[0]) is None
    assert where.name == "home"
    turned = routes("plans", "home")
    assert where.settle(turned, turned[0]) is None
    assert where.name == "home"
    assert not where.moving


def test_a_page_that_is_gone_leads_to_the_default_without_a_word() -> None:
    where = Whereabouts("/plans")
    both = routes("home", "plans")
    assert where.settle(both, both[0]) is None
    assert where.name == "plans"
    left = routes("home")
    assert where.settle(left, left[0]) is None
    assert (where.name, where.moving) == ("home", True)


def test_an_address_that_nobody_knows_is_named() -> None:
    where = Whereabouts("/no%20where")
    both = routes("home", "plans")
    assert where.settle(both, both[0]) == "no where"
    assert where.name == "home"


def test_prefixes_of_ids_are_never_mixed_up() -> None:
    prefixes = {Route(name, name, name).prefix for name in ("", "a", "a$b", "a#", "%24", "/")}
    assert len(prefixes) == 6
    assert "" not in prefixes
    assert not any(sign in prefix for prefix in prefixes for sign in "$#")
