"""The uploads of a session that are on their way, and what is refused of them.

begin ──▶ Receiving ── all bytes ──▶ Upload of the session ── no widget names it ──▶ deleted
              └── dropped, or nothing came for long ──▶ deleted
"""

from __future__ import annotations

import logging
import re
import secrets
from typing import Final, Literal

from mini.config.config import CONFIG
from mini.page.lifecycle import Lifecycle
from mini.page.media_types import media_type_of
from mini.page.page import Page
from mini.page.uploads import MEGABYTE, Accepts, Upload
from mini.session.beat import Clock, Timer
from mini.session.receiving import Receiving
from mini.session.upload_folder import FOLDER

Code = Literal["gone", "widget", "size", "type", "quota", "many", "room", "gap", "malformed"]
MOST_AT_ONCE: Final = 64
"""Uploads of one session that are on their way."""
MOST_FILES: Final = 5000
QUOTA: Final = 10
"""A session's files hold together at most so many times what one of them may."""
WAITS: Final = 30 * 60.0
"""Seconds without a byte after which an upload is given up."""
_LONGEST_PART: Final = 255
_DEEPEST: Final = 16
_UNWANTED: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LOG: Final = logging.getLogger("mini")


class Refusal(Exception):
    """An upload is refused; says why, for the user who chose the file."""

    def __init__(self, code: Code, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class Inbox:
    """What a session's browser is uploading. All of it happens on the event loop's thread."""

    def __init__(self, page: Page, clock: Clock) -> None:
        self._page = page
        self._clock = clock
        self._open: dict[str, Receiving] = {}
        self._done: dict[str, str] = {}
        """Uploads that are complete, by the number that they had on the way."""
        self.refused: dict[str, Refusal] = {}
        """Why uploads were given up, by number: a browser may miss the answer that says so."""
        self._timer: Timer | None = None

    def begin(self, widget: str, name: str, media_type: str, size: int) -> Receiving:
        """Make room for a file that a widget wants; raises `Refusal`."""
        known = self._page.widgets.known.get(widget)
        if known is None or known.files is None:
            raise Refusal("widget", "The page does not ask for this file any more.")
        name = clean_name(name, folders=known.files.folders)
        media_type = media_type.strip()[:200] or media_type_of(name)
        self._check(known.files, name, media_type, size)
        receiving = Receiving(secrets.token_urlsafe(16), widget, name, media_type, size)
        try:
            if FOLDER.free() < size:
                raise no_room(size)
            receiving.store_in(FOLDER.new_file())
        except OSError as error:
            _LOG.error("An upload cannot be stored: %s", error)
            raise no_room(size) from None
        self._open[receiving.id] = receiving
        self._touch(receiving)
        return receiving

    @property
    def going(self) -> int:
        """How many uploads are on their way."""
        return len(self._open)

    def find(self, id_: str) -> Receiving | Upload | None:
        """Give an upload, on its way or complete, by the number that `begin` gave it."""
        return self._open.get(id_) or self._page.widgets.uploads.find(self._done.get(id_, ""))

    def is_open(self, receiving: Receiving) -> bool:
        """Say whether an upload goes on; note that something came."""
        found = self._open.get(receiving.id) is receiving
        if found:
            self._touch(receiving)
        return found

    def complete(self, receiving: Receiving) -> Upload:
        """Make an upload a file of the session; raises `Refusal` where the disk fails."""
        del self._open[receiving.id]
        try:
            content = receiving.content()
        except OSError as error:
            _LOG.error("An upload cannot be stored: %s", error)
            receiving.discard()
            raise no_room(receiving.size) from None
        upload = self._page.widgets.uploads.add(receiving.name, receiving.type, content)
        self._done[receiving.id] = upload.id
        return upload

    def refuse(self, receiving: Receiving, why: Refusal) -> Refusal:
        """Give an upload up, and give back the reason."""
        self.drop(receiving.id)
        self.refused[receiving.id] = why
        if len(self.refused) > MOST_AT_ONCE:
            del self.refused[next(iter(self.refused))]
        return why

    def drop(self, id_: str) -> bool:
        """Delete an upload that the user has taken back, by its number or its id."""
        receiving = self._open.pop(id_, None)
        if receiving is not None:
            receiving.discard()
            return True
        uploads = self._page.widgets.uploads
        found = uploads.find(self._done.get(id_, id_))
        if found is not None:
            uploads.drop(found.id)
        return found is not None

    def sweep(self, lifecycle: Lifecycle) -> None:
        """Delete the files that a run has used, and that no value names any more."""
        if not len(self._page.widgets.uploads):
            return
        requests = [*lifecycle.queue, *([lifecycle.running] if lifecycle.running else [])]
        waiting = [wire for each in requests for wire in (each.values, each.fired)]
        widgets = self._page.widgets
        widgets.uploads.sweep([*widgets.values_by_id.values(), *waiting])

    def clear(self) -> None:
        """Delete everything: the session is over."""
        if self._timer is not None:
            self._timer.cancel()
        for receiving in self._open.values():
            receiving.discard()
        self._open.clear()
        self._page.widgets.uploads.clear()

    def _check(self, accepts: Accepts, name: str, media_type: str, size: int) -> None:
        if size > accepts.size:
            raise Refusal("size", f"The file is larger than {_human(accepts.size)}.")
        if not accepts.takes_type(name, media_type):
            wanted = ", ".join(accepts.types)
            raise Refusal("type", f"The file is of another type than is wanted here: {wanted}.")
        uploads = self._page.widgets.uploads
        if len(self._open) >= MOST_AT_ONCE:
            raise Refusal("many", "Too many files are on their way at once. Wait for some of them.")
        if len(uploads) + len(self._open) >= MOST_FILES:
            raise Refusal("quota", f"There are {MOST_FILES} files already. Remove some of them.")
        quota = QUOTA * max(accepts.size, CONFIG.get("server.maxUploadSize") * MEGABYTE)
        if uploads.size + sum(each.size for each in self._open.values()) + size > quota:
            whole = _human(quota)
            raise Refusal("quota", f"All files together can have {whole}. Remove some of them.")

    def _touch(self, receiving: Receiving) -> None:
        receiving.touched = self._clock.time()
        if self._timer is None:
            self._timer = self._clock.call_later(WAITS, self._give_up)

    def _give_up(self) -> None:
        self._timer, oldest = None, self._clock.time() - WAITS
        for receiving in [each for each in self._open.values() if each.touched <= oldest]:
            self.drop(receiving.id)
        if self._open:
            wait = min(each.touched for each in self._open.values()) - oldest
            self._timer = self._clock.call_later(max(wait, 1.0), self._give_up)


def no_room(size: int) -> Refusal:
    """Say that the disk is full."""
    return Refusal("room", f"The server has no room for {_human(size)} now. Try it again later.")


def clean_name(name: str, *, folders: bool) -> str:
    """Give a name without what could lead anywhere or hide its end; `folders` below may stay."""
    text = _UNWANTED.sub("", name.encode("utf-8", "replace").decode()).replace("\\", "/")
    parts = [part.strip()[-_LONGEST_PART:] for part in text.split("/")]
    kept = [part for part in parts if part not in {"", ".", ".."}]
    return "/".join(kept[-_DEEPEST:] if folders else kept[-1:]) or "file"


def _human(size: float) -> str:
    """Write a number of bytes."""
    units = ["bytes", "KB", "MB", "GB"]
    while size >= 1024 and len(units) > 1:
        size /= 1024
        del units[0]
    exact = size >= 10 or size == int(size)
    return f"{size:.0f} {units[0]}" if exact else f"{size:.1f} {units[0]}"
