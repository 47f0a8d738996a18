"""How figures are frozen, where the library's own way to pickle them would change them."""

from __future__ import annotations

from typing import Any, Final

from mini.memo.buffers import Parts

_KEPT: Final = ("_config", "_grid_ref", "_grid_str", "_px_trendlines", "_validate")


def reduce_matplotlib(figure: Any, _parts: Parts) -> Any:
    """Tell the pickler how to write a figure, without that pyplot would open it again."""
    state = figure.__getstate__()
    # Else every thaw would open one more figure in pyplot, which keeps them all.
    state.pop("_restore_to_pylab", None)
    return _new, (type(figure),), state


def reduce_plotly(figure: Any, _parts: Parts) -> Any:
    """Tell the pickler how to write a figure as it is.

    plotly itself would turn its arrays into text and forget its grid of subplots, and then
    validate for 20 ms and more what has been validated before.
    """
    frames = [frame.to_plotly_json() for frame in figure._frame_objs]
    content = {"data": figure._data, "layout": figure._layout, "frames": frames}
    kept = {name: figure.__dict__[name] for name in _KEPT if name in figure.__dict__}
    return _make_plotly, (type(figure), content, kept)


def _new(cls: Any) -> Any:
    return cls.__new__(cls)


def _make_plotly(cls: Any, content: Any, kept: Any) -> Any:
    figure = cls(content, _validate=False)
    figure.__dict__.update(kept)
    for each in (*figure._data_objs, figure._layout_obj, *figure._frame_objs):
        # What the caller sets from now on is validated.
        each._validate = True
    return figure
