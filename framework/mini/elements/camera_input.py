"""`camera_input`: a photo of the user's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import msgspec

from mini.model.element import Element
from mini.run import checks, files
from mini.run.checks import LabelVisibility
from mini.run.container import command
from mini.run.uploaded_file import UploadedFile
from mini.run.widget import Key, OnChange, draw

Resolution = Literal["480p", "720p", "1080p"]
RESOLUTIONS: Final = ("480p", "720p", "1080p", None)


class CameraInput(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A view of the camera and a button; its value is the id of a photo."""

    label: str
    default: tuple[str, ...]
    value: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    size: int
    """The most bytes of a photo."""
    resolution: Resolution | None = None
    help: str | None = None
    disabled: bool = False
    label_visibility: LabelVisibility = "visible"
    width: Any = "stretch"
    silent: bool = False


@command
def camera_input(
    label: str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    resolution: Resolution | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> UploadedFile | None:
    """Show the user's camera, and give the photo that was taken, a JPEG, or None.

    The camera is asked for when the user starts it; browsers allow that on `https` and `localhost`
    only. `resolution` is the height that is wished for, `"480p"`, `"720p"` or `"1080p"`; the camera
    gives what it can. The other parameters are those of `file_uploader`. Raises `ArgumentError`
    and `DuplicateWidgetID`.

        import mini as st

        photo = st.camera_input("Your badge")
        if photo is not None:
            st.image(photo)
    """
    name = "camera_input"
    accepts = files.sized(files.PHOTO)
    element = CameraInput(
        label=checks.label(label),
        default=(),
        size=accepts.size,
        resolution=checks.one_of(name, "resolution", resolution, RESOLUTIONS),
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
