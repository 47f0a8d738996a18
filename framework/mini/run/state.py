"""`session_state` and `query_params`: what a script reads and writes of its session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from mini.errors import MiniError
from mini.page.query import Query
from mini.page.widgets import Widgets
from mini.run.context import current


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

    def _widgets(self) -> Widgets:
        return current("session_state").run.widgets

    def __getitem__(self, key: str | int) -> Any:
        try:
            return self._widgets()[str(key)]
        except KeyError:
            raise MissingState(str(key)) from None

    def __setitem__(self, key: str | int, value: Any) -> None:
        self._widgets()[str(key)] = value

    def __delitem__(self, key: str | int) -> None:
        try:
            del self._widgets()[str(key)]
        except KeyError:
            raise MissingState(str(key)) from None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __delattr__(self, name: str) -> None:
        del self[name]

    def __contains__(self, key: object) -> bool:
        return str(key) in self._widgets()

    def __iter__(self) -> Iterator[str]:
        return iter(self._widgets())

    def __len__(self) -> int:
        return len(self._widgets())

    def to_dict(self) -> dict[str, Any]:
        """Give a plain dict of all keys and values."""
        return dict(self._widgets())

    def __repr__(self) -> str:
        return repr(self.to_dict())


class QueryParams(MutableMapping[str, str]):
    """The query of the page's address, as texts. Setting it changes the address without a run.

    import mini as st

    st.query_params["page"] = 2
    st.write(st.query_params["page"])
    """

    __slots__ = ()

    def _query(self) -> Query:
        return current("query_params").run.page.query

    def _changed(self) -> None:
        page = current("query_params").run.page
        page.set_fact("query", page.query.text())

    def __getitem__(self, key: str) -> str:
        try:
            return self._query()[key]
        except KeyError:
            raise MissingParam(key) from None

    def __setitem__(self, key: str, value: Any) -> None:
        self._query()[key] = value
        self._changed()

    def __delitem__(self, key: str) -> None:
        try:
            del self._query()[key]
        except KeyError:
            raise MissingParam(key) from None
        self._changed()

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __delattr__(self, name: str) -> None:
        del self[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._query())

    def __len__(self) -> int:
        return len(self._query())

    def get_all(self, key: str) -> list[str]:
        """Give all values of a repeated name, or an empty list."""
        return self._query().get_all(key)

    def to_dict(self) -> dict[str, str]:
        """Give a plain dict with the last value of each name."""
        return dict(self._query())

    def from_dict(self, params: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> None:
        """Replace everything."""
        self._query().replace(params)
        self._changed()

    def clear(self) -> None:
        """Remove everything."""
        self._query().clear()
        self._changed()

    def __repr__(self) -> str:
        return repr(self.to_dict())


class MissingParam(KeyError, AttributeError, MiniError):
    """The address has no such name."""

    def __str__(self) -> str:
        return (
            f"st.query_params has no {self.args[0]!r}: the page's address does not name it. "
            f"Use `st.query_params.get({self.args[0]!r})` where it may be missing."
        )
