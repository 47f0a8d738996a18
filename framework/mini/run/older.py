"""Older names of commands, as tutorials have them: they work, and are told of once."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from mini.run.caller import author_line

NAMES: Final = {
    "beta_color_picker": "color_picker",
    "beta_columns": "columns",
    "beta_container": "container",
    "beta_expander": "expander",
    "beta_secrets": "secrets",
    "beta_set_page_config": "set_page_config",
    "experimental_audio_input": "audio_input",
    "experimental_connection": "connection",
    "experimental_data_editor": "data_editor",
    "experimental_dialog": "dialog",
    "experimental_fragment": "fragment",
    "experimental_get_query_params": "query_params",
    "experimental_memo": "cache_data",
    "experimental_rerun": "rerun",
    "experimental_set_query_params": "query_params",
    "experimental_show": "write",
    "experimental_singleton": "cache_resource",
    "experimental_user": "user",
}
"""What each is called now."""
_LOG = logging.getLogger("mini")
_TOLD: Final[set[str]] = set()


def tell(older: str, instead: str) -> None:
    """Say in the terminal, once a process, what to write now instead of something older."""
    if older not in _TOLD:
        _TOLD.add(older)
        file, line = author_line()
        _LOG.warning(
            "`st.%s` is an older name (%s, line %d). It works; write `%s` now.",
            older, Path(file).name, line, instead,
        )  # fmt: skip
