"""Write what follows from the sources: `container.pyi`, `wire.gen.ts` and `docs/reference.md`.

`--check` writes nothing and fails where a file is stale.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
import textwrap
import types
import typing
from collections.abc import Iterator
from pathlib import Path

import msgspec

import mini.elements
from mini.caching.decorators import CacheData, CacheResource
from mini.caching.function import Cached
from mini.model import delta, message, navigation
from mini.model.element import ContainerElement, Element
from mini.model.node import Root
from mini.run.app_page import Page
from mini.run.container import COMMANDS, Container
from mini.run.state import QueryParams, SessionState

ROOT = Path(__file__).parent.parent
STUB = ROOT / "framework/mini/run/container.pyi"
WIRE = ROOT / "frontend/src/wire.gen.ts"
REFERENCE = ROOT / "docs/reference.md"
NOTE = "Made by `make stubs`: do not edit."


def element_modules() -> Iterator[types.ModuleType]:
    """Import all modules of elements, in the order of their names."""
    for found in sorted(pkgutil.iter_modules(mini.elements.__path__), key=lambda m: m.name):
        yield importlib.import_module(f"mini.elements.{found.name}")


# The stub


def stub() -> str:
    """Make the stub of `Container`: every command as a method."""
    methods, imports = (
        [],
        {"from mini.run.place import Place", "from collections.abc import Callable"},
    )
    imports.add("from typing import Any, TypeVar")
    for name, function in sorted(COMMANDS.items()):
        source = Path(inspect.getfile(inspect.unwrap(function)))
        module = ast.parse(source.read_text())
        _spell_out(module)
        found = [n for n in module.body if isinstance(n, ast.FunctionDef) and n.name == name]
        overloads = [n for n in found if _decorated(n, "overload")]
        imports |= {"from typing import overload"} if overloads else set()
        methods += [_method(node, bool(overloads)) for node in overloads or found[-1:]]
        imports |= _imports(module, overloads or found[-1:], _module_name(source))
    head = f'"""{NOTE}"""\n\n' + "\n".join(sorted(imports))
    doc = inspect.getdoc(Container) or ""
    body = '    """' + doc.splitlines()[0] + '"""\n\n' + "\n".join(methods)
    tail = (
        'F = TypeVar("F", bound=Callable[..., Any])\nCOMMANDS: dict[str, Callable[..., Any]]\n\n'
        f"class Container(Place):\n{body}\n\ndef command(function: F) -> F: ...\n"
    )
    return _formatted(head + "\n\n" + tail)


def _spell_out(module: ast.Module) -> None:
    """Put a module's own `Literal` aliases in the place of their names, which are not unique."""
    aliases = {
        target.id: statement.value
        for statement in module.body
        if isinstance(statement, ast.Assign) and ast.unparse(statement.value).startswith("Literal[")
        for target in statement.targets
        if isinstance(target, ast.Name)
    }

    class Spelled(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.expr:
            return aliases.get(node.id, node)

    for statement in module.body:
        if isinstance(statement, ast.FunctionDef):
            Spelled().visit(statement.args)
            if statement.returns is not None:
                statement.returns = Spelled().visit(statement.returns)


def _decorated(node: ast.FunctionDef, name: str) -> bool:
    return any(isinstance(d, ast.Name) and d.id == name for d in node.decorator_list)


def _method(node: ast.FunctionDef, overloaded: bool) -> str:
    arguments = ast.parse(ast.unparse(node)).body[0]
    assert isinstance(arguments, ast.FunctionDef)
    arguments.args.args.insert(0, ast.arg("self"))
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    lines = [f"def {node.name}({ast.unparse(arguments.args)}){returns}: ..."]
    return "\n".join("    " + line for line in (["@overload"] if overloaded else []) + lines)


def _imports(module: ast.Module, nodes: list[ast.FunctionDef], home: str) -> set[str]:
    used = {
        name.id
        for node in nodes
        for part in [*ast.walk(node.args), *(ast.walk(node.returns) if node.returns else [])]
        for name in [part]
        if isinstance(name, ast.Name)
    }
    out = set()
    for statement in module.body:
        if isinstance(statement, ast.ImportFrom) and statement.module != "__future__":
            for alias in statement.names:
                bound = alias.asname or alias.name
                if bound in used and bound != "Container":
                    out.add(f"from {statement.module} import {ast.unparse(alias)}")
        elif isinstance(statement, ast.Import):
            for alias in statement.names:
                if (alias.asname or alias.name).split(".")[0] in used:
                    out.add(f"import {ast.unparse(alias)}")
        else:
            out |= {f"from {home} import {n}" for n in _bound(statement) if n in used}
    return out


def _bound(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Assign):
        return [t.id for t in statement.targets if isinstance(t, ast.Name)]
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return [statement.target.id]
    return []


def _module_name(source: Path) -> str:
    return ".".join(source.relative_to(ROOT / "framework").with_suffix("").parts)


def _formatted(text: str) -> str:
    for command in (["check", "--fix-only", "--select", "I,UP"], ["format"]):
        text = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--quiet", "--stdin-filename", str(STUB), "-"],
            input=text, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    return text


# The types of the page


def wire() -> str:
    """Make the TypeScript types of all elements, deltas and messages."""
    out = [f"// {NOTE}", "", _BASE]
    done: set[type] = set()
    for element in sorted(_elements(), key=lambda e: str(e.__struct_config__.tag)):
        _interface(element, _camel(str(element.__struct_config__.tag)), "ElementBase", out, done)
    for module in (delta, message, navigation):
        for _, struct in inspect.getmembers(module, inspect.isclass):
            if issubclass(struct, msgspec.Struct) and struct.__module__ == module.__name__:
                _interface(struct, struct.__name__, "", out, done)
    return "\n".join(out)


_BASE = """export interface ElementBase {
  kind: string;
  $id?: string;
  $key?: string;
}

export type Width = "auto" | "stretch" | "content" | number;
export type Height = "content" | "stretch" | "auto" | number;

/** An encoded element with its children; `$n` is its number where its place does not say it. */
export type Spec = ElementBase & { $n?: number; $in?: Spec[]; [prop: string]: unknown };
"""


def _elements() -> Iterator[type[Element]]:
    for _ in element_modules():
        pass
    waiting = Element.__subclasses__() + ContainerElement.__subclasses__()
    while waiting:
        element = waiting.pop()
        waiting += element.__subclasses__()
        if element not in (Root, ContainerElement) and element.__module__.startswith("mini."):
            yield element


def _interface(
    struct: type[msgspec.Struct], name: str, base: str, out: list[str], done: set[type]
) -> None:
    if struct in done or struct in (delta.Delta, message.Message):
        return
    done.add(struct)
    hints = typing.get_type_hints(struct)
    lines = [f"export interface {name}{f' extends {base}' if base else ''} {{"]
    config = struct.__struct_config__
    if config.tag is not None:
        lines.append(f'  {config.tag_field}: "{config.tag}";')
    nested: list[type[msgspec.Struct]] = []
    for field in msgspec.structs.fields(struct):
        optional = "?" if config.omit_defaults and not field.required else ""
        text = _type(hints[field.name], field.name, nested)
        lines.append(f"  {field.encode_name}{optional}: {text};")
    for inner in nested:
        _interface(inner, inner.__name__, "", out, done)
    out += [*lines, "}", ""]


_NAMES = {
    str: "string", bool: "boolean", int: "number", float: "number", type(None): "null",
    dict: "Record<string, unknown>", msgspec.Raw: "Spec[]",
}  # fmt: skip


def _type(hint: typing.Any, field: str, nested: list[type[msgspec.Struct]]) -> str:  # noqa: PLR0911
    if hint is typing.Any:
        return {"width": "Width", "height": "Height"}.get(field, "unknown")
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        parts = [_type(arg, field, nested) for arg in args if arg is not msgspec.UnsetType]
        return " | ".join(dict.fromkeys(parts))
    if origin is typing.Literal:
        return " | ".join(_literal(arg) for arg in args)
    if origin is tuple and args[-1] is not ...:
        return f"[{', '.join(_type(arg, field, nested) for arg in args)}]"
    if origin in (tuple, list):
        inner = _type(args[0], field, nested)
        return f"({inner})[]" if "|" in inner else f"{inner}[]"
    if origin is dict:
        return f"Record<{_type(args[0], field, nested)}, {_type(args[1], field, nested)}>"
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        nested.append(hint)
        return hint.__name__
    return _NAMES[hint]


def _literal(value: typing.Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _camel(kind: str) -> str:
    return "".join(part.title() for part in kind.split("_"))


# The reference


def reference() -> str:
    """Make the reference of all public names from their docstrings."""
    names = [name for name in dir(mini) if not name.startswith("_")]
    public = {name: getattr(mini, name) for name in sorted(names)}
    parts = [f"<!-- {NOTE} -->\n\n# Reference\n\nAll names of `import mini as st`.\n"]
    for name, value in public.items():
        if inspect.isfunction(value):
            parts.append(f"## `st.{name}`\n\n```python\n{_signature(name, value)}\n```\n")
        elif isinstance(value, CacheData | CacheResource):
            call = type(value).__call__
            parts.append(f"## `st.{name}`\n\n```python\n{_signature(name, call)}\n```\n")
            parts.append(_prose(inspect.getdoc(call) or "") + "\n")
            parts.append(f"### `st.{name}.clear()`\n\n{inspect.getdoc(value.clear)}\n")
            continue
        elif isinstance(value, Container | SessionState | QueryParams):
            parts.append(f"## `st.{name}`\n")
        elif value is Page:
            parts.append(f"## `st.{name}`\n\n```python\n{_signature(name, Page.__init__)}\n```\n")
        elif value is not Container:
            continue
        else:
            parts.append(f"## `{name}`\n")
        parts.append(_prose(inspect.getdoc(value) or "") + "\n")
    parts.append("## Methods of cached functions\n")
    methods = ("clear", "contains", "explain", "info", "warm", "left_out")
    parts += [f"### `{name}`\n\n{inspect.getdoc(getattr(Cached, name))}\n" for name in methods]
    return "\n".join(parts)


def _signature(name: str, function: typing.Callable[..., typing.Any]) -> str:
    lines = [f"st.{name}("]
    star = False
    for parameter in inspect.signature(inspect.unwrap(function)).parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not star:
            lines.append("    *,")
        star = star or parameter.kind in (parameter.KEYWORD_ONLY, parameter.VAR_POSITIONAL)
        lines.append(f"    {_spelled(parameter)},")
    returns = inspect.signature(function).return_annotation
    end = "" if returns is inspect.Signature.empty else f" -> {returns}"
    return "\n".join([*lines, f"){end}"]) if len(lines) > 1 else f"st.{name}(){end}"


def _spelled(parameter: inspect.Parameter) -> str:
    """Write a parameter with its annotation as it stands in the source."""
    stars = {"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}.get(parameter.kind.name, "")
    note = "" if parameter.annotation is parameter.empty else f": {parameter.annotation}"
    default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
    return f"{stars}{parameter.name}{note}{default}"


def _prose(doc: str) -> str:
    """Turn the indented example of a docstring into a code block."""
    found = re.search(r"^ *(?:import|from) \w+(?:\.\w+)*(?: import .*| as st)?$", doc, re.MULTILINE)
    if found is None:
        return doc
    text, example = doc[: found.start()], doc[found.start() :]
    code = textwrap.dedent(example)
    return f"{text.strip()}\n\n```python\n{code}\n```"


def main() -> int:
    """Write the files, or say which are stale."""
    list(element_modules())
    stale = []
    for path, text in ((STUB, stub()), (WIRE, wire()), (REFERENCE, reference())):
        if path.exists() and path.read_text() == text:
            continue
        stale.append(path)
        if "--check" not in sys.argv:
            path.write_text(text)
            print("written:", path.relative_to(ROOT))
    if stale and "--check" in sys.argv:
        names = ", ".join(str(path.relative_to(ROOT)) for path in stale)
        print(f"Stale: {names}. Run `make stubs`.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
