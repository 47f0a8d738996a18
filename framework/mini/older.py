"""Names that `mini` has without listing them: those of older tutorials, and what to say of others.

`mini.__getattr__` ends here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, Final, NoReturn

from mini.caching.decorators import cache_data, cache_resource
from mini.run.older import NAMES, tell
from mini.run.state import QueryParams

_STREAMLIT: Final = (
    "App Page altair_chart area_chart audio audio_input auth badge balloons bar_chart bokeh_chart "
    "camera_input chat_input chat_message color_picker column_config components connection "
    "connections context data_editor date_input datetime_input dialog download_button echo "
    "echarts_chart feedback file_uploader get_option graphviz_chart grid help html iframe image "
    "json latex link_button login logo logout map menu_button mermaid_chart multiselect navigation "
    "page_link pagination pdf pills plotly_chart popover pydeck_chart pyplot scatter_chart secrets "
    "segmented_control select_slider set_option skeleton snow space switch_page time_input toggle "
    "typing user vega_lite_chart video write_stream"
)
LACKING: Final = frozenset(_STREAMLIT.split(" "))
"""Commands of Streamlit; those that are not names of `mini` are lacking."""


def find(name: str) -> Any:
    """Give what an older name stands for; raises `AttributeError` for what is none."""
    now = NAMES.get(name)
    found = None if now is None else _SPECIAL.get(name) or vars(_public()).get(now)
    if found is None:
        _lacking(name)
    tell(name, f"st.{now}")
    return found


def lacks(name: str) -> bool:
    """Say whether neither `mini` nor its older names have a name."""
    names = vars(_public())
    return name not in names and name not in _SPECIAL and NAMES.get(name) not in names


def _lacking(name: str) -> NoReturn:
    if name in LACKING or name in NAMES:
        sentence = f"mini does not have `st.{name}` yet. Leave this call out, or guard it with "
        sentence += f'`if hasattr(st, "{name}"):`.'
    else:
        close = import_module("difflib").get_close_matches(name, dir(import_module("mini")), 1)
        sentence = f"mini has no `st.{name}`."
        sentence += f" Did you mean `st.{close[0]}`?" if close else " Look its name up in the docs."
    raise AttributeError(sentence, name=name)


def _public() -> Any:
    return import_module("mini.public")


class _Memo:
    """`experimental_memo` and `experimental_singleton`."""

    def __init__(self, now: Callable[..., Any]) -> None:
        self._now = now

    def __call__(self, func: Any = None, **terms: Any) -> Any:
        terms.pop("suppress_st_warning", None)  # there is nothing to suppress
        return self._now(**terms) if func is None else self._now(func, **terms)

    def clear(self) -> None:
        """Forget all results."""
        self._now.clear()  # type: ignore[attr-defined]


def _get_query_params() -> dict[str, list[str]]:
    query = QueryParams()
    return {name: query.get_all(name) for name in query}


def _set_query_params(**query_params: str | Iterable[str]) -> None:
    QueryParams().from_dict(query_params)


_SPECIAL: Final[dict[str, Any]] = {
    "experimental_get_query_params": _get_query_params,
    "experimental_memo": _Memo(cache_data),
    "experimental_set_query_params": _set_query_params,
    "experimental_singleton": _Memo(cache_resource),
}
