"""Specifications of Vega-Lite: where their data are, and how they get out of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from mini.page.payload import Blob, hold

INLINE_BYTES: Final = 64 * 1024
SOURCE: Final = "mini:"
"""What the address of data begins with that the page fetches from its own server."""


def plain(value: Any) -> Any:
    """Copy a specification as JSON has it; numbers of numpy, dates and tables included."""
    return json.loads(json.dumps(value, default=_plain))


def _plain(value: Any) -> Any:
    for name in ("isoformat", "tolist", "to_dict"):
        if callable(getattr(value, name, None)):
            return getattr(value, name)()
    return str(value)


def without_data(spec: dict[str, Any]) -> tuple[dict[str, Any], list[Blob]]:
    """Take large tables out of a specification, each of them once; give it, and them."""
    blobs: dict[str, Blob] = {}

    def out(values: Any) -> dict[str, Any] | None:
        raw = json.dumps(values, separators=(",", ":")).encode()
        if len(raw) <= INLINE_BYTES:
            return None
        blob = hold(raw, "application/json")
        blobs[blob.source] = blob
        return {"url": SOURCE + blob.source, "format": {"type": "json"}}

    return _cleared(spec, _named(spec, out), out), list(blobs.values())


Out = Callable[[Any], dict[str, Any] | None]


def _named(spec: dict[str, Any], out: Out) -> dict[str, dict[str, Any]]:
    """The addresses of the large ones among the `datasets`."""
    found = {name: out(values) for name, values in spec.get("datasets", {}).items()}
    return {name: address for name, address in found.items() if address is not None}


def _cleared(value: Any, named: dict[str, dict[str, Any]], out: Out) -> Any:
    if isinstance(value, list):
        return [_cleared(each, named, out) for each in value]
    if not isinstance(value, dict):
        return value
    cleared = {}
    for name, each in value.items():
        if name == "datasets" and isinstance(each, dict):
            cleared[name] = {key: rows for key, rows in each.items() if key not in named}
        elif name == "data" and isinstance(each, dict):
            cleared[name] = _moved(each, named, out)
        else:
            cleared[name] = _cleared(each, named, out)
    return cleared


def _moved(data: dict[str, Any], named: dict[str, dict[str, Any]], out: Out) -> dict[str, Any]:
    """Where the data of one view are: in it, or at an address."""
    address = named.get(str(data.get("name"))) if "values" not in data else out(data["values"])
    if address is None:
        return data
    kept = {name: each for name, each in data.items() if name not in {"values", "name"}}
    kept["format"] = {**address["format"], **data.get("format", {})}
    return {**kept, "url": address["url"]}


def extended(
    spec: Mapping[str, Any], given: Mapping[str | None, list[dict[str, Any]]]
) -> dict[str, Any]:
    """Add rows to data sets by name, or, under None, to the only data; else a `LookupError`."""
    spec = dict(spec)
    for name, rows in given.items():
        data = spec.get("data", {})
        sets = dict(spec.get("datasets", {}))
        if name is None and isinstance(data.get("values"), list):
            spec["data"] = {**data, "values": [*data["values"], *rows]}
            continue
        (only,) = [name] if name in sets else list(sets) if len(sets) == 1 and not name else [None]
        sets[only] = [*sets[only], *rows]
        spec["datasets"] = sets
    return spec


def is_composed(spec: Mapping[str, Any]) -> bool:
    """Say whether a chart is made of charts side by side, which have sizes of their own."""
    names = ("hconcat", "vconcat", "concat", "facet", "repeat")
    return any(name in spec for name in names) or any(
        name in spec.get("encoding", {}) for name in ("row", "column", "facet")
    )
