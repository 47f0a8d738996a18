"""How an instance of any other class is encoded: by its class, and by what pickling it would say.

What has an identity of its own, and no content that stands for it, is refused.
"""

from __future__ import annotations

import copyreg
from collections.abc import Iterator
from typing import Any, Final

from mini.memo.encoders import Encode, Encoder, Unhashable, qualified

_IDENTITY: Final = "has an identity of its own, which no content stands for."
_USED_UP: Final = "is used up by reading it, so its content cannot be looked at beforehand."

REFUSED: Final = {
    "_thread.lock": f"A lock {_IDENTITY}",
    "_thread.RLock": f"A lock {_IDENTITY}",
    "_thread._local": f"A thread's own data {_IDENTITY}",
    "_thread._localdummy": f"A thread's own data {_IDENTITY}",
    "threading.Thread": f"A thread {_IDENTITY}",
    "threading.Condition": f"A lock {_IDENTITY}",
    "threading.Event": f"An event {_IDENTITY}",
    "threading.Semaphore": f"A lock {_IDENTITY}",
    "concurrent.futures._base.Executor": f"A pool of threads or processes {_IDENTITY}",
    "concurrent.futures._base.Future": f"A future {_IDENTITY}",
    "_asyncio.Future": f"A future {_IDENTITY}",
    "asyncio.events.AbstractEventLoop": f"An event loop {_IDENTITY}",
    "asyncio.locks.Lock": f"A lock {_IDENTITY}",
    "asyncio.locks.Condition": f"A lock {_IDENTITY}",
    "asyncio.locks.Semaphore": f"A lock {_IDENTITY}",
    "asyncio.locks.Barrier": f"A lock {_IDENTITY}",
    "asyncio.locks.Event": f"An event {_IDENTITY}",
    "asyncio.queues.Queue": f"A queue {_IDENTITY}",
    "asyncio.taskgroups.TaskGroup": f"A group of tasks {_IDENTITY}",
    "subprocess.Popen": f"A process {_IDENTITY}",
    "queue.Queue": f"A queue {_IDENTITY}",
    "_queue.SimpleQueue": f"A queue {_IDENTITY}",
    "_socket.socket": f"A socket {_IDENTITY}",
    "ssl.SSLSocket": f"A socket {_IDENTITY}",
    "sqlite3.Connection": f"A connection {_IDENTITY}",
    "sqlite3.Cursor": f"A connection {_IDENTITY}",
    "sqlalchemy.engine.base.Engine": f"A database engine {_IDENTITY}",
    "sqlalchemy.engine.base.Connection": f"A connection {_IDENTITY}",
    "sqlalchemy.orm.session.Session": f"A connection {_IDENTITY}",
    "psycopg.Connection": f"A connection {_IDENTITY}",
    "requests.sessions.Session": f"A session of requests {_IDENTITY}",
    "httpx.Client": f"A client {_IDENTITY}",
    "httpx.AsyncClient": f"A client {_IDENTITY}",
    "torch.nn.modules.module.Module": f"A live model {_IDENTITY}",
    "keras.src.models.model.Model": f"A live model {_IDENTITY}",
    "keras.src.layers.layer.Layer": f"A live model {_IDENTITY}",
    "tensorflow.python.module.module.Module": f"A live model {_IDENTITY}",
    "builtins.generator": f"A generator {_USED_UP}",
    "builtins.async_generator": f"A generator {_USED_UP}",
    "builtins.coroutine": f"A coroutine {_USED_UP}",
    "builtins.frame": f"A frame {_IDENTITY}",
    "builtins.traceback": f"A traceback {_IDENTITY}",
}
"""By qualified name of a class, for it and for those derived from it: why it has no key."""


