"""How the tests of the guide run its scripts: in two real sessions, counting real executions."""

from __future__ import annotations

import contextlib
import http.server
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

import mini
from mini.testing import AppTest, ElementView
from mini.testing.browser_tree import TRANSPARENT

HEAD = """
import mini as st
from tests.caching.guide_support import api, held, pause, ran
"""
_RUNS: Counter[str] = Counter()
HELD: list[Any] = []


class Pause:
    """A place where an app waits until the test lets it go on."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.over = threading.Event()


class _Pauses:
    """Where apps are to wait. Its lock keeps it out of the keys of the functions that ask it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.by_name: dict[str, Pause] = {}


_PAUSES = _Pauses()


def ran(name: str) -> None:
    """Count, from inside of an app's function, that it has run."""
    _RUNS[name] += 1


def held(value: Any) -> Any:
    """Give an app's value back, and keep it for the test to close."""
    HELD.append(value)
    return value


def times(name: str) -> int:
    """How often a function has run since `forget`."""
    return _RUNS[name]


def pause(name: str) -> None:
    """Wait, from inside of an app's function, until the test lets it go on."""
    here = _PAUSES.by_name.get(name)
    if here is not None:
        here.reached.set()
        assert here.over.wait(60)


@contextlib.contextmanager
def paused(name: str) -> Iterator[Pause]:
    """Make `pause(name)` wait until the block ends or sets `over`."""
    _PAUSES.by_name[name] = here = Pause()
    try:
        yield here
    finally:
        del _PAUSES.by_name[name]
        here.over.set()


def until(condition: Callable[[], bool]) -> None:
    """Wait until something has become true."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.002)


def forget() -> None:
    """Begin with empty caches and counters."""
    mini.cache_data.clear()
    mini.cache_resource.clear()
    _RUNS.clear()


def session(source: str) -> AppTest:
    """Open a session of an app, without running it."""
    return AppTest.from_string(HEAD + source, default_timeout=60)


def errors(app: AppTest) -> list[str]:
    """Give the errors on the page, each as `Type: message`."""
    return [f"{error.element.type}: {error.element.message}" for error in app.exception]


def visit(source: str) -> AppTest:
    """Open another session of an app, and run it without an error."""
    app = session(source).run()
    assert errors(app) == []
    return app


def two_sessions(source: str) -> tuple[AppTest, AppTest]:
    """Run an app in two sessions, in the first one twice: they show the same."""
    forget()
    first = visit(source)
    live = shown(first)
    second = visit(source)
    assert shown(second) == live
    assert errors(first.run()) == []
    assert shown(first) == live
    return first, second


def shown(app: AppTest) -> list[Any]:
    """Give what is on a page, element by element."""
    return [_tree(view) for root in (app.main, app.sidebar) for view in _seen(root)]


def kinds(app: AppTest) -> list[str]:
    """Give the kinds of the elements of the main part, in their order."""
    return [view.kind for view in _seen(app.main)]


def _tree(view: ElementView) -> Any:
    return view.element, view.id, [_tree(child) for child in _seen(view)]


def _seen(view: ElementView) -> Iterator[ElementView]:
    """What is directly below; the groups that a browser does not show are seen through."""
    for child in view.children:
        if child.kind in TRANSPARENT:
            yield from _seen(child)
        else:
            yield child


class _Api:
    """What the guide calls `api`: gives a table of as many rows as are asked for."""

    def get(self, rows: int = 10) -> pd.DataFrame:
        """Give a table."""
        ran("api.get")
        return pd.DataFrame({"value": [row * row for row in range(rows)]})


api = _Api()

RIDES = """Date/Time,Lat,Lon,Base
2014-09-01 00:01:00,40.2201,-74.0021,B02512
2014-09-01 00:01:00,40.75,-74.0027,B02512
2014-09-01 00:03:00,40.7559,-73.9864,B02598
"""
POST = {"userId": 1, "id": 1, "title": "sunt aut facere"}
_PAGES = {"/rides.csv": RIDES, "/posts/1": json.dumps(POST)}


class _Pages(http.server.BaseHTTPRequestHandler):
    """Gives the few pages that the guide loads."""

    def do_GET(self) -> None:
        ran(f"GET {self.path}")
        body = _PAGES[self.path].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def web() -> Iterator[str]:
    """Serve a small table of rides and a post, on this machine; gives the address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class StandInLayer:
    """A layer of a model: it has a name."""

    def __init__(self, name: str) -> None:
        self.name = name


class StandInModel:
    """In place of a Keras model: a name, layers, and a lock, so that it cannot be hashed."""

    def __init__(self, name: str, layers: int) -> None:
        ran(f"load {name}")
        self.name = name
        self.layers = [StandInLayer(f"{name}_{number}") for number in range(layers)]
        self.lock = threading.Lock()


class StandInPipeline:
    """In place of a pipeline of transformers: it is loaded once, and judges texts."""

    def __init__(self, task: str) -> None:
        ran("pipeline")
        self.task = task
        self.lock = threading.Lock()

    def __call__(self, text: str) -> list[dict[str, Any]]:
        """Judge a text."""
        return [{"label": "POSITIVE" if "love" in text else "NEGATIVE", "words": len(text.split())}]


class StandInNetwork:
    """In place of a torch module: `eval()` makes it ready, and calling it computes."""

    def __init__(self, weights: str) -> None:
        ran("network")
        self.weights = weights
        self.training = True
        self.lock = threading.Lock()

    def eval(self) -> StandInNetwork:
        """Leave training."""
        self.training = False
        return self


def data_file(folder: Path) -> Path:
    """Write a small text file."""
    path = folder / "lines.txt"
    path.write_text("one\ntwo\n")
    return path
