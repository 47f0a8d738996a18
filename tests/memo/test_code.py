"""What a function is: nothing but what it does, wherever that is written."""

from __future__ import annotations

import gc
import itertools
import sys
import threading
import weakref
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from mini.memo.code import Source

BASE = """
import math
RATE = 2

def deep(x):
    return x * 3 + RATE

def helper(x):
    return deep(x) + 1

def f(a, b=1):
    "Adds up."
    total = 0
    for i in range(3):
        total += helper(a)
    return [math.floor(total) for _ in (1, 2)], {"x": b}
"""


def run(source: str, path: str = "/app/app.py", **names: Any) -> dict[str, Any]:
    space = {"__name__": "__main__", **names}
    exec(compile(source, path, "exec", dont_inherit=True), space)
    return space


def own(path: str) -> bool:
    return path.startswith("/app/")


def source_of(text: str, name: str = "f", **options: Any) -> Source:
    return Source(run(text)[name], own=own, **options)


def left_out(text: str) -> set[str]:
    return {name for name, why in source_of(text).left_out().items() if "changed" in why}


@pytest.fixture
def module() -> Iterator[Any]:
    """A module of the app: `make("shop", source)`."""
    made: list[str] = []

    def make(name: str, source: str, path: str | None = None) -> ModuleType:
        module = ModuleType(name)
        module.__file__ = path or f"/app/{name}.py"
        sys.modules[name] = module
        exec(compile(source, module.__file__, "exec"), module.__dict__)
        made.append(name)
        return module

    yield make
    for name in made:
        sys.modules.pop(name, None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Adds up."', '"Adds some up."'),
        ('    "Adds up."\n', ""),
        ("\nRATE", "\n\n\n# about rates\nRATE"),
        ("total += helper(a)", "total += (\n            helper( a )  # each\n        )"),
        ("def f(a, b=1):", "def f(a: int, b: 'str' = 1) -> 'list':"),
        ("def deep(x):", 'def deep(x):\n    """Multiply."""'),
        ("import math", "import math, json"),
        ("total = 0", "total: int = 0"),
    ],
)
def test_how_it_is_written_does_not_count(old: str, new: str) -> None:
    assert old in BASE
    other = source_of(BASE.replace(old, new))
    assert other.code() == source_of(BASE).code()
    assert other.data() == source_of(BASE).data()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("range(3)", "range(4)"),
        ("range(3)", "range(True)"),
        ("* 3", "* 3.0"),
        ("deep(x) + 1", "deep(x) - 1"),
        ("b=1", "b=2"),
        ("(1, 2)", "(1, 3)"),
        ("math.floor", "math.ceil"),
        ("import math", "import cmath as math"),
        ("def f(a, b=1)", "def f(a, *, b=1)"),
        ('{"x": b}', '{"y": b}'),
        ("total = 0", "total = []"),
    ],
)
def test_what_it_does_counts_however_deep(old: str, new: str) -> None:
    assert old in BASE
    assert source_of(BASE.replace(old, new)).code() != source_of(BASE).code()


def test_a_constant_of_the_module_is_data() -> None:
    one, two = source_of(BASE), source_of(BASE.replace("RATE = 2", "RATE = 3"))
    assert one.code() == two.code()
    assert one.data() != two.data()
    assert list(one.data_by_name()) == ["RATE"]
    assert source_of("def f(): return 1").data() == b""
    assert source_of(BASE, track_globals=False).data() == b""
    assert "track_globals" in source_of(BASE, track_globals=False).left_out()["RATE"]


def test_data_counts_as_it_is_at_each_call() -> None:
    space = run("ITEMS = [1]\ndef f(): return ITEMS")
    source = Source(space["f"], own=own)
    before = source.data()
    space["ITEMS"].append(2)
    after = source.data()
    assert after != before
    space["ITEMS"] = [1]
    assert source.data() == before
    space["ITEMS"] = (1,)
    assert source.data() not in {before, after}


def test_a_name_that_comes_to_stand_for_another_function() -> None:
    space = run(BASE)
    source = Source(space["f"], own=own)
    before = source.code()
    space["deep"] = run("def deep(x): return 1")["deep"]
    assert source.code() != before


def test_lambdas_on_one_line_and_closures_of_one_factory() -> None:
    space = run("fs = [lambda: 1, lambda: 2, lambda: 1]")
    codes = [Source(f, own=own).code() for f in space["fs"]]
    assert codes[0] == codes[2] != codes[1]
    text = "def make(x):\n def f(): return x\n return f\n"
    keys = set()
    for value in ("1", "1.0", "'a'", "[1]", "[2]", "lambda: 1", "lambda: 2"):
        source = source_of(f"{text}f = make({value})")
        keys.add((source.code(), source.data()))
    assert len(keys) == 7
    tracked = source_of(f"{text}f = make([1])", track_globals=False)
    assert tracked.data() == source_of(f"{text}f = make([1])").data() != b""


def test_frozen_sets_in_code_have_no_order() -> None:
    names = ", ".join(f"'name {i}'" for i in range(20))
    backwards = ", ".join(f"'name {i}'" for i in reversed(range(20)))
    text = "def f(x): return x in {%s}"
    assert source_of(text % names).code() == source_of(text % backwards).code()


