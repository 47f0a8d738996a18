"""The folder `static` beside the script, at `app/static/`."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

_AS_THEY_ARE: Final = frozenset({
    ".avif", ".bmp", ".css", ".csv", ".flac", ".geojson", ".gif", ".ico", ".jpeg", ".jpg", ".json",
    ".m4a", ".mp3", ".mp4", ".ogg", ".otf", ".pdf", ".png", ".svg", ".ttf", ".wav", ".webm",
    ".webp", ".woff", ".woff2",
})  # fmt: skip
"""Others are sent as plain text: none of them runs in the page's origin."""


class StaticFolder:
    """Files below one folder, and nothing that leads out of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def respond(self, request: Request) -> Response:
        """Answer with a file."""
        path = await run_in_threadpool(self._find, request.path_params["path"])
        if path is None:
            return PlainTextResponse("Not found", 404)
        kind = "text/plain"
        if path.suffix.lower() in _AS_THEY_ARE:
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return FileResponse(path, media_type=kind, headers={"cache-control": "no-cache"})

    def _find(self, name: str) -> Path | None:
        """The file of a name: itself below the folder, not by a link that leads elsewhere."""
        try:
            root = self._folder.resolve(strict=True)
            path = (root / name).resolve(strict=True)
        except (OSError, ValueError):
            return None
        hidden = any(part.startswith(".") for part in Path(name).parts)
        return path if path.is_relative_to(root) and path.is_file() and not hidden else None
