"""`audio_input`: what the user says into the microphone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from mini.model.element import Element
from mini.run import checks, files
from mini.run.checks import LabelVisibility
from mini.run.container import command
from mini.run.uploaded_file import UploadedFile
from mini.run.widget import Key, OnChange, draw


class AudioInput(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A button that records; its value is the id of a recording."""

    label: str
    default: tuple[str, ...]
    value: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    size: int
    """The most bytes of a recording."""
    sample_rate: int | None = 16000
    help: str | None = None
    disabled: bool = False
    label_visibility: LabelVisibility = "visible"
    width: Any = "stretch"
    silent: bool = False


@command
def audio_input(
    label: str,
    *,
    sample_rate: int | None = 16000,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: int | Literal["stretch"] = "stretch",
) -> UploadedFile | None:
    """Show a recorder, and give the recording, a WAV file with one channel, or None.

    The microphone is asked for when the user starts to record; browsers allow that on `https` and
    `localhost` only. `sample_rate` is in Hz: 8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000,
    or None for what the microphone gives. The other parameters are those of `file_uploader`.
    Raises `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        speech = st.audio_input("Say something")
        if speech is not None:
            st.audio(speech)
    """
    name = "audio_input"
    accepts = files.sized(files.RECORDING)
    element = AudioInput(
        label=checks.label(label),
        default=(),
        size=accepts.size,
        sample_rate=files.rate(name, "sample_rate", sample_rate),
        help=checks.help_text(help),
        disabled=bool(disabled),
        label_visibility=checks.visibility(name, label_visibility),
        width=checks.width(name, width, content=False),
        silent=checks.silent(name, on_change),
    )
    drawn = draw(
        element, key=key, read=files.Reader(accepts).read_one, on_change=on_change, args=args,
        kwargs=kwargs, files=accepts,
    )  # fmt: skip
    found: UploadedFile | None = drawn.value
    return found
