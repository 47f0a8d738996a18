"""The media type of a file by its name, the same on each machine for what apps deal in."""

from __future__ import annotations

from mimetypes import guess_extension, guess_type
from typing import Final

UNKNOWN: Final = "application/octet-stream"

_PACKED: Final = {
    "gzip": "application/gzip",
    "bzip2": "application/x-bzip2",
    "xz": "application/x-xz",
    "br": "application/x-brotli",
    "compress": "application/x-compress",
}
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_BY_ENDING: Final = {
    # Tables and data. Systems know few of these, and some of them as something else.
    "parquet": "application/vnd.apache.parquet",
    "feather": "application/vnd.apache.arrow.file",
    "arrow": "application/vnd.apache.arrow.file",
    "arrows": "application/vnd.apache.arrow.stream",
    "avro": "application/vnd.apache.avro",
    "orc": "application/vnd.apache.orc",
    "tsv": "text/tab-separated-values",
    "jsonl": "application/jsonl",
    "ndjson": "application/x-ndjson",
    "geojson": "application/geo+json",
    "gpx": "application/gpx+xml",
    "yaml": "application/yaml",
    "yml": "application/yaml",
    "toml": "application/toml",
    "sql": "application/sql",
    "sqlite": "application/vnd.sqlite3",
    "sqlite3": "application/vnd.sqlite3",
    "h5": "application/x-hdf5",
    "hdf5": "application/x-hdf5",
    "pt": UNKNOWN,
    # Texts and programs.
    "md": "text/markdown",
    "log": "text/plain",
    "ini": "text/plain",
    "cfg": "text/plain",
    "conf": "text/plain",
    "env": "text/plain",
    "ipynb": "application/x-ipynb+json",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "ts": "text/plain",
    "tsx": "text/plain",
    "jsx": "text/plain",
    "rs": "text/plain",
    "go": "text/plain",
    "r": "text/plain",
    "xml": "application/xml",
    "rtf": "application/rtf",
    "epub": "application/epub+zip",
    # Documents.
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    # Pictures, sounds and films.
    "webp": "image/webp",
    "avif": "image/avif",
    "heic": "image/heic",
    "heif": "image/heif",
    "jxl": "image/jxl",
    "wav": "audio/wav",
    "m4a": "audio/mp4",
    "flac": "audio/flac",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "opus": "audio/ogg",
    "weba": "audio/webm",
    "mkv": "video/x-matroska",
    "m4v": "video/mp4",
    # Packed.
    "zip": "application/zip",
    "7z": "application/x-7z-compressed",
    "rar": "application/vnd.rar",
    "zst": "application/zstd",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "wasm": "application/wasm",
}
_OF_MANY: Final = {UNKNOWN, "text/plain"}
_BY_TYPE: Final = {
    kind: f".{ending}" for ending, kind in reversed(_BY_ENDING.items()) if kind not in _OF_MANY
}
"""The first ending of each type."""


def media_type_of(name: str) -> str:
    """Give the type of a file of this name; `UNKNOWN` where its ending tells nothing.

    What is packed is what it is packed as: `a.csv.gz` holds no text.
    """
    known = _BY_ENDING.get(name.rpartition(".")[2].lower()) if "." in name else None
    if known is not None:
        return known
    # Only the last part: a name such as `data:x` or `//x` would be taken for an address.
    guessed, packed = guess_type("file" + name[max(name.rfind("."), 0) :], strict=False)
    return _PACKED.get(packed or "", guessed or UNKNOWN)


def ending_of(media_type: str) -> str:
    """Give the ending that files of a type have, such as `.csv`; empty where it is not known."""
    plain = media_type.partition(";")[0].strip().lower()
    return _BY_TYPE.get(plain) or guess_extension(plain, strict=False) or ""
