"""`mini run --alias streamlit`: scripts that import mini by another name, without a change.

The name is found before any package that is installed under it, in this process only. What mini
lacks of it says so where it is named, and is listed in the terminal when the run has ended.
"""

from __future__ import annotations

import ast
import logging
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NoReturn

from mini.errors import MiniError, RerunRequested, StartError
from mini.older import lacks
from mini.run.caller import author_line
from mini.run.context import FRAME
from mini.run.script_run import ScriptRun
from mini.session.endings import ENDINGS

FOLLOWED: Final = "1.67.0"
"""The version of Streamlit whose names mini follows: apps ask for it."""
_LOG = logging.getLogger("mini")
_CONTEXT: Final = {
    "add_script_run_ctx": "mini.run.context:add_script_run_ctx",
    "get_script_run_ctx": "mini.run.context:get_script_run_ctx",
}
_CACHING: Final = {
    "cache_data": "mini.caching.decorators:cache_data",
    "cache_resource": "mini.caching.decorators:cache_resource",
}
_CACHE_ERRORS: Final = {
    "CacheError": "mini.errors:CacheError",
    "CacheReplayClosureError": "mini.errors:CacheReplayClosureError",
    "CachedFunctionReturnedAwaitableError": "mini.errors:AwaitableReturnedError",
    "UnevaluatedDataFrameError": "mini.errors:UnevaluatedDataFrameError",
    "UnhashableParamError": "mini.errors:UnhashableParamError",
    "UnserializableReturnValueError": "mini.errors:UnserializableReturnValueError",
}
_CONTAINER: Final = {"DeltaGenerator": "mini.run.container:Container"}
_STATE: Final = {"SessionStateProxy": "mini.run.state:SessionState"}
PLACES: Final[dict[str, str | dict[str, str]]] = {
    "": "mini",
    "components": {},
    "components.v1": "mini.components.v1",
    "config": {"get_option": "mini:get_option", "set_option": "mini:set_option"},
    "delta_generator": _CONTAINER,
    "deprecation_util": {"show_deprecation_warning": "mini.session.alias:warn"},
    "elements": {},
    "elements.widgets": {},
    "elements.widgets.chat": {"ChatInputValue": "mini.typing:ChatInputValue"},
    "errors": {
        "DuplicateWidgetID": "mini.errors:DuplicateWidgetID",
        "Error": "mini.errors:MiniError",
        "NoSessionContext": "mini.errors:NoRunContextError",
        "StreamlitAPIException": "mini.errors:MiniError",
        "StreamlitDuplicateElementId": "mini.errors:DuplicateWidgetID",
        "StreamlitDuplicateElementKey": "mini.errors:DuplicateWidgetID",
        "StreamlitInvalidColumnSpecError": "mini.errors:ArgumentError",
        "StreamlitSecretNotFoundError": "mini.errors:MissingSecrets",
        "StreamlitValueError": "mini.errors:ArgumentError",
        "UnhashableParamError": "mini.errors:UnhashableParamError",
        "UnserializableReturnValueError": "mini.errors:UnserializableReturnValueError",
    },
    "logger": {"get_logger": "logging:getLogger"},
    "runtime": {"exists": "mini.session.alias:is_served"},
    "runtime.caching": _CACHING,
    "runtime.caching.cache_errors": _CACHE_ERRORS,
    "runtime.caching.hashing": {"UserHashError": "mini.errors:CacheError"},
    "runtime.metrics_util": {"gather_metrics": "mini.session.alias:unmeasured"},
    "runtime.scriptrunner": {
        **_CONTEXT,
        "RerunData": "mini.session.alias:rerun_data",
        "RerunException": "mini.session.alias:rerun_exception",
        "StopException": "mini.errors:Stopped",
    },
    "runtime.scriptrunner.script_run_context": _CONTEXT,
    "runtime.scriptrunner_utils": {},
    "runtime.scriptrunner_utils.script_run_context": _CONTEXT,
    "runtime.state": _STATE,
    "runtime.state.session_state_proxy": _STATE,
    "runtime.uploaded_file_manager": "mini.typing",
    "testing": {},
    "testing.v1": "mini.testing",
    "typing": "mini.typing",
    "web": {},
    "web.cli": {"main": "mini.session.alias:served_already"},
}
"""Where each module under the alias finds its names: in a module of mini, or one by one."""


def is_served() -> bool:
    """Say that this process serves an app, as `streamlit.runtime.exists` does."""
    return True


def served_already(*_: Any, **__: Any) -> NoReturn:
    """Refuse what `streamlit.web.cli.main` does: this process serves an app."""
    raise MiniError(
        "This script starts the server, and mini has started one to run it: call `cli.main()` only "
        "where `streamlit.runtime.exists()` is False."
    )


def warn(message: str, **_: Any) -> None:
    """Say in the terminal what a library of commands says of its own older names."""
    _LOG.warning("%s", message)


def unmeasured(name: str, func: Any = None, **_: Any) -> Any:
    """Give a command of a library back as it is, or a decorator that does: none is counted here."""
    del name
    return _itself if func is None else func


def _itself(command: Any) -> Any:
    return command