def test_the_modules_of_the_app_count_and_those_of_others_by_name(module: Any) -> None:
    text = "import shop\nfrom shop import load\ndef f(): return shop.LIMIT, shop.price(1), load()"
    shop = (
        "LIMIT = 1\nOTHER = 1\ndef price(x): return x\ndef load(): return 1\ndef more(): return 1"
    )
    changes = [
        ("LIMIT = 1", "LIMIT = 2", True), ("return x", "return -x", True),
        ("load(): return 1", "load(): return 2", True), ("OTHER = 1", "OTHER = 2", False),
        ("more(): return 1", "more(): return 2", False),
    ]  # fmt: skip

    def key() -> tuple[bytes, bytes]:
        source = source_of(text)
        return source.code(), source.data()

    module("shop", shop)
    before = key()
    for old, new, counts in changes:
        module("shop", shop.replace(old, new))
        assert (key() != before) == counts, new
    module("shop", shop, "/elsewhere/shop.py")
    elsewhere = key()
    module("shop", shop.replace("return x", "return -x"), "/elsewhere/shop.py")
    assert key() == elsewhere


def test_own_classes_count_with_methods_attributes_and_bases() -> None:
    text = """
class Base:
    unit = "m"
    def size(self): return 1
class Thing(Base):
    limit = 3
    @property
    def area(self): return 2
    @staticmethod
    def make(): return Thing()
def f(): return Thing().size()
"""
    before = source_of(text).code()
    assert source_of(text).code() == before
    for old, new in [("return 1", "return 9"), ("return 2", "return 9"), ('"m"', '"cm"'),
                     ("limit = 3", "limit = 4"), ("Thing()\n", "Base()\n")]:  # fmt: skip
        assert source_of(text.replace(old, new, 1)).code() != before, new


def test_decorated_helpers_are_followed() -> None:
    text = """
import functools
def twice(g):
    @functools.wraps(g)
    def inner(*args): return g(*args) * 2
    return inner
@functools.lru_cache
def cached(x): return x + 1
@twice
def helper(x): return cached(x)
def f(x): return helper(x), functools.partial(cached, 1)
"""
    before = source_of(text).code()
    for old, new in [("x + 1", "x + 2"), ("* 2", "* 3"), ("return cached(x)", "return x")]:
        assert source_of(text.replace(old, new)).code() != before, new


def test_functions_that_call_each_other() -> None:
    text = "def f(n): return g(n - 1)\ndef g(n): return f(n) if n else 0\n"
    assert source_of(text).code() == source_of(text).code()
    assert source_of(text).code() != source_of(text.replace("else 0", "else 1")).code()


@pytest.mark.parametrize(
    "body",
    [
        "global x\n x = [*x]",
        "global x\n x += 1", "global x\n len(x)\n del x", "x['a'] = 1", "x['a'] += 1",
        "del x['a']", "x.a = 1", "x.a += 1", "del x.a", "x.append(1)", "x.items.append(1)",
        "x['a'].append(1)", "x[0].b.c.update({})", "x[1:2] = [1]", "y = x\n y.append(1)",
        "for y in x: y.a = 1", "for y, z in x.items(): z.append(1)", "x.get('a').add(1)",
        "x.a = 1 if x else 2",
        "x[1 if x else 2] = 3", "(x if len(x) else [])\n x[print() or 1] = [i for i in x]",
        "g()", "return lambda: x.pop()", "return [x.append(i) for i in (1, 2)]",
        "try: pass\n except ValueError: x['a'] = 1", "with open('a'): x.clear()",
        "if x:\n  pass\n else:\n  x['a'] = 1", "while True:\n  x['n'] += 1\n  break",
        "import math\n x[0], y = 1, 2", "x.setdefault('a', []).append(1)",
        "async def h(): x.add(1)\n return h", "x.a, x.b = 1, 2",
        "match x:\n  case [1, *_]: x.b = 1", "def h():\n  class A:\n   x.append(1)\n return h",
    ],
)  # fmt: skip
def test_what_the_function_changes_is_an_output(body: str) -> None:
    assert left_out(f"x = [1]\ndef g(): x.append(1)\ndef f():\n {body}\n") == {"x"}


@pytest.mark.parametrize(
    "body",
    [
        "return x", "return len(x)", "return x[0]", "return x.count(1)", "return [*x]",
        "y = x.copy()\n y.append(1)", "y = list(x)\n y.append(1)", "y = {}\n y[x[0]] = x",
        "y = []\n y.append(x)", "def x(): pass\n x.a = 1", "x = []\n x.append(1)",
        "y = 1 if x else []\n z = {}\n z['a'] = y", "return {k: [] for k in x}", "return x.index",
    ],
)  # fmt: skip
def test_what_is_only_read_is_an_input(body: str) -> None:
    assert left_out(f"x = [1]\ndef f():\n {body}\n") == set()


