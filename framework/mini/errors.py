"""The errors of mini. Each sentence says what happened, why, and what to do.

    Exception
    ├── MiniError                       everything that an author can catch
    │   ├── ArgumentError               a command was given something it cannot use
    │   ├── PlacementError              a command stands where it cannot be
    │   ├── DuplicateWidgetID           one widget drawn twice in a run
    │   ├── WidgetStateError            session_state and a widget disagree
    │   ├── NoRunContextError           a command outside of a script run (also a RuntimeError)
    │   ├── CacheError                  a cached function
    │   │   ├── UnhashableParamError            an argument has no key
    │   │   ├── UnserializableReturnValueError  a value cannot be stored
    │   │   ├── UnevaluatedDataFrameError       a value holds no data yet
    │   │   ├── AwaitableReturnedError          a value is yet to be awaited
    │   │   ├── CacheReplayClosureError         what was recorded cannot be found again
    │   │   └── CacheRecursionError             a call of itself with the same arguments
    │   ├── OptionError                 an option is unknown, or cannot have this value
    │   ├── MissingSecrets              there is no file of secrets (also a FileNotFoundError)
    │   ├── MissingSecret               no secret has this name (also a KeyError)
    │   ├── MessageTooLarge             an element is larger than `server.maxMessageSize`
    │   ├── PageTooLarge                a page has too many elements, or too large ones
    │   └── StartError                  the command line was given something it cannot run
    BaseException
    └── RunEnded                        not for authors: how a script run is left
        ├── Stopped                     st.stop()
        ├── RerunRequested              st.rerun()
        │   └── SwitchRequested             st.switch_page()
        └── Interrupted                 a newer interaction, or the user's stop

`RunEnded` is no `Exception`, so `except Exception:` in a script lets it pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


class MiniError(Exception):
    """The base of all errors that mini raises on purpose."""


class ArgumentError(MiniError, ValueError):
    """A command was given an argument that it cannot use.

    Carries the `command`, the `argument` and the `value`.
    """

    def __init__(self, command: str, argument: str, value: Any, fix: str) -> None:
        super().__init__(f"`{command}` cannot use {argument}={_short(value)}. {fix}")
        self.command = command
        self.argument = argument
        self.value = value


class PlacementError(MiniError):
    """A command stands in a place where it cannot work."""


class DuplicateWidgetID(MiniError):
    """The same widget was drawn twice in one run."""

    def __init__(self, kind: str, key: str | None) -> None:
        if key is None:
            text = (
                f"There are two `{kind}` widgets with the same label and parameters in this run, "
                "so their values could not be told apart. Give each of them a `key` of its own."
            )
        else:
            text = (
                f"There are two widgets with key={key!r} in this run (the second is a `{kind}`), "
                "and one key can hold one value only. Give each widget a `key` of its own."
            )
        super().__init__(text)
        self.kind = kind
        self.key = key


class WidgetStateError(MiniError):
    """`session_state` was asked for something that a widget does not allow."""


class NoRunContextError(MiniError, RuntimeError):
    """A command was called where no script run is going on."""

    def __init__(self, command: str) -> None:
        super().__init__(
            f"`{command}` was called outside of a script run, so there is no page to change. "
            "If this is your app, start it with `mini run app.py` instead of `python app.py`. "
            "If it is a thread that your app started, attach it first: "
            "`mini.add_script_run_ctx(thread)` before `thread.start()`."
        )
        self.command = command


class CacheError(MiniError):
    """A cached function cannot do what it was asked to."""


class UnhashableParamError(CacheError, TypeError):
    """An argument of a cached function has no key.

    Carries the `function`'s name, the `argument`'s name, the `path` from there to what cannot be
    hashed (`"model.layers[3]"`), and the `reason`.
    """

    def __init__(
        self, function: str, argument: str, value: Any, path: str, culprit: Any, reason: str
    ) -> None:
        where = "" if path == argument else f" What cannot be hashed is `{path}`, "
        where += f"of type {type_name(culprit)}:" if where else ""
        super().__init__(
            f"Cannot hash argument {argument!r} (of type {type_name(value)}) in {function!r}."
            f"{where} {reason.rstrip('.')}. Ways out: rename the parameter to `_{argument}`, and "
            "it is left out of the key; or say how to hash it: "
            f"`hash_funcs={{{type(culprit).__name__}: lambda x: ...}}`, with something that "
            "identifies it; or, if it is a connection or a model, get it from a function with "
            "`@st.cache_resource` instead of passing it in."
        )
        self.function = function
        self.argument = argument
        self.path = path
        self.reason = reason


class UnserializableReturnValueError(CacheError, TypeError):
    """What a `cache_data` function returned cannot be stored."""


class UnevaluatedDataFrameError(CacheError, TypeError):
    """What a `cache_data` function returned is a plan for a table, without its rows."""


class AwaitableReturnedError(CacheError, TypeError):
    """What a cached function returned can be awaited once, or in one event loop only."""


class CacheReplayClosureError(CacheError):
    """A cached function shows or calls something that another run could not find again."""


class CacheRecursionError(CacheError, RecursionError):
    """A cached function called itself with the same arguments."""


class OptionError(MiniError, RuntimeError):
    """An option is unknown, or cannot have a value, or cannot change now. Carries its `name`."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name


class MissingSecrets(MiniError, FileNotFoundError):
    """There is no file of secrets, or it cannot be read."""


class MissingSecret(MiniError, KeyError, AttributeError):
    """No secret has this name. Carries the `name`, with those of the tables around it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return (
            f"st.secrets has nothing under {self.name!r}. Add it to `.mini/secrets.toml` or "
            "`.streamlit/secrets.toml`, or look whether the name is spelled as it is there."
        )


class MessageTooLarge(MiniError):
    """An element is larger than what is sent to a page in one message."""


class PageTooLarge(MiniError):
    """A page has more elements, or more bytes in them, than one may have."""


class StartError(MiniError):
    """`mini run` cannot start; the command line prints the sentence and exits with 2."""


class RunEnded(BaseException):
    """A script run is being left."""


class Stopped(RunEnded):
    """The script called `stop`."""


class RerunRequested(RunEnded):
    """The script called `rerun`; `fragments` is None for the whole script."""

    def __init__(self, fragments: Iterable[str] | None = None) -> None:
        super().__init__()
        self.fragments = None if fragments is None else frozenset(fragments)


class SwitchRequested(RerunRequested):
    """The script called `switch_page`; `going` says where to."""

    def __init__(self, going: Any) -> None:
        super().__init__()
        self.going = going


class Interrupted(RunEnded):
    """Something newer waits, or the user pressed stop."""


def type_name(value: Any) -> str:
    """Name the type of a value with its module, but for builtins."""
    cls = type(value)
    return (
        cls.__qualname__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__qualname__}"
    )


def listed(options: Sequence[Any]) -> str:
    """Write options for a sentence: `'a', 'b' or 'c'`."""
    words = [repr(option) for option in options]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 120 else text[:117] + "..."
