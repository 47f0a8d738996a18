"""Options on the command line: `--server.port 8502`, `--theme.base=dark`, `--server.headless`."""

from __future__ import annotations

import re
from typing import Any, Final

import click

from mini.config.config import CONFIG
from mini.config.table import nearest, options
from mini.errors import OptionError

_DOTTED: Final = re.compile(r"--([A-Za-z]+(?:\.[A-Za-z]+)+)(?:=(.*))?$", re.DOTALL)
_WORDS: Final = frozenset({"true", "false", "yes", "no", "on", "off", "0", "1"})
LISTS: Final = frozenset({"texts", "colours", "hosts", "origins", "networks", "sources"})
"""Kinds whose flags can be given again, each for one more."""
SHORT: Final = {
    "port": "server.port",
    "host": "server.address",
    "headless": "server.headless",
    "log_level": "logger.level",
    "log_format": "logger.format",
}
"""The short flags, and the options that they set."""


class Served(click.Command):
    """A command that takes every option by its full name, beside its own flags."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the options out of what stands before `--`."""
        end = args.index("--") if "--" in args else len(args)
        own, flags = take(args[:end])
        ctx.obj = flags
        return super().parse_args(ctx, own + args[end:])


def take(args: list[str]) -> tuple[list[str], dict[str, Any]]:
    """Part the options by their full names from the other arguments.

    Raises `click.UsageError`, which ends the process with 2.
    """
    rest: list[str] = []
    flags: dict[str, Any] = {}
    waiting = list(args)
    while waiting:
        word = waiting.pop(0)
        found = _DOTTED.match(word)
        if found is None:
            rest.append(word)
            continue
        name, text = found[1], found[2]
        option = options().get(name)
        if option is None:
            raise click.UsageError(f"There is no option --{name}.{nearest(name)}")
        if text is None:
            text = _value(option.kind, name, waiting)
        try:
            value = option.parse(text)
        except OptionError as error:
            raise click.UsageError(f"--{name}: {error}") from None
        again = option.kind in LISTS and name in flags
        flags[name] = flags[name] + value if again else value
    return rest, flags


def _value(kind: str, name: str, waiting: list[str]) -> str:
    """The word behind a flag; a switch needs none."""
    if kind == "switch" and not (waiting and waiting[0].lower() in _WORDS):
        return "true"
    if not waiting or waiting[0].startswith("--"):
        raise click.UsageError(f"--{name} needs a value, such as `--{name} {_example(kind)}`.")
    return waiting.pop(0)


def _example(kind: str) -> str:
    return {"port": "8502", "colour": "'#4353c9'", "size": "14px"}.get(kind, "...")


def begin(folder: Any, flags: dict[str, Any], short: dict[str, Any]) -> None:
    """Read all options; the short flags are those that have a full name, too."""
    # Not by membership: 0 is a port, and equals False.
    given = {
        name: value for name, value in short.items() if value is not None and value is not False
    }
    named = {SHORT[name]: value for name, value in given.items()}
    CONFIG.begin(folder, {**flags, **named})
    for warning in CONFIG.warnings:
        click.echo(f"mini: {warning}", err=True)
