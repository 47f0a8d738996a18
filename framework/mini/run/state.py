"""`session_state` and `query_params`: what a script reads and writes of its session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from mini.errors import ArgumentError, MiniError
from mini.page.page import EMBEDDING
from mini.page.query import Query
from mini.page.widgets import MISSING
from mini.run.context import Frame, current


class MissingState(KeyError, AttributeError, MiniError):
    """`session_state` has nothing under this name."""

    def __str__(self) -> str:
        return (
            f"st.session_state has nothing under {self.args[0]!r}. Set it first, for example with "
            f"`st.session_state.setdefault({self.args[0]!r}, ...)`."
        )


class SessionState(MutableMapping[str, Any]):
    """What a session keeps between its runs, by key: as items and as attributes.

    A widget's key is in it, too: reading gives the widget's value, and setting it before the widget
    is drawn sets the widget.

        import mini as st

        st.session_state.setdefault("count", 0)
        st.session_state.count += 1
        st.write(st.session_state["count"])
    """

    __slots__ = ()

    def __getitem__(self, key: str | int) -> Any:
        frame, name = current("session_state"), str(key)
        value = frame.run.widgets.get(name, MISSING)
        if frame.recording is not None:
            frame.recording.read("state", name, value)
        if value is MISSING:
            raise MissingState(name)
        return value

    def __setitem__(self, key: str | int, value: Any) -> None:
        frame, name = current("session_state"), str(key)
        _before(frame)
        frame.run.widgets[name] = value
        if frame.recording is not None:
            frame.recording.wrote("set", name, value)

    def __delitem__(self, key: str | int) -> None:
        frame, name = current("session_state"), str(key)
        if name not in self:
            raise MissingState(name)
        _before(frame)
        del frame.run.widgets[name]
        if frame.recording is not None:
            frame.recording.wrote("delete", name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __delattr__(self, name: str) -> None:
        del self[name]

    def __contains__(self, key: object) -> bool:
        frame, name = current("session_state"), str(key)
        if frame.recording is not None:
            frame.recording.read("has", name)
        return name in frame.run.widgets

    def _names(self) -> list[str]:
        frame = current("session_state")
        if frame.recording is not None:
            frame.recording.read("names")
        return list(frame.run.widgets)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __len__(self) -> int:
        return len(self._names())

    def to_dict(self) -> dict[str, Any]:
        """Give a plain dict of all keys and values."""
        return {name: self[name] for name in self}

    def __repr__(self) -> str:
        return repr(self.to_dict())


class QueryParams(MutableMapping[str, str]):
    """The query of the page's address, as texts. Setting it changes the address without a run.

    import mini as st

    st.query_params["page"] = 2
    st.write(st.query_params["page"])
    """

    __slots__ = ()

    def _query(self, name: str | None) -> Query:
        frame = current("query_params")
        if frame.recording is not None:
            frame.recording.read("query names" if name is None else "query", name)
        return frame.run.page.query

    def _write(self, how: str, name: str | None = None, value: Any = None) -> None:
        frame = current("query_params")
        if frame.recording is not None:
            frame.recording.before()
        write_query(frame, how, name, value)

    def __getitem__(self, key: str) -> str:
        try:
            return self._query(key)[key]
        except KeyError:
            raise MissingParam(key) from None

    def __setitem__(self, key: str, value: Any) -> None:
        _own_names([str(key)])
        self._write("query set", str(key), value)

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise MissingParam(key)
        self._write("query delete", key)

    def __contains__(self, key: object) -> bool:
        return key in self._query(str(key))

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __delattr__(self, name: str) -> None:
        del self[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._query(None))

    def __len__(self) -> int:
        return len(self._query(None))

    def get_all(self, key: str) -> list[str]:
        """Give all values of a repeated name, or an empty list."""
        return self._query(key).get_all(key)

    def to_dict(self) -> dict[str, str]:
        """Give a plain dict with the last value of each name."""
        return {name: self[name] for name in self}

    def from_dict(self, params: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> None:
        """Replace everything."""
        given = params if isinstance(params, Mapping) else list(params)
        _own_names(given if isinstance(given, Mapping) else [name for name, _ in given])
        self._write("query replace", None, given)

    def clear(self) -> None:
        """Remove everything."""
        self._write("query replace", None, ())

    def __repr__(self) -> str:
        return repr(self.to_dict())


def _own_names(names: Iterable[str]) -> None:
    """Raise an `ArgumentError` for names that say how the page is embedded."""
    for name in names:
        if str(name).lower() in EMBEDDING:
            fix = (
                "The address that the page is opened with says how it is embedded; choose another."
            )
            raise ArgumentError("query_params", "name", name, fix)


def write_query(frame: Frame, how: str, name: str | None, value: Any) -> None:
    """Change the page's address."""
    page = frame.run.page
    if how == "query set":
        page.query[name or ""] = value
        value = page.query.get_all(name or "")
    elif how == "query delete":
        del page.query[name or ""]
    else:
        page.query.replace(value)
        value = [(each, page.query.get_all(each)) for each in page.query]
    page.set_fact("query", page.query.text())
    if frame.recording is not None:
        frame.recording.wrote(how, name, value)


def _before(frame: Frame) -> None:
    if frame.recording is not None:
        frame.recording.before()


class MissingParam(KeyError, AttributeError, MiniError):
    """The address has no such name."""

    def __str__(self) -> str:
        return (
            f"st.query_params has no {self.args[0]!r}: the page's address does not name it. "
            f"Use `st.query_params.get({self.args[0]!r})` where it may be missing."
        )
