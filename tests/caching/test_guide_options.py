"""What docs/caching.md says of keys, bounds, the disk, sharing one computation, and options."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import mini
from mini.testing import AppTest
from tests.caching.guide_support import (
    errors,
    forget,
    paused,
    session,
    times,
    two_sessions,
    until,
    visit,
)

# Keys


GLOBALS = """
RATE = 1.5

def with_tax(price):
    return price * RATE

@st.cache_data
def total(prices):
    ran("total")
    return sum(with_tax(price) for price in prices)

st.text(total([10.0, 5.0]))
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    forget()
    return tmp_path / "app.py"


def saved(script: Path, source: str) -> str:
    """Save a script, run it in a session of its own, and give its first text."""
    head = "import mini as st\nfrom tests.caching.guide_support import ran\n"
    script.write_text(head + source)
    app = AppTest.from_file(script).run()
    assert errors(app) == []
    return str(app.text[0].value)


def test_globals_and_helpers_count(script: Path) -> None:
    assert saved(script, GLOBALS) == "22.5"
    same = GLOBALS.replace("def with_tax(price):", "# tax\n\ndef with_tax(price: float) -> float:")
    assert saved(script, same) == "22.5"
    assert times("total") == 1
    assert saved(script, GLOBALS.replace("RATE = 1.5", "RATE = 2")) == "30.0"
    assert saved(script, GLOBALS.replace("price * RATE", "price + RATE")) == "18.0"
    assert times("total") == 3
    assert saved(script, GLOBALS) == "22.5"
    assert times("total") == 3


def test_global_data_may_be_left_out(script: Path) -> None:
    source = GLOBALS.replace("@st.cache_data", "@st.cache_data(track_globals=False)")
    assert saved(script, source) == "22.5"
    assert saved(script, source.replace("RATE = 1.5", "RATE = 2")) == "22.5"
    assert saved(script, source.replace("price * RATE", "price + RATE")) == "18.0"
    assert times("total") == 2


def test_it_says_which_globals_are_left_out() -> None:
    first, _ = two_sessions("""
import threading
lock = threading.Lock()
seen = []

@st.cache_data
def total(number):
    with lock:
        seen.append(number)
    return number

total(1)
st.session_state.out = total.left_out()
st.session_state.seen = list(seen)
""")
    assert set(first.session_state["out"]) == {"lock", "seen"}
    assert first.session_state["seen"] == []


@pytest.mark.parametrize(
    "others", ['f(1.0), f("1"), f(True), f(a=2)', "f(1, 2, 3), f(1, d=3)", "f((1, 2)), f([1, 2])"]
)
def test_how_arguments_are_given_does_not_count(others: str) -> None:
    two_sessions(
        """
@st.cache_data
def f(a, b=2, *rest, c=3, **more):
    ran("f")
    return a

f(1), f(1, 2), f(b=2, a=1), f(1, c=3)
OTHERS
""".replace("OTHERS", others)
    )
    assert times("f") == 1 + len(others.split(", f("))


def test_hash_funcs_apply_inside_of_other_values() -> None:
    two_sessions("""
import threading

class Store:
    def __init__(self, name):
        self.name, self.lock = name, threading.Lock()

class Branch(Store):
    pass

@st.cache_data(hash_funcs={Store: lambda store: store.name})
def describe(found):
    ran("describe")
    return str(len(found))

st.text(describe({"a": [Store("north"), Branch("south")]}))
st.text(describe({"a": [Store("north"), Branch("west")]}))
""")
    assert times("describe") == 2


def test_a_call_of_itself_with_the_same_arguments_is_refused() -> None:
    forget()
    source = """
@st.cache_data
def down(number):
    ran("down")
    return down(max(number - 1, STOP)) + 1 if number else 0

st.text(down(5))
"""
    assert visit(source.replace("STOP", "0")).text[0].value == "5"
    assert times("down") == 6
    (error,) = errors(session(source.replace("STOP", "5")).run())
    assert error.startswith("CacheRecursionError: 'down' called itself")


# Looking into it


def test_warm_contains_info_explain_and_clear() -> None:
    forget()
    app = visit("""
@st.cache_data
def area(width, height=2):
    ran("area")
    return width * height

say = lambda *args: st.text(area.explain(*args).reason)
say(1, 2)
area.warm([(1, 2), {"width": 3, "height": 4}, 5])
st.text([area.contains(1), area.contains(3, 4), area.contains(height=2, width=5)])
say(1, 2)
say(7, 8)
area(1, 2)
st.text(area.info()[:3])
area.clear(1, 2)
say(1, 2)
say(3, 4)
area.clear()
say(3, 4)
area(3, 4)
st.cache_data.clear()
say(3, 4)
""")
    assert app.text.values == [
        "first", "[True, True, True]", "hit", "argument", "(1, 3, 3)", "cleared", "hit", "cleared",
        "cleared",
    ]  # fmt: skip
    assert times("area") == 4