def encoder_for(cls: type) -> Encode:
    """Find what to do with a class that no table knows."""
    if cls is object:
        return _refusal(f"A bare `object()` {_IDENTITY}")
    for base in cls.__mro__:
        reason = REFUSED.get(qualified(base))
        if reason is not None:
            return _refusal(reason)
    if issubclass(cls, Iterator) and not hasattr(cls, "getvalue"):
        return _refusal(f"An iterator {_USED_UP}")
    if callable(getattr(cls, "getvalue", None)) and hasattr(cls, "read"):
        return _put_upload
    if "__attrs_attrs__" in vars(cls) or "__pydantic_fields__" in vars(cls):
        return _put_model
    return put_plain if _is_plain(cls) else put_reduced


def _is_plain(cls: type) -> bool:
    """Say whether pickling an instance would take its attributes, and nothing else."""
    slots = any("__slots__" in vars(base) for base in cls.__mro__[:-1])
    own = any(
        getattr(cls, name, None) is not getattr(object, name, None)
        for name in ("__reduce__", "__reduce_ex__", "__getstate__", "__getnewargs__",
                     "__getnewargs_ex__")
    )  # fmt: skip
    special = cls.__basicsize__ > _Plain.__basicsize__ or cls.__itemsize__
    return not (slots or own or special or cls in copyreg.dispatch_table)


class _Plain:
    pass


def put_plain(encoder: Encoder, value: Any) -> None:
    """Encode an instance of a plain class."""
    encoder.out += b"o1"
    encoder.put(type(value))
    encoder.put_attributes(value.__dict__)


def _refusal(reason: str) -> Encode:
    def refuse(_: Encoder, value: Any) -> None:
        raise Unhashable(value, reason)

    return refuse


def _put_upload(encoder: Encoder, value: Any) -> None:
    encoder.out += b"ou"
    encoder.put(type(value))
    encoder.put(value.getvalue())
    for name in ("tell", "name", "type"):
        part = getattr(value, name, None)
        encoder.put(part() if callable(part) else part)


def _put_model(encoder: Encoder, value: Any) -> None:
    """A model of pydantic or a class of attrs, whose own pickling hides the names."""
    from_pydantic = hasattr(value, "__pydantic_fields_set__")
    if not from_pydantic:
        put_reduced(encoder, value)
        return
    encoder.out += b"O"
    encoder.put(type(value))
    encoder.put_attributes(value.__dict__)
    encoder.put(value.__pydantic_fields_set__)
    for name in ("__pydantic_extra__", "__pydantic_private__"):
        encoder.put_attributes(getattr(value, name, None) or {})


def put_reduced(encoder: Encoder, value: Any) -> None:
    """Encode an instance by what pickling it would say."""
    reduced = _reduce(value)
    if isinstance(reduced, str):
        encoder.out += b"og"
        encoder.put_text(f"{getattr(value, '__module__', '')}.{reduced}")
        return
    make, args, state, items, pairs = (*reduced, None, None, None)[:5]
    encoder.out += b"O"
    encoder.put(type(value))
    encoder.put(make)
    # The first argument is most often the class itself, which stands above already.
    encoder.put_items(tuple(args), ".__reduce__()[1][{}]".format)
    _put_state(encoder, state)
    encoder.put_items([] if items is None else list(items))
    encoder.put_pairs({} if pairs is None else dict(pairs))


def _put_state(encoder: Encoder, state: Any) -> None:
    if isinstance(state, tuple) and len(state) == 2 and isinstance(state[1], dict):
        encoder.out += b"2"  # the dict and the slots of an instance
        encoder.put_attributes(state[0] or {}) if isinstance(state[0], dict | None) else (
            encoder.put(state[0])
        )
        encoder.put_attributes(state[1])
    elif type(state) is dict:
        encoder.out += b"1"
        encoder.put_attributes(state)
    else:
        encoder.out += b"0"
        try:
            encoder.put(state)
        except Unhashable as error:
            error.path = ".__getstate__()" + error.path
            raise


def _reduce(value: Any) -> Any:
    registered = copyreg.dispatch_table.get(type(value))
    try:
        return value.__reduce_ex__(5) if registered is None else registered(value)
    except RecursionError:
        raise
    except Exception as error:
        raise Unhashable(value, f"It has no content of its own to go by: {error}.") from error
