"""`balloons` and `snow`: something to celebrate."""

from __future__ import annotations

from mini.model.element import Element
from mini.run.container import Container, command
from mini.run.context import current
from mini.run.emit import event


class Balloons(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Balloons that rise once."""


class Snow(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Snow that falls once."""


@command
def balloons() -> Container:
    """Let balloons rise over the page, once for each call.

    Nothing moves for users who want it so.

        import mini as st

        if st.button("Celebrate"):
            st.balloons()
    """
    return Container(event(current("balloons"), Balloons()))


@command
def snow() -> Container:
    """Let it snow over the page, once for each call.

    Nothing moves for users who want it so.

        import mini as st

        if st.button("Winter"):
            st.snow()
    """
    return Container(event(current("snow"), Snow()))
