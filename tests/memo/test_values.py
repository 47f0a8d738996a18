"""Values at rest: what comes back is the same, and each caller's own."""

from __future__ import annotations

import array
import collections
import dataclasses
import datetime as dt
import enum
import io
import re
import socket
import sqlite3
import threading
import uuid
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import matplotlib as mpl
import numpy as np
import pydantic
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from plotly import graph_objects as go
from plotly.subplots import make_subplots
from sklearn.linear_model import LinearRegression

from mini.errors import UnevaluatedDataFrameError
from mini.memo.values import Frozen, Stale, Unserializable, freeze, immutable

mpl.use("agg")


@dataclasses.dataclass
class Point:
    """A class of the app."""

    x: int
    tags: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(slots=True)
class Slotted:
    """A class without a `__dict__`."""

    x: int
    tags: list[str]


class Colour(enum.Enum):
    """An enum of the app."""

    RED = 1


class Model(pydantic.BaseModel):
    """A model of the app."""

    x: int
    tags: list[str] = []


def twice(x: int) -> int:
    return 2 * x


IMMUTABLE: list[Any] = [
    None, True, 1, 2**100, 1.5, float("inf"), 1j, "text", b"bytes", ..., range(3), (),
    (1, ("a", frozenset({b"x"}))), dt.date(2020, 1, 1), dt.datetime(2020, 1, 1),
    dt.datetime(2020, 1, 1, tzinfo=ZoneInfo("Europe/Paris")), dt.time(1, tzinfo=dt.UTC),
    dt.timedelta(1), Decimal("1.5"), Fraction(1, 2), uuid.UUID(int=1), Path("a"), re.compile("a"),
    np.float64(1.5), np.datetime64("2020"),
]  # fmt: skip
CHANGED: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
    "list": (lambda: [1, 2], lambda v: v.append(3)),
    "list of lists": (lambda: [[1], [2]], lambda v: v[0].append(3)),
    "dict": (lambda: {"a": 1}, lambda v: v.update(a=2)),
    "dict of lists": (lambda: {"a": [1]}, lambda v: v["a"].append(2)),
    "dict with keys of tuples": (lambda: {(1, 2): [1]}, lambda v: v.clear()),
    "set": (lambda: {1, 2}, lambda v: v.add(3)),
    "tuple of lists": (lambda: ([1],), lambda v: v[0].append(2)),
    "bytearray": (lambda: bytearray(b"ab"), lambda v: v.extend(b"c")),
    "large bytearray": (lambda: bytearray(2_000_000), lambda v: v.extend(b"c")),
    "in a list": (lambda: [bytearray(2_000_000)], lambda v: v[0].clear()),
    "array": (lambda: array.array("d", [1, 2]), lambda v: v.append(3)),
    "OrderedDict": (lambda: collections.OrderedDict(a=1), lambda v: v.clear()),
    "deque": (lambda: collections.deque([1], 3), lambda v: v.append(2)),
    "Counter": (lambda: collections.Counter("aab"), lambda v: v.subtract("a")),
    "defaultdict": (lambda: collections.defaultdict(list, a=[1]), lambda v: v["a"].append(2)),
    "dataclass": (lambda: Point(1, ["a"]), lambda v: v.tags.append("b")),
    "slots": (lambda: Slotted(1, ["a"]), lambda v: v.tags.append("b")),
    "pydantic": (lambda: Model(x=1, tags=["a"]), lambda v: v.tags.append("b")),
    "many": (lambda: [Point(n) for n in range(50)], lambda v: v[7].tags.append("b")),
}  # fmt: skip


def reloaded(frozen: Frozen) -> Frozen:
    return Frozen.load(*frozen.encode())


@pytest.mark.parametrize("value", IMMUTABLE, ids=repr)
def test_an_immutable_value_is_handed_out_itself(value: Any) -> None:
    assert immutable(value)
    frozen = freeze(value)
    assert frozen.thaw() is value
    again = reloaded(frozen).thaw()
    assert again == value
    assert type(again) is type(value)


def test_what_can_be_changed_is_not_immutable() -> None:
    class Text(str):
        """Its instances have attributes."""

        __slots__ = ("note",)

    containers: list[Any] = [[], {}, set(), ([],), (1, {}), bytearray()]
    objects = [Text(), Point(1), Colour.RED, object()]
    assert not any(map(immutable, containers + objects))


@pytest.mark.parametrize("name", CHANGED)
def test_nothing_done_to_a_thawed_value_reaches_the_next(name: str) -> None:
    make, change = CHANGED[name]
    original = make()
    frozen = freeze(original)
    for each in (frozen, reloaded(frozen)):
        for _ in range(3):
            mine = each.thaw()
            assert mine == make()
            assert type(mine) is type(original)
            change(mine)
            assert mine != make()


@pytest.mark.parametrize("name", CHANGED)
def test_nothing_done_to_the_original_reaches_the_frozen(name: str) -> None:
    make, change = CHANGED[name]
    original = make()
    frozen = freeze(original)
    change(original)
    assert frozen.thaw() == make()