def test_what_is_read_of_a_session_explains_a_miss() -> None:
    forget()
    app = visit("""
@st.cache_data
def part():
    return st.session_state.get("town", "Oslo")

why = part.explain()
part()
st.text(why.reason)
st.text(why.text)
""")
    app.session_state["town"] = "Rome"
    app.run()
    assert app.text[0].value == "read"
    assert "town" in app.text[1].value


# Bounds


def test_max_size_counts_bytes() -> None:
    forget()
    app = visit("""
@st.cache_data(max_size="100 kB")
def block(number):
    ran(f"block {number}")
    return bytes(40_000)

for number in (1, 2, 3, 2, 3):
    block(number)
st.text(block.info().entries)
st.text(block.info().bytes < 100_000)
""")
    assert app.text.values == ["2", "True"]
    assert [times(f"block {number}") for number in (1, 2, 3)] == [1, 1, 1]


def test_max_variants_bounds_the_results_of_one_set_of_arguments() -> None:
    source = """
@st.cache_data(max_variants=3)
def part():
    ran("part")
    return st.slider("Number", 0, 99)

st.text(part())
st.session_state.entries = part.info().entries
"""
    forget()
    app = visit(source)
    for number in range(10):
        app.slider[0].set_value(number).run()
        assert app.text[0].value == str(number)
        assert app.session_state["entries"] <= 3
    assert times("part") == 10
    app.slider[0].set_value(8).run()
    assert times("part") == 10


