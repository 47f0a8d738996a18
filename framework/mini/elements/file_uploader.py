"""`file_uploader`: files of the user's."""

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

MODES: Final = {False: "one", True: "multiple", "directory": "directory"}


class FileUploader(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A place to drop files on; its value are the ids of those that have arrived."""

    label: str
    default: tuple[str, ...]
    value: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    types: tuple[str, ...] = ()
    size: int
    """The most bytes of one file."""
    multiple: bool = False
    directory: bool = False
    help: str | None = None
    disabled: bool = False
    label_visibility: LabelVisibility = "visible"
    width: Any = "stretch"
    silent: bool = False


@command
def file_uploader(
    label: str,
    type: str | Sequence[str] | None = None,
    accept_multiple_files: bool | Literal["directory"] = False,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    max_upload_size: int | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: int | Literal["stretch"] = "stretch",
) -> Any:
    """Show a place to upload files, and give the file, or None; or a list of the files.

    A file is an `UploadedFile`: an `io.BytesIO` with `name`, `type` (its media type), `size` in
    bytes and `file_id`. Each run gets it at its beginning. `type` is an ending such as `"csv"`, a
    media type such as `"image/png"` or `"image/*"`, `"image"`, `"audio"`, `"video"` or `"text"`,
    or a list of them. With `accept_multiple_files` the value is a list; `"directory"` lets the user
    choose a folder. One file has at most `max_upload_size` megabytes (default:
    `server.maxUploadSize`). `on_change` is a function that is called with `args` and `kwargs`
    before the run that a change starts, or `"ignore"`: then a change starts no run. `width` is
    `"stretch"` or pixels. Files are deleted when the user removes them, and with the session.
    Raises `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        file = st.file_uploader("A table", type="csv")
        if file is not None:
            st.write(file.name, "has", len(file.getvalue().splitlines()), "lines")
    """
    name = "file_uploader"
    wanted = accept_multiple_files or False
    several = checks.one_of(name, "accept_multiple_files", wanted, tuple(MODES))
    accepts = files.accepts(name, type, max_upload_size, MODES[several])
    element = FileUploader(
        label=checks.label(label),
        default=(),
        types=accepts.types,
        size=accepts.size,
        multiple=accepts.several,
        directory=accepts.folders,
        help=checks.help_text(help),
        disabled=bool(disabled),
        label_visibility=checks.visibility(name, label_visibility),
        width=checks.width(name, width, content=False),
        silent=checks.silent(name, on_change),
    )
    reader = files.Reader(accepts)
    read = reader.read if accepts.several else reader.read_one
    drawn = draw(
        element, key=key, read=read, on_change=on_change, args=args, kwargs=kwargs, files=accepts
    )
    found: UploadedFile | list[UploadedFile] | None = drawn.value
    return found
