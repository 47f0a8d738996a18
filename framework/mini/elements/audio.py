"""`audio`: a sound with a player."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from numbers import Integral
from typing import Any, Literal

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.page.payload import hold
from mini.run import checks, recordings
from mini.run.container import Container, command
from mini.run.emit import emit
from mini.run.pictures import is_array
from mini.run.recordings import Recording
from mini.run.seconds import Moment, span

FORMAT = "audio/wav"


class Audio(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A player; times are in seconds."""

    source: str | None = None
    url: str | None = None
    start: float = 0.0
    end: float | None = None
    loop: bool = False
    autoplay: bool = False
    alt: str | None = None
    width: Any = "stretch"


@command
def audio(
    data: Any,
    format: str = "audio/wav",
    start_time: Moment = 0,
    *,
    sample_rate: int | None = None,
    end_time: Moment | None = None,
    loop: bool = False,
    autoplay: bool = False,
    alt: str | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> Container:
    """Show a player for a sound.

    `data` is the path or the address of a file, bytes, an open file, or a numpy array of samples:
    (samples,) or (channels, samples), with `sample_rate` in samples per second. `format` is its
    type, where it cannot be found out. `start_time` and `end_time` are seconds, a `timedelta` or a
    text such as "1m30s". `autoplay` starts it once, if the browser lets it. `alt` names it for who
    cannot see it. `width` is `"stretch"` or pixels. Raises `ArgumentError`.

        import mini as st
        import numpy as np

        second = np.linspace(0, 1, 8000)
        st.audio(np.sin(2 * np.pi * 440 * second), sample_rate=8000)
    """
    start, end = span("audio", start_time, end_time)
    found = _recording(data, format, sample_rate)
    return emit(
        Audio(
            source=None if found.payload is None else found.payload.source,
            url=found.url,
            start=start,
            end=end,
            loop=bool(loop),
            autoplay=bool(autoplay),
            alt=checks.optional_text("audio", "alt", alt) or None,
            width=checks.width("audio", width, content=False),
        ),
        payload=found.payload,
    )


def _recording(data: Any, format: str, rate: Any) -> Recording:
    if not is_array(data):
        return recordings.take("audio", data, FORMAT, format)
    if isinstance(rate, bool) or not isinstance(rate, Integral) or rate <= 0:
        fix = "An array does not say how fast it is to be played: pass samples per second."
        raise ArgumentError("audio", "sample_rate", rate, fix)
    return Recording(hold(_wave(data, int(rate)), FORMAT))


def _wave(data: Any, rate: int) -> bytes:
    """Write samples as a WAV file of 16 bits, the loudest of them at full."""
    np = import_module("numpy")
    samples = np.asarray(data)
    if samples.ndim not in {1, 2} or samples.dtype.kind not in "iufb":
        fix = (
            f"Its shape is {samples.shape} and its values are of the type {samples.dtype}; a sound "
            "is numbers of the shape (samples,) or (channels, samples)."
        )
        raise ArgumentError("audio", "data", data, fix)
    samples = np.nan_to_num(samples.astype("f8"))
    loudest = float(np.abs(samples).max(initial=0.0))
    whole = (samples * (32767 / (loudest or 1.0))).astype("<i2")
    import wave  # noqa: PLC0415  costs a millisecond, and few apps make sounds

    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1 if whole.ndim == 1 else whole.shape[0])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.ascontiguousarray(whole.T).tobytes())
    return out.getvalue()
