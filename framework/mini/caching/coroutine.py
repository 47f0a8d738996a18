"""Cached coroutine functions: as the others, but they wait without keeping a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from mini.caching.asking import LED, Asked, Failed
from mini.caching.computed import Computed, come_back
from mini.caching.joining import negotiate
from mini.memo.cache import Found
from mini.memo.flight import Flight
from mini.memo.values import Stale
from mini.run.calls import Gone
from mini.run.reads import Unreadable


class CachedCoroutine(Computed[..., Any]):
    """A cached `async def`: what is awaited is cached, and computed once over all event loops."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._awaited(args, kwargs)

    async def _awaited(self, args: Any, kwargs: Any) -> Any:
        asked = self._ask(args, kwargs)
        try:
            found = asked.results.find(asked.key, asked.peek)
            if found.leaf is not None:
                return self._hit(asked, found)
            self._check_recursion(asked)
            with self._spinner(asked.frame):
                outcome = await self._drive_async(asked)
                if isinstance(outcome, Found):
                    return self._hit(asked, outcome)
                if isinstance(outcome, Failed):
                    self._fail_too(asked, outcome)
                return await self._lead_async(asked, outcome, found)
        except (Unreadable, Gone, Stale):
            pass
        self._check_recursion(asked)
        with self._spinner(asked.frame):
            alone = asked.results.alone(asked.key)
            return await self._lead_async(asked, alone, None)

    async def _lead_async(self, asked: Asked, flight: Flight, found: Found | None) -> Any:
        try:
            return await self._run_async(asked, flight, found)
        finally:
            flight.leave()

    async def _run_async(self, asked: Asked, flight: Flight, found: Found | None) -> Any:
        work = self._begin(asked, flight, found)
        try:
            value = await asked.call(self._function)
        except BaseException as error:
            self._fail(work, error)
            come_back(work)
            raise
        finally:
            self._leave(work)
        return self._end(work, value)

    async def _drive_async(self, asked: Asked) -> Found | Failed | Flight:
        """Wait for others, in this event loop, until there is a result or a flight to lead."""
        event = asyncio.Event()
        wake = wake_in(asyncio.get_running_loop(), event)
        watched: Flight | None = None
        steps = negotiate(asked, LED.get())
        try:
            while True:
                event.clear()
                try:
                    flight = next(steps)
                except StopIteration as end:
                    return end.value  # type: ignore[no-any-return]
                if flight is watched:
                    await event.wait()
                    continue
                if watched is not None:
                    watched.unwatch(wake)
                flight.watch(wake)
                watched = flight
        finally:
            steps.close()
            if watched is not None:
                watched.unwatch(wake)


def wake_in(loop: asyncio.AbstractEventLoop, event: asyncio.Event) -> Callable[[], None]:
    """Make what sets an event of a loop from any thread."""

    def wake() -> None:
        try:
            loop.call_soon_threadsafe(event.set)
        except RuntimeError:  # the loop was closed: nobody waits there any more
            return

    return wake
