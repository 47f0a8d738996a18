"""The built page: its files by name, compressed beforehand."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

FOLDER = Path(__file__).parent / "page"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_NOT_BUILT = (
    "The page has not been built. In a checkout of mini, run `make setup`; a wheel holds it."
)


class BuiltPage:
    """The files that Vite wrote, known from the start: a name from a request is only looked up."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._names = {
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file() and not path.is_symlink()
        }
        self._read: dict[str, bytes] = {}

    def respond(self, name: str, request: Request) -> Response:
        """Answer with a file of the page, in the best encoding that the browser takes."""
        if name not in self._names or name.endswith((".br", ".gz")):
            known = "index.html" in self._names
            return PlainTextResponse("Not found" if known else _NOT_BUILT, 404 if known else 503)
        etag = (
            None
            if name.startswith("assets/")
            else f'"{hash(self._bytes(name)) & 0xFFFFFFFFFFFF:x}"'
        )
        headers = {
            "vary": "accept-encoding",
            "cache-control": "public, max-age=31536000, immutable",
        }
        if etag is not None:
            headers |= {"cache-control": "no-cache", "etag": etag}
            if request.headers.get("if-none-match") == etag:
                return Response(status_code=304, headers=headers)
        accepted = request.headers.get("accept-encoding", "")
        stored = name
        for encoding, suffix in _ENCODINGS:
            if encoding in accepted and name + suffix in self._names:
                headers["content-encoding"], stored = encoding, name + suffix
                break
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if name.endswith(".js"):
            media_type = "text/javascript"
        return Response(self._bytes(stored), media_type=media_type, headers=headers)

    def read(self, name: str) -> bytes | None:
        """Give a file of the page as it was built; None where it has not been."""
        return self._bytes(name) if name in self._names else None

    def _bytes(self, name: str) -> bytes:
        data = self._read.get(name)
        if data is None:
            data = self._read[name] = (self._folder / name).read_bytes()
        return data
