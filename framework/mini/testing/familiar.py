"""The names by which tests written for Streamlit ask for an element's facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any, Final

from mini.elements.dataframe import Dataframe
from mini.elements.table import Table
from mini.model.node import ROOTS
from mini.page.node import Node
from mini.page.widgets import Widget
from mini.run.moments import TODAY

TAGS: Final = {1: "h1", 2: "h2", 3: "h3"}
HEADINGS: Final = {1: "title", 2: "header", 3: "subheader"}
ICONS: Final = {"running": "spinner", "complete": ":material/check:", "error": ":material/error:"}
RULE: Final = "---"


class Facts:
    """What is known of one element: its node, its widget and the wire value it has."""

    __slots__ = ("node", "widget", "wire")

    def __init__(self, node: Node, widget: Widget | None, wire: Any) -> None:
        self.node = node
        self.widget = widget
        self.wire = wire

    @property
    def element(self) -> Any:
        """The struct that is shown."""
        return self.node.element

    @property
    def above(self) -> Any:
        """The struct of the container around it."""
        return None if self.node.parent is None else self.node.parent.element

    @property
    def place(self) -> int:
        """Its place among the children of that."""
        return -1 if self.node.parent is None else self.node.parent.display().index(self.node)


Fact = Callable[[Facts], Any]


_ROOTS: Final = {number: name for name, number in ROOTS.items()}
_PLACES: Final = {"columns": "column", "tabs": "tab"}
_TYPES: Final[dict[str, Fact]] = {
    "heading": lambda facts: HEADINGS[facts.element.level],
    "alert": lambda facts: facts.element.level,
    "form_submit_button": lambda _: "button",
    "pills": lambda _: "button_group",
    "segmented_control": lambda _: "button_group",
    "exception": lambda facts: facts.element.type,
    "container": lambda facts: _PLACES.get(getattr(facts.above, "kind", ""), "container"),
    "root": lambda facts: _ROOTS[facts.node.number],
}


def type_of(facts: Facts) -> str:
    """Give the name of the command that makes such an element, as `type` has it."""
    found = _TYPES.get(facts.element.kind)
    return str(facts.element.kind if found is None else found(facts))


def _form(facts: Facts) -> str:
    """The key of the form that a widget is in, or nothing."""
    form = None if facts.widget is None else facts.widget.form
    return "" if form is None else form.partition("form$")[2]


def _places(facts: Facts) -> list[int]:
    """The places of the options that are chosen; texts of the user's own have none."""
    wire = facts.wire
    chosen = wire if isinstance(wire, tuple | list) else () if wire is None else (wire,)
    return [place for place in (_place(facts.element.options, id_) for id_ in chosen) if place >= 0]


def _place(options: tuple[str, ...], id_: str) -> int:
    text, _, again = id_.partition("\x1f")
    places = [place for place, option in enumerate(options) if option == text]
    return places[int(again or 0)] if places else -1


def _index(facts: Facts) -> int | None:
    return next(iter(_places(facts)), None)


def _chosen(facts: Facts) -> list[str]:
    return [facts.element.options[place] for place in _places(facts)]


def _weight(facts: Facts) -> Any:
    if facts.above is None or facts.above.kind != "columns":
        return None
    return facts.above.weights[facts.place] / sum(facts.above.weights)


def _gap(facts: Facts) -> Any:
    return (facts.above if getattr(facts.above, "kind", "") == "columns" else facts.element).gap


def _label(facts: Facts) -> Any:
    return facts.above.labels[facts.place] if getattr(facts.above, "kind", "") == "tabs" else None


def _bound(name: str, years: int) -> Fact:
    """The first or last day of a calendar: ten years around the day that it starts with."""

    def bound(facts: Facts) -> date:
        given = getattr(facts.element, name)
        start = (
            date.today() if not facts.element.default else _day(facts.element.default[-(years > 0)])
        )
        return _day(given) if given is not None else _years(start, years)

    return bound


def _day(text: str) -> date:
    return date.today() if text == TODAY else date.fromisoformat(text)


def _years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)


def _trace(facts: Facts) -> list[str]:
    """The lines of the author's own files that an error came through."""
    return [
        f'File "{frame.file}", line {frame.line}, in {frame.name}\n    {frame.code}'
        for frame in facts.element.frames
        if frame.user
    ]


