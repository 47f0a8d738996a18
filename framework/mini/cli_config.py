"""`mini config show`: every option, its value, and where that comes from."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

import click

from mini.cli_options import Served, begin
from mini.config.config import CONFIG, Value
from mini.config.option import Option
from mini.config.table import HIDDEN, options
from mini.errors import OptionError


@click.group()
def config() -> None:
    """Look at the options."""


@config.command(cls=Served)
@click.pass_context
def show(ctx: click.Context) -> None:
    """Print every option as a config.toml has it, and where its value comes from.

    Takes options as `mini run` does. What is commented out is at its default.
    """
    try:
        begin(None, ctx.obj, {})
    except OptionError as error:
        click.echo(f"mini: {error}", err=True)
        ctx.exit(2)
    click.echo(text(), color=None)


def text() -> str:
    """Write all options as TOML."""
    blocks = []
    rows = sorted(options().values(), key=lambda option: option.name.rpartition(".")[0])
    for section, members in groupby(rows, key=lambda option: option.name.rpartition(".")[0]):
        lines = [_lines(option, CONFIG.look(option.name)) for option in members]
        blocks.append(f"[{section}]\n\n" + "\n\n".join(lines))
    return "\n\n\n".join(blocks)


def _lines(option: Option, value: Value) -> str:
    key = option.name.rpartition(".")[2]
    mark = "# " if value.origin == "default" or value.value is None else ""
    shown = '"•••"' if option.name in HIDDEN and value.value is not None else _toml(value.value)
    whence = "" if value.origin == "default" else f"\n# Set by {value.origin}."
    return f"# {_does(option)}{whence}\n{mark}{key} = {shown}".replace("= \n", "=\n")


def _does(option: Option) -> str:
    words = ", ".join(_toml(choice) for choice in option.choices)
    return option.does + (f" One of {words}." if option.kind == "choice" else "")


def _toml(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(part) for part in value) + "]"
    return json.dumps(value, ensure_ascii=False)
