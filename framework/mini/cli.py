"""The command line: `mini run app.py`, `mini hello`, `mini cache`."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from mini.errors import StartError
from mini.session.script import Script, check_startable
from mini.settings import LOG_LEVELS, VERSION, Settings

HELLO = Path(__file__).parent / "hello.py"


class _Commands(click.Group):
    """The commands; `cache` is imported when it is named, since no server waits for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), "cache"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "cache":
            found: click.Command = import_module("mini.cli_cache").cache
            return found
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, "--version", prog_name="mini")
def main() -> None:
    """Serve Python scripts as web apps."""


_port = click.option(
    "--port", type=click.IntRange(0, 65535), help="Port; by default 8501, or the next free one."
)
_host = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
_headless = click.option("--headless", is_flag=True, help="Open no browser.")
_level = click.option(
    "--log-level", type=click.Choice(LOG_LEVELS), default="info", show_default=True,
    help="How much to say in the terminal.",
)  # fmt: skip


_production = click.option(
    "--production", is_flag=True,
    help="Show nothing in the page that is for developers; also with MINI_ENV=production.",
)  # fmt: skip


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (_production, _level, _headless, _host, _port):
        command = option(command)
    return command


@main.command(context_settings={"ignore_unknown_options": False})
@click.argument("script", type=click.Path(path_type=Path))
@click.argument("args", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--alias", metavar="NAME", help="Let the script import mini as NAME, such as streamlit."
)
@_options
def run(
    script: Path, args: tuple[str, ...], alias: str | None, production: bool, **options: Any
) -> None:
    """Serve SCRIPT. What follows `--` is given to it in sys.argv."""
    _serve(script, args, Settings(**options, development=_is_development(production)), alias)


@main.command()
@_options
def hello(production: bool, **options: Any) -> None:
    """Serve a small example app."""
    _serve(HELLO, (), Settings(**options, development=_is_development(production)))


def _is_development(production: bool) -> bool:
    return not production and os.environ.get("MINI_ENV") != "production"


def _serve(
    script: Path, args: tuple[str, ...], settings: Settings, alias: str | None = None
) -> None:
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(levelname)s %(message)s", stream=sys.stderr
    )
    if settings.log_level != "debug":
        logging.getLogger("watchfiles").setLevel("WARNING")
    try:
        check_startable(script)
        if alias is not None:
            import_module("mini.session.alias").make(alias).install()
        from mini.server import serve  # noqa: PLC0415  the server is needed by these two commands only

        listening = serve.bind(settings)
    except StartError as error:
        click.echo(f"mini: {error}", err=True)
        sys.exit(2)
    sys.argv = [str(script), *args]
    url = _url(settings.host, listening.getsockname()[1])
    click.echo(f"  {script.name} is served at {url}\n  Press Ctrl+C to end.")
    if not settings.headless and _has_display():
        import webbrowser  # noqa: PLC0415  costs 12 ms

        webbrowser.open(url)
    serve.serve(Script(script.resolve()), settings, listening)


def _url(host: str, port: int) -> str:
    shown = {"0.0.0.0": "localhost", "::": "localhost", "127.0.0.1": "localhost"}.get(host, host)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"


def _has_display() -> bool:
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
