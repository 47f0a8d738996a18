"""What has an identity of its own has no digest; the way to it and the reason are told."""

from __future__ import annotations

import asyncio
import concurrent.futures
import csv
import io
import itertools
import os
import queue
import socket
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
import requests
import sqlalchemy

from mini.memo.digest import Unhashable, digest


class Holder:
    def __init__(self, value: Any) -> None:
        self.items = [1, {"it": value}]


class Failing:
    def __reduce__(self) -> Any:
        raise ValueError("not me")


class Reader:
    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        return 1


class Client:
    """The like of many clients: settings, and a pool with a lock somewhere below."""

    def __init__(self) -> None:
        self.lock = threading.RLock()


KINDS: list[tuple[Callable[[], Any], str, str]] = [
    (threading.Lock, "", "A lock has an identity"),
    (threading.RLock, "", "A lock has an identity"),
    (threading.Condition, "", "A lock has an identity"),
    (threading.Event, "", "An event has an identity"),
    (threading.Thread, "", "A thread has an identity"),
    (threading.local, "", "A thread's own data"),
    (lambda: threading.Lock().acquire, ".__self__", "A lock has an identity"),
    (Client, ".lock", "A lock has an identity"),
    (lambda: (i for i in [1]), "", "A generator is used up"),
    (lambda: iter([1]), "", "An iterator is used up"),
    (lambda: map(len, []), "", "An iterator is used up"),
    (itertools.count, "", "An iterator is used up"),
    (lambda: csv.reader([]), "", "An iterator is used up"),
    (Reader, "", "An iterator is used up"),
    (queue.Queue, "", "A queue has an identity"),
    (queue.SimpleQueue, "", "A queue has an identity"),
    (concurrent.futures.ThreadPoolExecutor, "", "A pool of threads"),
    (concurrent.futures.Future, "", "A future has an identity"),
    (sys._getframe, "", "A frame has an identity"),
    (lambda: sqlalchemy.create_engine("sqlite://"), "", "A database engine"),
    (Failing, "", "not me"),
]


@pytest.mark.parametrize(("make", "path", "reason"), KINDS)
def test_it_is_refused_alone_and_deep_in_other_values(
    make: Callable[[], Any], path: str, reason: str
) -> None:
    value = make()
    for outer, start in ((value, ""), (Holder(value), ".items[1]['it']"), ((0, value), "[1]")):
        with pytest.raises(Unhashable, match=reason) as caught:
            digest(outer)
        assert caught.value.path == start + path
        assert caught.value.reason.endswith(".")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (socket.socket, "A socket has an identity"),
        (lambda: sqlite3.connect(":memory:"), "A connection has an identity"),
        (requests.Session, "A session of requests"),
        (httpx.Client, "A client has an identity"),
        (asyncio.new_event_loop, "An event loop has an identity"),
    ],
)
def test_what_has_to_be_closed_is_refused(make: Callable[[], Any], reason: str) -> None:
    with closing(make()) as value, pytest.raises(Unhashable, match=reason) as caught:
        digest({"a": value})
    assert caught.value.path == "['a']"
    assert caught.value.culprit is value


def test_coroutines_are_refused() -> None:
    async def wait() -> None: ...

    with closing(wait()) as value, pytest.raises(Unhashable, match="A coroutine is used up"):
        digest(value)


def test_a_pipe_is_refused() -> None:
    read, write = os.pipe()
    os.close(write)
    with io.open(read) as file, pytest.raises(Unhashable, match="file cannot be asked"):  # noqa: UP020
        digest(file)


def test_keys_members_and_attributes_in_slots_are_named_too() -> None:
    class Slots:
        __slots__ = ("lock",)

        def __init__(self) -> None:
            self.lock = threading.Lock()

    for value, path in (
        ({Reader(): 1}, ".keys()[0]"), ({Client()}, ".{...}.lock"), (Slots(), ".lock"),
    ):  # fmt: skip
        with pytest.raises(Unhashable) as caught:
            digest(value)
        assert caught.value.path == path
