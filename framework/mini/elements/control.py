"""`rerun` and `stop`: how a script leaves its run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from mini.errors import ArgumentError, PlacementError, RerunRequested, Stopped
from mini.run.context import Frame, current


def stop() -> NoReturn:
    """End the run here; what comes after is not shown.

    import mini as st

    name = st.text_input("Name")
    if not name:
        st.stop()
    st.write("Hello", name)
    """
    current("stop")
    raise Stopped


def rerun(scope: str | int | Sequence[str | int] = "app") -> NoReturn:
    """End the run here, and run again.

    `scope` is `"app"` for the whole script, `"fragment"` for the fragment that the call is in, or
    the key of a fragment, or several keys. Raises `ArgumentError` for an unknown key and
    `PlacementError` for `"fragment"` outside of a fragment's own run.

        import mini as st

        if st.button("Again"):
            st.rerun()
    """
    frame = current("rerun")
    if scope == "app":
        raise RerunRequested
    if scope == "fragment":
        if frame.fragment is None or frame.run.scope is None:
            raise PlacementError(
                '`st.rerun(scope="fragment")` can only be called while a fragment runs by itself, '
                "after a change in it. In a run of the whole script, use `st.rerun()`."
            )
        raise RerunRequested({frame.fragment})
    keys = [scope] if isinstance(scope, str | int) else list(scope)
    raise RerunRequested(_by_key(frame, [str(key) for key in keys]))


def _by_key(frame: Frame, keys: list[str]) -> set[str]:
    fragments = frame.run.page.fragments
    named = {fragment.key: id_ for id_, fragment in fragments.items() if fragment.key is not None}
    unknown = [key for key in keys if key not in named]
    if unknown or not keys:
        known = ", ".join(repr(key) for key in named) or "none"
        fix = (
            'It is "app", "fragment", or the key of a fragment that is on the page. '
            f"Fragments with a key now: {known}."
        )
        raise ArgumentError("rerun", "scope", unknown[0] if unknown else keys, fix)
    return {named[key] for key in keys}
