"""Times the cache of one product: orders come in as lines of JSON, and samples go out.

What an order asks for is done inside of a script run, by the product's own `AppTest`: this is where
apps call cached functions. A server, its socket and the browser stay out of the figures.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

from tests.benchmarks import cache_runs

SCRIPT = """\
import {module} as st
from tests.benchmarks import cache_runs

{body}
"""
TURN = "cache_runs.turn()"


def main() -> None:
    """Serve until the orders end."""
    module = sys.argv[1]
    answers = _own_output()
    with tempfile.TemporaryDirectory() as folder:
        apps = Apps(module, Path(folder))
        work = import_module("tests.benchmarks.cache_cases").kinds(apps)
        for line in sys.stdin:
            answer = json.dumps(_answer(work, apps, **json.loads(line)))
            print(answer, file=answers, flush=True)


def _own_output() -> TextIO:
    """Keep the output to ourselves: what a product prints goes where its errors go."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    return answers


def _answer(work: dict[str, Any], apps: Apps, kind: str, what: str, size: int, calls: int) -> Any:
    try:
        if kind in cache_runs.ALONE:
            return work[kind](what, size, calls)
        return apps.inside(lambda: work[kind](what, size, calls))
    except Exception:  # noqa: BLE001  the one who ordered tells of it
        return traceback.format_exc()


class Apps:
    """Apps of one product, each kept with its session."""

    def __init__(self, module: str, folder: Path) -> None:
        self.module = module
        self._folder = folder
        self.started: dict[str, Any] = {}
        name = "mini.testing" if module == "mini" else "streamlit.testing.v1"
        self._test: Any = import_module(name).AppTest

    def run(self, body: str) -> Any:
        """Run a script once more, in the same session."""
        app = self.started.get(body)
        if app is None:
            path = self._folder / f"app{len(self.started)}.py"
            path.write_text(SCRIPT.format(module=self.module, body=body))
            app = self.started[body] = self._test.from_file(path, default_timeout=600)
        return app.run()

    def inside(self, call: Callable[[], Any]) -> Any:
        """Call something inside of a script run."""
        cache_runs.ORDERED[:] = [call]
        cache_runs.DONE.clear()
        app = self.run(TURN)
        if not cache_runs.DONE:
            raise RuntimeError("; ".join(error.message for error in app.exception))
        result = cache_runs.DONE.pop()
        if isinstance(result, BaseException):
            raise result
        return result


if __name__ == "__main__":
    main()
