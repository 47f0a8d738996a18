"""`status`: a place for the steps of something that takes long."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Literal

import msgspec

from mini.errors import Interrupted, RunEnded
from mini.model.element import ContainerElement
from mini.run import checks
from mini.run.container import Container, command
from mini.run.context import current
from mini.run.emit import emit_as, update

State = Literal["running", "complete", "error"]
Type = Literal["default", "compact", "step"]
STATES = ("running", "complete", "error")
TYPES = ("default", "compact", "step")


class Status(ContainerElement, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A place with a label and a state, which opens and closes."""

    label: str
    expanded: bool = False
    state: State = "running"
    type: Type = "default"
    width: Any = "stretch"


class StatusContainer(Container):
    """The inside of a status. As a `with` block it is complete at the end of it."""

    __slots__ = ()

    def update(
        self,
        *,
        label: str | None = None,
        expanded: bool | None = None,
        state: State | None = None,
    ) -> None:
        """Change the label, whether it is open, or the state; None leaves it as it is.

        Raises `ArgumentError`.
        """
        current("status.update")
        self._change(
            label=None if label is None else checks.label(label),
            expanded=None if expanded is None else bool(expanded),
            state=None if state is None else checks.one_of("status.update", "state", state, STATES),
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if self._status().state == "running" and not isinstance(error, Interrupted):
            failed = error is not None and not isinstance(error, RunEnded)
            self._change(state="error" if failed else "complete")
        super().__exit__(kind, error, trace)

    def _change(self, **props: Any) -> None:
        given = {name: value for name, value in props.items() if value is not None}
        update(self, msgspec.structs.replace(self._status(), **given))

    def _status(self) -> Any:
        return self.node(current("status")).element


@command
def status(
    label: str,
    *,
    expanded: bool = False,
    state: State = "running",
    type: Type = "default",
    width: int | Literal["stretch"] = "stretch",
) -> StatusContainer:
    """Make a place for the steps of something that takes long, with a label and a state.

    `state` is `"running"`, `"complete"` or `"error"`. Used in `with`, it turns to complete at the
    end, or to error if the block raises one. `update(label=, expanded=, state=)` changes it.
    `expanded` is whether it is open at first. `width` is `"stretch"` or pixels. Raises
    `ArgumentError`.

        import mini as st

        with st.status("Counting penguins") as status:
            st.write("Biscoe: 168")
            st.write("Dream: 124")
            status.update(label="Counted")
    """
    element = Status(
        label=checks.label(label),
        expanded=bool(expanded),
        state=checks.one_of("status", "state", state, STATES),
        type=checks.one_of("status", "type", type, TYPES),
        width=checks.width("status", width, content=False),
    )
    return emit_as(StatusContainer, element)
