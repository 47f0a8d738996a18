"""The query of the page's address, as a mapping of texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from mini.model.element import clean


class Query(MutableMapping[str, str]):
    """Names to texts. A name may be repeated: `[name]` gives the last, `get_all` gives all."""

    def __init__(self, text: str = "") -> None:
        self._items: dict[str, list[str]] = {}
        for name, value in parse_qsl(text.lstrip("?"), keep_blank_values=True):
            self._items.setdefault(name, []).append(value)

    def without(self, names: Iterable[str]) -> Query:
        """Leave names out, whatever their case."""
        for name in [name for name in self._items if name.lower() in names]:
            del self._items[name]
        return self

    def text(self) -> str:
        """Encode as in an address, without the question mark."""
        items = ((name, value) for name, all_ in self._items.items() for value in all_)
        return urlencode([(clean(name), clean(value)) for name, value in items])

    def get_all(self, name: str) -> list[str]:
        """Give all values of a name, or an empty list."""
        return list(self._items.get(name, ()))

    def replace(self, items: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> None:
        """Replace everything."""
        pairs = items.items() if isinstance(items, Mapping) else items
        fresh: dict[str, list[str]] = {}
        for name, value in pairs:
            fresh.setdefault(str(name), []).extend(_texts(value))
        self._items = fresh

    def __getitem__(self, name: str) -> str:
        texts = self._items[name]
        return texts[-1] if texts else ""

    def __setitem__(self, name: str, value: Any) -> None:
        self._items[str(name)] = _texts(value)

    def __delitem__(self, name: str) -> None:
        del self._items[name]

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._items))

    def __len__(self) -> int:
        return len(self._items)


def _texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        raise TypeError(
            f"A name in the page's address has a text or a list of texts, and cannot be {value!r}. "
            "Set several names with `st.query_params.update`."
        )
    if isinstance(value, str) or not isinstance(value, Iterable):
        return [str(value)]
    return [str(item) for item in value]