def _rows(facts: Facts) -> Any:
    """A table as a `DataFrame` of pandas, of the data that was given."""
    element: Dataframe = facts.element
    pd = import_module("pandas")
    shown = list(zip(element.columns, facts.node.payload.columns, strict=True))
    index = [_series(pd, column.native) for about, column in shown if about.index]
    cells = [(about.name, _series(pd, column.native)) for about, column in shown if not about.index]
    frame = pd.DataFrame({at: series.array for at, (_, series) in enumerate(cells)})
    names = [name if series.name is None else series.name for name, series in cells]
    frame.columns = pd.MultiIndex.from_tuples(names) if _nested(names) else pd.Index(names)
    if len(index) == 1:
        array = index[0].array if len(index[0]) else range(0)
        frame.index = pd.Index(array, name=index[0].name)
    elif index:
        arrays = [level.array for level in index]
        frame.index = pd.MultiIndex.from_arrays(arrays, names=[level.name for level in index])
    return frame


def _series(pd: Any, native: Any) -> Any:
    return native.to_pandas() if hasattr(native, "to_pandas") else pd.Series(native)


def _nested(names: list[Any]) -> bool:
    return bool(names) and all(isinstance(name, tuple) for name in names)


def _texts(facts: Facts) -> Any:
    """A table as it is shown, its numbers as numbers."""
    element: Table = facts.element
    pd = import_module("pandas")
    frame = pd.DataFrame(list(element.rows), columns=list(element.columns))
    for at in element.numeric:
        frame.isetitem(at, pd.to_numeric(frame.iloc[:, at]))
    if element.index is not None and list(element.index) != [str(at) for at in range(len(frame))]:
        frame.index = pd.Index(element.index, name=element.index_name or None)
    return frame


def _pictures(facts: Facts) -> list[str]:
    return [shown.url or f"/media/{shown.source}" for shown in facts.element.pictures]


_CHOICE: Final[dict[str, Fact]] = {"indices": _places, "values": _chosen}
_GROUP: Final[dict[str, Fact]] = {"indices": _places, "formatted_values": _chosen}
_ONE: Final[dict[str, Fact]] = {"index": _index}
_MARKDOWN: Final[dict[str, Fact]] = {
    "allow_html": lambda facts: facts.element.html,
    "is_caption": lambda facts: facts.element.kind == "caption",
}
_UPLOADS: Final[dict[str, Fact]] = {
    "accept_directory": lambda facts: facts.element.directory,
    "accept_multiple_files": lambda facts: facts.element.multiple,
    "allowed_type": lambda facts: list(facts.element.types),
}
FAMILIAR: Final[dict[str, dict[str, Fact]]] = {
    "": {"form_id": _form, "proto": lambda facts: facts.element},
    "caption": _MARKDOWN,
    "code": {"show_line_numbers": lambda facts: facts.element.line_numbers},
    "container": {"gap": _gap, "label": _label, "weight": _weight},
    "dataframe": {"value": _rows},
    "date_input": {
        "is_range": lambda facts: facts.element.range,
        "max": _bound("max", 10),
        "min": _bound("min", -10),
    },
    "divider": {"value": lambda _: RULE},
    "exception": {
        "is_markdown": lambda _: False,
        "is_warning": lambda facts: facts.element.type.endswith("Warning"),
        "stack_trace": _trace,
    },
    "file_uploader": _UPLOADS,
    "heading": {
        "hide_anchor": lambda facts: facts.element.anchor is False,
        "tag": lambda facts: TAGS[facts.element.level],
    },
    "help": {"doc_string": lambda facts: facts.element.doc},
    "image": {
        "captions": lambda facts: [shown.caption or "" for shown in facts.element.pictures],
        "value": _pictures,
    },
    "latex": {"value": lambda facts: f"$$\n{facts.element.body}\n$$"},
    "markdown": _MARKDOWN,
    "multiselect": _CHOICE,
    "pills": _GROUP,
    "progress": {"value": lambda facts: round(facts.element.value * 100)},
    "radio": _ONE,
    "segmented_control": _GROUP,
    "selectbox": _ONE,
    "space": {"value": lambda facts: facts.element.size},
    "status": {"icon": lambda facts: ICONS[facts.element.state]},
    "table": {"value": _texts},
}
"""By kind, and for all kinds under "", what each name gives."""


def fact(kind: str, name: str) -> Fact | None:
    """Give what answers to a name, for elements of a kind."""
    return FAMILIAR.get(kind, {}).get(name) or FAMILIAR[""].get(name)
