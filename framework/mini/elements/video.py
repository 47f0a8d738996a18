"""`video`: a film with a player."""

from __future__ import annotations

import re
from typing import Any, Final, Literal
from urllib.parse import parse_qs, urlencode, urlsplit

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.page.payload import Payload
from mini.run import checks, contents, recordings
from mini.run import subtitles as captions
from mini.run.container import Container, command
from mini.run.emit import emit
from mini.run.recordings import Recording
from mini.run.seconds import Moment, span

FORMAT = "video/mp4"
_TUBE: Final = {"youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com"}
_NAME: Final = re.compile(r"[\w-]{6,20}$")


class Track(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Subtitles by the name of their bytes."""

    label: str
    source: str


class Video(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A player; times are in seconds. `tube` is the address of a frame that plays it."""

    source: str | None = None
    url: str | None = None
    tube: str | None = None
    tracks: tuple[Track, ...] = ()
    start: float = 0.0
    end: float | None = None
    loop: bool = False
    autoplay: bool = False
    muted: bool = False
    alt: str | None = None
    width: Any = "stretch"


@command
def video(
    data: Any,
    format: str = "video/mp4",
    start_time: Moment = 0,
    *,
    subtitles: Any = None,
    end_time: Moment | None = None,
    loop: bool = False,
    autoplay: bool = False,
    muted: bool = False,
    alt: str | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> Container:
    """Show a player for a film.

    `data` is the path or the address of a file, bytes, an open file, or a link to YouTube.
    `format` is its type, where it cannot be found out. `subtitles` is WebVTT or SRT as a text, a
    path, bytes or an open file, or a dict of labels and those. `start_time` and `end_time` are
    seconds, a `timedelta` or a text such as "1m30s". `autoplay` starts it once, if the browser lets
    it: most do where it is `muted`. `alt` names it for who cannot see it. `width` is `"stretch"`
    or pixels. Raises `ArgumentError`.

        import mini as st

        st.video("https://example.org/penguins.mp4", start_time="1m30s", muted=True)
    """
    start, end = span("video", start_time, end_time)
    options = {"loop": bool(loop), "autoplay": bool(autoplay), "muted": bool(muted)}
    tube = _tube(data, start, end, **options)
    if tube is not None and subtitles is not None:
        fix = "A film on YouTube has its subtitles there; leave them out."
        raise ArgumentError("video", "subtitles", subtitles, fix)
    found = Recording(None) if tube else recordings.take("video", data, FORMAT, format)
    tracks = captions.tracks(subtitles)
    payloads: list[Payload] = [] if found.payload is None else [found.payload]
    return emit(
        Video(
            source=None if found.payload is None else found.payload.source,
            url=found.url,
            tube=tube,
            tracks=tuple(Track(label=label, source=blob.source) for label, blob in tracks),
            start=start,
            end=end,
            **options,
            alt=checks.optional_text("video", "alt", alt) or None,
            width=checks.width("video", width, content=False),
        ),
        payload=contents.bundle([*payloads, *(blob for _, blob in tracks)]),
    )


def _tube(
    data: Any, start: float, end: float | None, loop: bool, autoplay: bool, muted: bool
) -> str | None:
    """The frame of YouTube that sets no cookies before it plays; None for other addresses."""
    name = _tube_name(data) if isinstance(data, str) else None
    if name is None:
        return None
    asked = {
        "start": int(start) or None,
        "end": None if end is None else int(end),
        "loop": 1 if loop else None,
        "playlist": name if loop else None,
        "autoplay": 1 if autoplay else None,
        "mute": 1 if muted else None,
    }
    query = urlencode({key: value for key, value in asked.items() if value is not None})
    return f"https://www.youtube-nocookie.com/embed/{name}" + (f"?{query}" if query else "")


def _tube_name(address: str) -> str | None:
    if contents.scheme_of(address) not in contents.SCHEMES:
        return None
    parts = urlsplit(address)
    host, path = (parts.hostname or "").removeprefix("www."), parts.path.strip("/").split("/")
    name = ""
    if host == "youtu.be":
        name = path[0]
    elif host in _TUBE:
        named = len(path) > 1 and path[0] in {"embed", "shorts", "live", "v"}
        name = path[1] if named else (parse_qs(parts.query).get("v") or [""])[0]
    return name if _NAME.match(name) else None
