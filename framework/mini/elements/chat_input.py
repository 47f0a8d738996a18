"""`chat_input`: where the user says something."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.run import checks, entry
from mini.run.checks import Height
from mini.run.container import Container, command
from mini.run.context import Frame, current
from mini.run.place import in_main
from mini.run.widget import Callback, Drawn, Key, draw, outside_forms

SubmitMode = Literal["submit", "disable", "stop"]
MODES: Final = ("submit", "disable", "stop")
_BOTTOM: Final = Container("bottom")


class ChatInput(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A field for messages; `pinned` to the bottom of the page, which follows what is said."""

    placeholder: str
    max_chars: int | None = None
    disabled: bool = False
    submit_mode: SubmitMode = "submit"
    pinned: bool = False
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
) -> str | None:
    """Show a field for messages, and give the message in the one run that it starts, else None.

    Called in the main part of the page it stays at the bottom of the window; in a container, a
    column or the sidebar it stands where it is called. Each message has a run of its own, in the
    order in which they were sent. `max_chars` is the most characters. `submit_mode` says what
    happens while the script answers: more can be said (`"submit"`), nothing can be typed
    (`"disable"`), or the button stops the script (`"stop"`). `on_submit` is called with `args` and
    `kwargs` before the run. `width` is `"stretch"` or pixels; `height` is the least, `"content"`,
    `"stretch"` or pixels. `accept_file` and `accept_audio`, and what belongs to them, are not
    available yet. Not allowed in a form. Raises `ArgumentError`, `PlacementError` and
    `DuplicateWidgetID`.

        import mini as st

        if question := st.chat_input("Ask about penguins"):
            st.chat_message("user").write(question)
    """
    frame = current("chat_input")
    outside_forms(frame, "chat_input", "Call it before or after the form.")
    _text_only(accept_file, accept_audio)
    element = ChatInput(
        placeholder=checks.label(placeholder),
        max_chars=entry.most("chat_input", max_chars),
        disabled=bool(disabled),
        submit_mode=checks.one_of("chat_input", "submit_mode", submit_mode, MODES),
        pinned=_in_main(frame),
        width=checks.width("chat_input", width, content=False),
        height=checks.height("chat_input", height),
    )

    def drawn() -> Drawn:
        return draw(
            element, key=key, read=_reader(element.max_chars), write=_write, on_change=on_submit,
            args=args, kwargs=kwargs, trigger=True,
        )  # fmt: skip

    if not element.pinned:
        return _message(drawn())
    with _BOTTOM:
        return _message(drawn())


def _in_main(frame: Frame) -> bool:
    if frame.recording is not None:
        frame.recording.read("main")
    return in_main(frame)


def _message(drawn: Drawn) -> str | None:
    return None if drawn.value is None else str(drawn.value)


def _reader(limit: int | None) -> Callable[[Any], str | None]:
    def read(wire: Any) -> str | None:
        fits = isinstance(wire, str) and wire and (limit is None or len(wire) <= limit)
        return wire if fits else None

    return read


def _write(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise ArgumentError("chat_input", "value", value, "A message is a text.")


def _text_only(accept_file: Any, accept_audio: Any) -> None:
    fix = "Messages are texts only for now: uploads are not available yet. Leave it out."
    for argument, value in (("accept_file", accept_file), ("accept_audio", accept_audio)):
        if value:
            raise ArgumentError("chat_input", argument, value, fix)
