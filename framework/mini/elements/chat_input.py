"""`chat_input`: where the user says something."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final, Literal

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.run import checks, entry, files
from mini.run.chat_value import MessageReader, wanted
from mini.run.checks import Height
from mini.run.container import Container, command
from mini.run.context import Frame, current
from mini.run.place import in_main
from mini.run.widget import Callback, Drawn, Key, draw, outside_forms

SubmitMode = Literal["submit", "disable", "stop"]
MODES: Final = ("submit", "disable", "stop")
Many = Literal["one", "multiple", "directory"]
MANY: Final[dict[Any, Many | None]] = {
    False: None,
    True: "one",
    "multiple": "multiple",
    "directory": "directory",
}
_BOTTOM: Final = Container("bottom")


class ChatInput(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A field for messages; `pinned` to the bottom of the page, which follows what is said."""

    placeholder: str
    max_chars: int | None = None
    disabled: bool = False
    text: str = ""
    """What the script has typed; it counts once for each `turn`."""
    turn: str = ""
    submit_mode: SubmitMode = "submit"
    pinned: bool = False
    files: Many | None = None
    types: tuple[str, ...] = ()
    size: int = 0
    """The most bytes of a file, or of a recording."""
    audio: bool = False
    sample_rate: int | None = None
    width: Any = "stretch"
    height: Any = "content"


@command
def chat_input(
    placeholder: str = "Your message",
    *,
    key: Key | None = None,
    max_chars: int | None = None,
    max_upload_size: int | None = None,
    accept_file: bool | Literal["multiple", "directory"] = False,
    file_type: str | Sequence[str] | None = None,
    accept_audio: bool = False,
    audio_sample_rate: int | None = 16000,
    disabled: bool = False,
    submit_mode: SubmitMode = "submit",
    on_submit: Callback | None = None,
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    width: int | Literal["stretch"] = "stretch",
    height: Height = "content",
) -> Any:
    """Show a field for messages, and give the message in the one run that it starts, else None.

    Called in the main part of the page it stays at the bottom of the window; in a container, a
    column or the sidebar it stands where it is called. Each message has a run of its own, in the
    order in which they were sent. `max_chars` is the most characters. `submit_mode` says what
    happens while the script answers: more can be said (`"submit"`), nothing can be typed
    (`"disable"`), or the button stops the script (`"stop"`). `on_submit` is called with `args` and
    `kwargs` before the run. `width` is `"stretch"` or pixels; `height` is the least, `"content"`,
    `"stretch"` or pixels. Not allowed in a form. Raises `ArgumentError`, `PlacementError` and
    `DuplicateWidgetID`.

    With `accept_file` or `accept_audio` the message is a `ChatInputValue` with `text`, `files` and
    `audio`, as attributes and as items, else a text. `accept_file` is True for one file,
    `"multiple"` or `"directory"`; `files` is a list of `UploadedFile`. `file_type` and
    `max_upload_size` are as in `file_uploader`. `audio` is a WAV file of `audio_sample_rate` Hz as
    in `audio_input`, or None.

        import mini as st

        if question := st.chat_input("Ask about penguins"):
            st.chat_message("user").write(question)
    """
    frame = current("chat_input")
    outside_forms(frame, "chat_input", "Call it before or after the form.")
    name = "chat_input"
    mode = MANY[checks.one_of(name, "accept_file", accept_file, tuple(MANY))]
    attached = None
    if mode is not None or max_upload_size is not None:
        attached = files.accepts(name, file_type, max_upload_size, mode, "file_type")
    attached = attached if mode else None
    rate = files.rate(name, "audio_sample_rate", audio_sample_rate)
    spoken = files.sized(files.RECORDING) if accept_audio else None
    most = entry.most(name, max_chars)
    takes = wanted(attached, spoken)
    element = ChatInput(
        placeholder=checks.label(placeholder),
        max_chars=most,
        disabled=bool(disabled),
        submit_mode=checks.one_of(name, "submit_mode", submit_mode, MODES),
        pinned=_in_main(frame),
        files=mode,
        types=attached.types if attached else (),
        size=takes.size if takes else 0,
        audio=spoken is not None,
        sample_rate=rate if spoken else None,
        width=checks.width(name, width, content=False),
        height=checks.height(name, height),
    )
    read = MessageReader(attached, spoken, most).read if takes else _reader(most)

    def drawn() -> Drawn:
        return draw(
            element, key=key, read=read, write=partial(_write, most),
            on_change=checks.callback("chat_input", "on_submit", on_submit),
            args=args, kwargs=kwargs, trigger=True, files=takes,
        )  # fmt: skip

    if not element.pinned:
        return drawn().value
    with _BOTTOM:
        return drawn().value


def _in_main(frame: Frame) -> bool:
    if frame.recording is not None:
        frame.recording.read("main")
    return in_main(frame)


def _reader(limit: int | None) -> Callable[[Any], str | None]:
    def read(wire: Any) -> str | None:
        fits = isinstance(wire, str) and wire and (limit is None or len(wire) <= limit)
        return wire if fits else None

    return read


def _write(limit: int | None, value: Any) -> str:
    if not isinstance(value, str):
        raise ArgumentError("chat_input", "value", value, "A message is a text.")
    if limit is not None and len(value) > limit:
        fix = f"It has {len(value)} characters, and `max_chars` is {limit}."
        raise ArgumentError("chat_input", "value", value, fix)
    return value