def rerun_data(*_: Any, **__: Any) -> None:
    """Stand for what `rerun_exception` is made with."""


def rerun_exception(_: Any = None) -> RerunRequested:
    """Make what older apps raise to run again."""
    return RerunRequested()


class AliasModule(ModuleType):
    """A module whose names are those of mini, as they are now."""

    def __init__(self, alias: Alias, name: str, place: str) -> None:
        super().__init__(name)
        self.__path__: list[str] = []
        self.__version__ = FOLLOWED
        vars(self)["_mini_alias"] = alias
        vars(self)["_mini_place"] = place

    def __getattr__(self, name: str) -> Any:
        place = vars(self)["_mini_place"]
        source = PLACES[place]
        if name == "__all__":
            return _public(source)
        if name.startswith("__"):
            raise AttributeError(name, name=name, obj=self)
        try:
            if f"{place}.{name}".removeprefix(".") in PLACES:
                return import_module(f"{self.__name__}.{name}")
            if isinstance(source, str):
                return getattr(import_module(source), name)
            module, _, found = source[name].partition(":")
            return getattr(import_module(module), found)
        except (AttributeError, KeyError, ImportError) as error:
            full = f"{place}.{name}".removeprefix(".")
            vars(self)["_mini_alias"].missed(full)
            sentence = f"mini does not have `{full}` yet, which this script names."
            if not place and isinstance(error, AttributeError):
                sentence = str(error)
            raise AttributeError(sentence, name=name) from None

    def __dir__(self) -> list[str]:
        return _public(PLACES[vars(self)["_mini_place"]])


def _public(source: str | dict[str, str]) -> list[str]:
    if isinstance(source, dict):
        return sorted(source)
    module = import_module(source)
    names = {name: getattr(module, name) for name in dir(module) if name[0] != "_"}
    return [name for name, value in names.items() if not isinstance(value, ModuleType)]


class Alias(MetaPathFinder, Loader):
    """Another name for mini in this process."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._missed: dict[int, dict[tuple[str, str], int]] = {}

    def install(self) -> None:
        """Be found before anything that is installed under the name."""
        ENDINGS.append(self.report)
        sys.meta_path.insert(0, self)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find the name and what is below it; raises `ModuleNotFoundError` for what mini lacks."""
        del path, target  # all that is below the name is found by its name
        first, _, place = fullname.partition(".")
        if first != self.name:
            return None
        source = PLACES.get(place)
        if source is None or (isinstance(source, str) and not _exists(source)):
            self.missed(place)
            raise ModuleNotFoundError(
                f"mini does not have the module `{place}` of `{self.name}` yet, which this script "
                "imports.",
                name=fullname,
            )
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Make the module that stands for mini."""
        return AliasModule(self, spec.name, spec.name.partition(".")[2])

    def exec_module(self, module: ModuleType) -> None:
        """It has its names from mini."""

    def missed(self, name: str) -> None:
        """Remember that the code of the app named what mini lacks."""
        frame = FRAME.get()
        file, line = author_line()
        names = self._missed.setdefault(0 if frame is None else id(frame.run), {})
        names.setdefault((file, name), line)

    def report(self, run: ScriptRun) -> None:
        """Say what the run has missed, and what else its files name that mini lacks."""
        missed = self._missed.pop(id(run), None)
        if not missed:
            return
        for file in {file for file, _ in missed}:
            for name, line in lacking(file, self.name):
                missed.setdefault((file, name), line)
        places = sorted((Path(file).name, line, name) for (file, name), line in missed.items())
        listed = ", ".join(f"{name} ({file}, line {line})" for file, line, name in places)
        _LOG.warning("mini does not have these names of %s yet: %s.", self.name, listed)


def make(name: str) -> Alias:
    """Make an alias; raises `StartError` for what cannot be one."""
    if not name.isidentifier() or name == "mini" or name in sys.stdlib_module_names:
        raise StartError(
            f"--alias {name} cannot be: it is the name of a module that scripts import instead of "
            "`mini`, such as `streamlit`, and none of Python's own."
        )
    return Alias(name)


def lacking(file: str, alias: str) -> Iterator[tuple[str, int]]:
    """Give the names of an alias that a file uses and mini lacks, each with its first line."""
    try:
        tree = ast.parse(Path(file).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return
    nodes = list(ast.walk(tree))
    bound = {
        each.asname or each.name
        for node in nodes if isinstance(node, ast.Import)
        for each in node.names if each.name == alias
    }  # fmt: skip
    seen = set()
    for name, line in sorted(_named(nodes, alias, bound), key=lambda each: each[1]):
        if name not in seen and lacks(name):
            seen.add(name)
            yield name, line


def _named(nodes: list[ast.AST], alias: str, bound: set[str]) -> Iterator[tuple[str, int]]:
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module == alias and not node.level:
            yield from ((each.name, node.lineno) for each in node.names if each.name != "*")
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in bound
            and not node.attr.startswith("__")
        ):
            yield node.attr, node.lineno


def _exists(module: str) -> bool:
    try:
        import_module(module)
    except ModuleNotFoundError:
        return False
    return True