ATOMS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.binary(),
    st.dates(), st.decimals(allow_nan=False),
)  # fmt: skip
NESTED = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner), st.tuples(inner, inner), st.dictionaries(st.text(), inner),
        st.frozensets(ATOMS), st.sets(ATOMS),
    ),
    max_leaves=12,
)  # fmt: skip


def typed(value: Any) -> Any:
    """Write a value with the types of all that is in it."""
    if isinstance(value, list | tuple):
        return type(value), [typed(item) for item in value]
    if isinstance(value, dict):
        return dict, [(typed(key), typed(item)) for key, item in value.items()]
    if isinstance(value, set | frozenset):
        return type(value), sorted(map(repr, value))
    return type(value), repr(value)


@given(NESTED)
@settings(max_examples=150, deadline=None)
def test_any_plain_value_comes_back_with_its_types(value: Any) -> None:
    frozen = freeze(value)
    assert typed(frozen.thaw()) == typed(value)
    assert typed(reloaded(frozen).thaw()) == typed(value)


def containers(value: Any) -> set[int]:
    if isinstance(value, dict):
        return {id(value)}.union(*map(containers, value.values()))
    if isinstance(value, list | set):
        return {id(value)}.union(*map(containers, value))
    return set().union(*map(containers, value)) if isinstance(value, tuple | frozenset) else set()


@given(NESTED)
@settings(max_examples=100, deadline=None)
def test_two_callers_share_no_container(value: Any) -> None:
    frozen = freeze(value)
    one, other = frozen.thaw(), frozen.thaw()
    assert not containers(one) & containers(other)
    assert not containers(one) & containers(value)


def test_identities_within_a_value_are_kept() -> None:
    inner = [1]
    first, second = freeze([inner, inner]).thaw()
    assert first is second
    ring: list[Any] = []
    ring.append(ring)
    thawed = freeze(ring).thaw()
    assert thawed[0] is thawed


def test_a_buffer_keeps_its_position() -> None:
    source = io.BytesIO(b"abcdef")
    source.read(2)
    frozen = freeze(source)
    mine = frozen.thaw()
    assert mine.read() == b"cdef"
    mine.write(b"spoilt")
    assert frozen.thaw().read() == b"cdef"


def test_members_of_enums_are_the_ones_of_now() -> None:
    assert freeze(Colour.RED).thaw() is Colour.RED
    assert freeze([Colour.RED, Colour]).thaw() == [Colour.RED, Colour]


def test_what_has_no_name_goes_by_value() -> None:
    @dataclasses.dataclass
    class Local:
        x: int

    factor = 3
    assert freeze(lambda x: x * factor).thaw()(2) == 6
    assert freeze({"f": lambda x: x + 1}).thaw()["f"](1) == 2
    thawed = reloaded(freeze(Local(5))).thaw()
    assert thawed.x == 5
    assert type(thawed).__name__ == "Local"


def test_what_has_a_name_goes_by_name_beside_what_has_none() -> None:
    function, point, _ = freeze([twice, Point(1), lambda: None]).thaw()
    assert function is twice
    assert type(point) is Point


def script(source: str) -> ModuleType:
    module = ModuleType("__main__")
    exec(compile(source, "app.py", "exec"), module.__dict__)
    return module


def test_a_class_of_the_script_comes_back_as_the_one_of_the_current_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = "class A:\n    def __init__(self): self.x = [1]\n"
    first, second = script(source), script(source)
    monkeypatch.setitem(__import__("sys").modules, "__main__", first)
    frozen = freeze([first.A(), lambda: 1])
    monkeypatch.setitem(__import__("sys").modules, "__main__", second)
    thawed = frozen.thaw()[0]
    assert type(thawed) is second.A
    assert thawed.x == [1]


def of_this_file(digest: bytes) -> Callable[[Any], bytes | None]:
    return lambda thing: digest if thing.__module__ == __name__ else None


def test_a_value_is_stale_once_a_class_of_the_app_has_changed() -> None:
    before, after = of_this_file(b"before"), of_this_file(b"after")
    for value in (Point(1), [twice], Colour.RED, {"a": (1, Slotted(1, []))}):
        frozen = freeze(value, describe=before)
        assert frozen.thaw(before) == value
        for each in (frozen, reloaded(frozen)):
            with pytest.raises(Stale):
                each.thaw(after)
    assert freeze([1, Decimal(1)], describe=before).thaw(after) == [1, Decimal(1)]


def test_a_value_is_stale_once_a_class_of_the_app_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    describe = of_this_file(b"same")
    frozen = freeze(Point(1), describe=describe)
    monkeypatch.delitem(globals(), "Point")
    with pytest.raises(Stale, match="Point"):
        frozen.thaw(describe)