def test_a_variable_that_the_function_rebinds_is_an_output() -> None:
    source = source_of("""
def make():
    n, kept = 0, [1]
    def f():
        nonlocal n
        n += 1
        return kept
    return f
f = make()
""")
    assert source.left_out() == {"closure.n": "is changed by the function"}
    assert list(source.data_by_name()) == ["closure.kept"]
    before = source.code(), source.data()
    source.function()
    assert (source.code(), source.data()) == before


def test_what_cannot_be_hashed_is_left_out_and_said() -> None:
    source = source_of(
        "import threading, math\nlock = threading.Lock()\ndef f(): return lock, math"
    )
    reasons = source.left_out()
    assert "A lock has an identity" in reasons["lock"]
    assert reasons["math"] == "is a module"
    assert source.data() == b""


def test_an_object_that_stands_for_itself_counts_by_its_token() -> None:
    text = "import threading\nlock = threading.Lock()\ndef f(): return lock"
    one = source_of(text, names=lambda _: b"one")
    two = source_of(text, names=lambda _: b"two")
    assert one.left_out() == {}
    assert one.data() != two.data() != b""


def test_functions_that_refer_to_themselves_through_data() -> None:
    text = "def f(): return TABLE\nTABLE = {'f': f}\n"
    assert source_of(text).data() == source_of(text).data()
    assert source_of(text).data() != source_of(text.replace("{'f'", "{'g'")).data()


def test_the_name_tells_two_apps_apart() -> None:
    one = Source(run("def f(): pass", "/app/one.py")["f"], own=own)
    two = Source(run("def f(): pass", "/app/two.py")["f"], own=own)
    assert (one.name, two.name) == ("/app/one.py.f", "/app/two.py.f")
    assert Source(itertools.chain, own=own).name == "itertools.chain"


def test_the_names_that_it_refers_to_are_found_again() -> None:
    text = "box = [1]\ndef make(inner):\n def f(): return inner, box, g()\n return f\n"
    text += "def g(): return LIMIT\nLIMIT = 5\nf = make({'a': 1})"
    found = dict(source_of(text).containers())
    assert found["closure.inner"] == {"a": 1}
    assert found["global.__main__.box"] == [1]
    assert found["global.__main__.LIMIT"] == 5


def test_partials_methods_and_objects_that_can_be_called() -> None:
    text = """
import functools
def g(x, y): return x + y
class Adder:
    def __init__(self, by): self.by = by
    def __call__(self, x): return x + self.by
f = functools.partial(g, 1)
h = Adder(1)
m = Adder(1).__call__
n = max
"""
    for name, old, new in [
        ("f", "x + y", "x - y"), ("f", "(g, 1)", "(g, 2)"), ("h", "Adder(1)", "Adder(2)"),
        ("h", "x + self", "x - self"), ("m", "x + self", "x - self"), ("n", "max", "min"),
    ]:  # fmt: skip
        one, two = source_of(text, name), source_of(text.replace(old, new), name)
        again = source_of(text, name)
        assert (one.code(), one.data()) == (again.code(), again.data()), name
        assert (one.code(), one.data()) != (two.code(), two.data()), (name, new)
        assert one.name


def test_each_run_of_a_script_makes_functions_of_the_same_digest() -> None:
    code = compile(
        BASE + "\nITEMS, PAIR = [1], (1, 2.0)\ndef g(a=1): return f(ITEMS), PAIR",
        "/app/app.py",
        "exec",
    )
    keys = set()
    for _ in range(3):
        space: dict[str, Any] = {"__name__": "__main__"}
        exec(code, space)
        source = Source(space["g"], own=own)
        keys.add((source.code(), source.data()))
    assert len(keys) == 1
    for name, value in [("ITEMS", [2]), ("ITEMS", (1,)), ("RATE", 2.0), ("RATE", True),
                        ("PAIR", (1.0, 2)), ("PAIR", (True, 2.0)),
                        ("deep", len), ("helper", run("def h(): pass")["h"])]:  # fmt: skip
        space = {"__name__": "__main__"}
        exec(code, space)
        space[name] = value
        source = Source(space["g"], own=own)
        keys.add((source.code(), source.data()))
    assert len(keys) == 9


def test_a_helper_that_is_cached_itself_is_followed_in_each_run() -> None:
    text = "import functools\nRATE = 1\n@functools.cache\ndef g(): return RATE\ndef f(): return g()"
    keys = set()
    for new in ("RATE", "RATE", "RATE + 1"):
        code = compile(text.replace("return RATE", f"return {new}"), "/app/app.py", "exec")
        for rate in (1, 1, 2):
            space: dict[str, Any] = {"__name__": "__main__"}
            exec(code, space)
            space["RATE"] = rate
            source = Source(space["f"], own=own)
            keys.add((source.code(), source.data()))
    assert len(keys) == 4


def test_nothing_of_a_run_is_kept_once_it_is_over() -> None:
    class Big:
        pass

    space = run(BASE + "\ndef g(): return big, f", big=Big())
    big = weakref.ref(space["big"])
    assert Source(space["g"], own=own).code()
    del space
    gc.collect()
    assert big() is None


def test_many_threads_ask_at_once() -> None:
    space = run(BASE)
    source = Source(space["f"], own=own)
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(source.code())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