def test_the_budget_of_all_functions_is_set_by_the_environment() -> None:
    source = """
import mini as st

@st.cache_data
def block(number):
    return bytes(400_000)

@st.cache_data
def other(number):
    return bytes(400_000)

for number in range(4):
    block(number), other(number)
print(block.info().entries + other.info().entries)
"""
    environ = {**os.environ, "MINI_CACHE_BUDGET": "1 MB"}
    found = subprocess.run(
        [sys.executable, "-c", source], env=environ, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "2"


# On disk


DISK = """
import mini as st

def record(word):
    with open("RUNS", "a") as file:
        file.write(word)

@st.cache_data(persist="disk")
def load(number):
    record("r")
    st.text("loading")
    return [number, {"unit": st.radio("Unit", ["C", "F"])}]

@st.cache_data(persist="disk", ttl=0.0001)
def brief():
    record("b")

st.text(load(1))
brief()
"""
RUNNER = """
import sys
from mini.testing import AppTest
app = AppTest.from_file(sys.argv[1]).run()
print([error.element.message for error in app.exception], app.text.values)
app.radio[0].set_value("F").run()
print(app.text.values)
"""


class OnDisk:
    """An app that is run by processes of their own, over one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "cache"
        self.runs = folder / "runs"
        self.script = folder / "app.py"
        self.script.write_text(DISK.replace("RUNS", str(self.runs)))

    def run(self, key: str = "secret") -> list[str]:
        environ = {**os.environ, "MINI_CACHE_DIR": str(self.folder), "MINI_CACHE_KEY": key}
        found = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", RUNNER, str(self.script)],
            env=environ, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return found.stdout.splitlines()

    def times(self) -> int:
        return self.runs.read_text().count("r")


SAID = [
    "[] ['loading', \"[1, {'unit': 'C'}]\"]",
    "['loading', \"[1, {'unit': 'F'}]\"]",
]


def test_results_on_disk_outlive_the_process(tmp_path: Path) -> None:
    app = OnDisk(tmp_path)
    assert app.run() == SAID
    assert app.times() == 2
    assert app.run() == SAID
    assert app.times() == 2
    assert app.runs.read_text().count("b") == 4  # its time was over
    modes = {path.stat().st_mode & 0o077 for path in app.folder.rglob("*")}
    assert modes == {0}


def test_results_that_were_changed_or_sealed_by_another_are_thrown_away(tmp_path: Path) -> None:
    app = OnDisk(tmp_path)
    assert app.run() == SAID
    for path in app.folder.rglob("leaves/*"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    assert app.run() == SAID
    assert app.times() == 4
    assert app.run("another") == SAID
    assert app.times() == 6


# Async functions and generators


def test_an_async_function_is_awaited_and_computed_once() -> None:
    first, second = two_sessions("""
import asyncio

@st.cache_data
async def fetch(number):
    ran("fetch")
    await asyncio.sleep(0)
    st.text("fetched")
    return [number + st.slider("More", 0, 9)]

st.text(asyncio.run(fetch(1)))
""")
    assert times("fetch") == 1
    second.slider[0].set_value(4).run()
    assert second.text.values == ["fetched", "[5]"]
    first.slider[0].set_value(4).run()
    assert times("fetch") == 2


def test_two_awaits_of_one_call_compute_once() -> None:
    first, _ = two_sessions("""
import asyncio

@st.cache_data
async def fetch(number):
    ran("fetch")
    await asyncio.sleep(0)
    return number

async def main():
    return await asyncio.gather(fetch(1), fetch(1), fetch(2))

st.text(asyncio.run(main()))
""")
    assert times("fetch") == 2
    assert first.text[0].value == "[1, 1, 2]"


def test_a_generator_is_recorded_and_played_back() -> None:
    first, second = two_sessions("""
@st.cache_data
def words(text):
    for word in text.split():
        ran(word)
        st.text(word)
        yield [word]
    return 7

def all_words():
    last = yield from words("one by one")
    st.text(last)

for number, word in enumerate(all_words()):
    word.append(number)
    st.text(word)
""")
    assert (times("one"), times("by")) == (2, 1)
    for app in (first, second):
        assert app.text.values == [
            "one", "['one', 0]", "by", "['by', 1]", "one", "['one', 2]", "7",
        ]  # fmt: skip


def test_an_async_generator_is_recorded_and_played_back() -> None:
    first, _ = two_sessions("""
import asyncio

@st.cache_data
async def count(most):
    for number in range(most):
        ran("count")
        await asyncio.sleep(0)
        yield number

async def main():
    return [number async for number in count(3)]

st.text(asyncio.run(main()))
""")
    assert first.text[0].value == "[0, 1, 2]"
    assert times("count") == 3


def test_a_cached_function_works_without_a_session() -> None:
    runs = threading.Semaphore(0)

    @mini.cache_data
    async def double(number: int) -> int:
        runs.release()
        return number * 2

    with ThreadPoolExecutor(1) as pool:  # a thread without a loop, whatever this one has
        assert [pool.submit(lambda: asyncio.run(double(21))).result() for _ in "ab"] == [42, 42]
    assert runs.acquire(blocking=False)
    assert not runs.acquire(blocking=False)


# One computation for all


SHARED = """
number = st.slider("Number", 0, 9)

@st.cache_data
def slow(number):
    ran("slow")
    pause("slow")
    st.text(f"computed {number}")
    return number

st.text(slow(number))
"""


def test_a_failure_is_for_all_who_wait_and_is_not_kept() -> None:
    source = SHARED.replace('pause("slow")', 'pause("slow")\n    raise ValueError("no")')
    forget()
    apps = [session(source) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool, paused("slow") as place:
        runs = [pool.submit(apps[0].run)]
        assert place.reached.wait(60)
        runs += [pool.submit(app.run) for app in apps[1:]]
        until(lambda: all(app.spinner for app in apps))
        place.over.set()
        for run in runs:
            run.result(20)
    assert [errors(app) for app in apps] == [["ValueError: no"]] * 3
    assert times("slow") == 1
    apps[0].run()
    assert times("slow") == 2


def left_meanwhile(to: int) -> int:
    """One session computes and another waits; the first moves on. Gives how often it ran."""
    forget()
    first, second = session(SHARED), session(SHARED)
    with ThreadPoolExecutor(2) as pool, paused("slow") as place:
        first_run = pool.submit(first.run)
        assert place.reached.wait(60)
        second_run = pool.submit(second.run)
        until(lambda: bool(second.spinner))
        first.interact({first.slider[0].id or "": [to]})
        place.over.set()
        first_run.result(20)
        second_run.result(20)
    first.wait()
    for app, number in ((first, to), (second, 0)):
        assert errors(app) == []
        assert app.text.values == [f"computed {number}", str(number)]
    return times("slow")


@pytest.mark.parametrize(("to", "expected"), [(0, 1), (5, 2)])
def test_a_computation_goes_on_for_others_when_its_session_moves_on(to: int, expected: int) -> None:
    # A spinner is shown a moment before its session begins to wait. A computation that is left in
    # that moment is left for good: hence some attempts, of which nearly all are as expected.
    assert expected in {left_meanwhile(to) for _ in range(5)}


def test_a_result_that_is_cleared_meanwhile_is_not_stored() -> None:
    forget()
    first = session(SHARED)
    with ThreadPoolExecutor(1) as pool, paused("slow") as place:
        run = pool.submit(first.run)
        assert place.reached.wait(60)
        mini.cache_data.clear()
        place.over.set()
        run.result(20)
    assert first.text.values == ["computed 0", "0"]
    first.run()
    assert times("slow") == 2


# More options


def test_a_session_has_results_of_its_own() -> None:
    source = """
@st.cache_data(scope="session")
def mine():
    ran("mine")
    return [1]

st.text(mine())
"""
    first, second = two_sessions(source)
    assert times("mine") == 2
    first.run()
    second.run()
    assert times("mine") == 2


def test_a_resource_of_a_session() -> None:
    first, second = two_sessions("""
@st.cache_resource(scope="session")
def mine():
    return []

st.session_state.mine = mine()
""")
    assert first.session_state["mine"] is first.run().session_state["mine"]
    assert first.session_state["mine"] is not second.session_state["mine"]


def test_what_cache_if_refuses_is_given_and_not_kept() -> None:
    first, _ = two_sessions("""
@st.cache_data(cache_if=lambda rows: len(rows) > 0)
def rows(day):
    ran(f"day {day}")
    st.text(f"day {day}")
    return list(range(day))

st.text(rows(0))
st.text(rows(1))
""")
    assert (times("day 0"), times("day 1")) == (3, 1)
    assert first.text.values == ["day 0", "[]", "day 1", "[0]"]


def test_a_refresh_in_the_background_lets_nobody_wait() -> None:
    source = """
@st.cache_data(ttl=0.05, refresh_mode="background", max_stale="1h")
def rates():
    ran("rates")
    pause("rates")
    return api.get()

rates()
st.text("done")
"""
    forget()
    app = visit(source)
    assert times("rates") == 1
    threading.Event().wait(0.06)  # longer than its ttl, which nothing but the clock ends
    with paused("rates") as place:
        assert errors(app.run()) == []  # not held up
        assert app.text[0].value == "done"
        assert place.reached.wait(60)
        app.run()
        place.over.set()
    assert times("rates") == 2


def test_an_object_that_is_not_valid_is_made_anew_and_the_old_one_released() -> None:
    first, second = two_sessions("""
class Connection:
    def __init__(self):
        ran("open")
        self.alive = True

@st.cache_resource(validate=lambda found: found.alive, on_release=lambda found: ran("release"))
def connect():
    return Connection()

connection = connect()
connection.alive = not st.button("Break")
st.text(connection.alive)
""")
    assert times("open") == 1
    second.button[0].click().run()
    assert second.text[0].value == "False"
    assert first.run().text[0].value == "True"
    assert times("open") == 2
    assert times("release") == 1
    forget()


def test_an_object_that_leaves_is_released() -> None:
    forget()
    app = visit("""
def release(found):
    ran(f"release {found}")

@st.cache_resource(max_entries=2, on_release=release)
def connect(number):
    return [number]

for number in range(3):
    connect(number)
if st.button("Clear"):
    connect.clear()
""")
    assert [times(f"release [{number}]") for number in range(3)] == [1, 0, 0]
    app.button[0].click().run()  # connects to 0 again, then releases the two that are held
    assert sum(times(f"release [{number}]") for number in range(3)) == 6


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ('persist="cloud"', "It is 'disk' or None."),
        ('scope="user"', "It is 'global' or 'session'."),
        ('refresh_mode="background"', "Only what has a `ttl` is ever refreshed: give one."),
        ('refresh_mode="later", ttl=1', "It is 'foreground' or 'background'."),
        ('max_size="200"', "text with a unit"),
        ("cache_if=True", "It is a function of the value that is returned."),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(options: str, sentence: str) -> None:
    (error,) = errors(session(f"@st.cache_data({options})\ndef f(): pass\n").run())
    assert error.startswith("ArgumentError: `cache_data` cannot use ")
    assert sentence in error


@pytest.mark.parametrize("what", ["3600", "'1h'", "__import__('functools').partial(int, base=2)"])
def test_what_is_no_function_is_refused(what: str) -> None:
    (error,) = errors(session(f"st.cache_resource({what})").run())
    assert error.startswith("ArgumentError: `cache_resource` cannot use func=")
    assert "`@st.cache_resource(ttl=...)`" in error