class Holder:
    """Holds what cannot be stored."""

    def __init__(self, held: Any) -> None:
        self.held = {"deep": [1, held]}


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (threading.Lock, "_thread.lock"),
        (lambda: (n for n in range(3)), "generator"),
        (lambda: sqlite3.connect(":memory:"), "sqlite3.Connection"),
        (lambda: Path(__file__).open(), "_io.TextIOWrapper"),  # noqa: SIM115  (closed below)
        (lambda: Path(__file__).open("rb"), "_io.BufferedReader"),  # noqa: SIM115  (closed below)
        (lambda: memoryview(b"x"), "memoryview"),
        (socket.socket, "socket.socket"),
    ],
)
def test_what_cannot_be_stored_is_named_with_the_way_to_it(make: Any, kind: str) -> None:
    culprit = make()
    try:
        for value, path in (
            (culprit, ""),
            ([1, culprit], "[1]"),
            ({"a": (culprit,)}, "['a'][0]"),
            (Holder(culprit), ".held['deep'][1]"),
            ([lambda: 1, Holder(culprit)], "[1].held['deep'][1]"),
        ):
            with pytest.raises(Unserializable, match=re.escape(f"`{kind}`")) as caught:
                freeze(value)
            assert caught.value.path == path
            assert caught.value.kind == kind
            assert f"`value{path}`" in caught.value.reason or not path
    finally:
        getattr(culprit, "close", lambda: None)()


def test_code_of_the_value_that_fails_is_told_and_not_raised() -> None:
    class Refuses:
        def __reduce__(self) -> Any:
            raise ValueError("not me")

    with pytest.raises(Unserializable, match="not me"):
        freeze([Refuses()])


class Unready(Exception):
    """Pickles, and cannot be unpickled."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(one)


def test_a_value_that_cannot_be_built_again_says_so() -> None:
    with pytest.raises(Unserializable, match="but not unpickled"):
        freeze(Unready(1, 2)).thaw()


def test_a_plan_for_a_table_is_no_value() -> None:
    plan = type("DataFrame", (), {"__module__": "dask.dataframe.dask_expr._collection"})()
    for value in (plan, {"a": [plan]}):
        with pytest.raises(UnevaluatedDataFrameError, match=r"`\.compute\(\)`"):
            freeze(value)


def test_a_figure_does_not_pile_up_in_pyplot() -> None:
    figure, axes = plt.subplots()
    axes.plot([1, 2])
    frozen = freeze(figure)
    open_before = plt.get_fignums()
    mine = [frozen.thaw() for _ in range(100)][-1]
    assert plt.get_fignums() == open_before
    mine.axes[0].set_title("spoilt")
    assert frozen.thaw().axes[0].get_title() == ""
    mine.savefig(io.BytesIO())
    plt.close(figure)


def test_a_plotly_figure_comes_back_as_it_was_and_each_callers_own() -> None:
    figure = make_subplots(rows=1, cols=2)
    figure.add_trace(go.Scatter(y=np.arange(5), marker={"color": "red"}), row=1, col=1)
    figure.update_layout(title="t", annotations=[{"text": "a", "x": 1}])
    figure.frames = [go.Frame(name="one", data=[go.Scatter(y=[1, 2])])]
    frozen = freeze({"figure": figure})
    for each in (frozen, reloaded(frozen)):
        for _ in range(2):
            mine = each.thaw()["figure"]
            assert mine == figure
            assert mine.to_dict() == figure.to_dict()
            assert type(mine.data[0].y) is np.ndarray
            mine.data[0].y[:] = -1
            mine.layout.title.text = "spoilt"
            mine.add_trace(go.Bar(y=[1]), row=1, col=2)
            parts = (
                (mine.data[0], "opacity"), (mine.data[0].marker, "size"), (mine.layout, "width"),
                (mine.layout.title, "x"), (mine.layout.annotations[0], "opacity"),
            )  # fmt: skip
            for part, wrong in parts:
                with pytest.raises(ValueError, match="Invalid value"):
                    part[wrong] = "no number"


def test_a_model_is_each_callers_own() -> None:
    frozen = freeze(LinearRegression().fit([[0.0], [1.0]], [0.0, 2.0]))
    mine = frozen.thaw()
    mine.coef_[:] = 99
    assert frozen.thaw().predict([[2.0]])[0] == pytest.approx(4.0)


def test_sizes_are_those_of_the_data() -> None:
    assert freeze(bytes(10_000)).size >= 10_000
    assert freeze([bytes(10_000)]).size >= 10_000
    assert freeze({"a": bytearray(10_000)}).size >= 10_000
    assert freeze(np.zeros(10_000)).size >= 80_000
    assert freeze((1, ("x" * 1000,) * 3)).size >= 1000
    words = np.array(["x" * 1000 + str(n) for n in range(50)], dtype=object)
    assert 50_000 <= freeze(words).size <= 70_000


def test_threads_thaw_one_value_at_once() -> None:
    frozen = freeze({"a": [Point(n) for n in range(20)]})
    wrong: list[Any] = []

    def work() -> None:
        for _ in range(50):
            mine = frozen.thaw()
            if any(point.tags for point in mine["a"]):
                wrong.append(mine)
            mine["a"][3].tags.append("spoilt")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
