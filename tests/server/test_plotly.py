"""The script of Plotly, as the installed package has it."""

from __future__ import annotations

from pathlib import Path

import httpx

from mini.run import plotly_js
from tests.serving import serve_source


def test_it_is_served_by_the_digest_of_its_content(tmp_path: Path) -> None:
    with serve_source(tmp_path, "import mini as st\n") as served:
        address = f"{served.url}/_mini/plotly/"
        answer = httpx.get(address + plotly_js.name())
        assert answer.status_code == 200
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]
        assert answer.text.startswith("/**\n* plotly.js v")
        plain = httpx.get(address + plotly_js.name(), headers={"accept-encoding": "identity"})
        assert "content-encoding" not in plain.headers
        assert plain.text == answer.text
        assert httpx.get(address + "plotly-0.js").status_code == 404
