"""The command line: `mini run app.py`, `mini hello`, `mini cache`, `mini config`, `mini init`."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

import click

from mini.cli_log import speak
from mini.cli_options import Served, begin
from mini.config.config import CONFIG
from mini.errors import OptionError, StartError
from mini.session.garbage import go_on
from mini.session.script import Script, check_startable
from mini.settings import LOG_FORMATS, LOG_LEVELS, VERSION, Limits, Settings

_LOG = logging.getLogger("mini")
HELLO = Path(__file__).parent / "hello.py"


class _Commands(click.Group):
    """The commands; some are imported when they are named, since no server waits for them."""

    lazy: ClassVar = {
        "cache": "mini.cli_cache", "config": "mini.cli_config", "init": "mini.cli_init"
    }  # fmt: skip

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *self.lazy])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.lazy:
            found: click.Command = getattr(import_module(self.lazy[cmd_name]), cmd_name)
            return found
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, "--version", prog_name="mini")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Serve Python scripts as web apps."""
    if ctx.invoked_subcommand not in {"run", "hello"}:
        go_on()


_port = click.option(
    "--port", type=click.IntRange(0, 65535), help="Port; by default 8501, or the next free one."
)
_host = click.option("--host", help="Address to listen on; by default 127.0.0.1.")
_headless = click.option("--headless", is_flag=True, help="Open no browser.")
_level = click.option(
    "--log-level", type=click.Choice(LOG_LEVELS),
    help="How much to say in the terminal; by default info.",
)  # fmt: skip

_format = click.option(
    "--log-format", type=click.Choice(LOG_FORMATS),
    help="How the terminal says it: as text, or as one JSON object a line.",
)  # fmt: skip
_production = click.option(
    "--production", is_flag=True,
    help="Show nothing in the page that is for developers; also with MINI_ENV=production.",
)  # fmt: skip


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (_production, _format, _level, _headless, _host, _port):
        command = option(command)
    return command


@main.command(cls=Served)
@click.argument("script", type=click.Path(path_type=Path))
@click.argument("args", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--alias", metavar="NAME", help="Let the script import mini as NAME, such as streamlit."
)
@_options
@click.pass_obj
def run(
    flags: dict[str, Any], /, script: Path, args: tuple[str, ...], alias: str | None,
    production: bool, **short: Any,
) -> None:  # fmt: skip
    """Serve SCRIPT. What follows `--` is given to it in sys.argv.

    Every option of `mini config show` is also a flag: --server.port 8502, --theme.base=dark.
    """
    _serve(script, args, (flags, short), production, alias)


@main.command(cls=Served)
@_options
@click.pass_obj
def hello(flags: dict[str, Any], /, production: bool, **short: Any) -> None:
    """Serve a small example app."""
    _serve(HELLO, (), (flags, short), production)


@main.command()
def version() -> None:
    """Print the version."""
    click.echo(f"mini, version {VERSION}")


@main.command(name="help")
@click.pass_context
def help_(ctx: click.Context) -> None:
    """Print what there is."""
    click.echo(main.get_help(ctx.parent or ctx))


def _is_development(production: bool) -> bool:
    return not production and os.environ.get("MINI_ENV") != "production"


def _serve(
    script: Path, args: tuple[str, ...], given: tuple[dict[str, Any], dict[str, Any]],
    production: bool, alias: str | None = None,
) -> None:  # fmt: skip
    try:
        check_startable(script)
        begin(script.parent, *given)
        _no_tls()
        settings = _settings(_is_development(production))
        json_lines = CONFIG.get("logger.format") == "json"
        speak(settings.log_level, json_lines, CONFIG.get("logger.messageFormat"))
        if alias is not None:
            import_module("mini.session.alias").make(alias).install()
        from mini.server import serve  # noqa: PLC0415  the server is needed by these two commands only

        listening = serve.bind(settings)
    except (StartError, OptionError) as error:
        click.echo(f"mini: {error}", err=True)
        sys.exit(2)
    sys.argv = [str(script), *args]
    port = listening.getsockname()[1]
    CONFIG.settle("server.port", port)
    url = _url(settings, port)
    if json_lines:
        _LOG.info("%s is served at %s from now on.", script.name, url)
    elif not CONFIG.get("logger.hideWelcomeMessage"):
        click.echo(f"  {script.name} is served at {url}\n  Press Ctrl+C to end.")
    if not settings.headless and _has_display():
        import webbrowser  # noqa: PLC0415  costs 12 ms

        webbrowser.open(url)
    serve.serve(Script(script.resolve()), settings, listening)


def _settings(development: bool) -> Settings:
    """What the options settle; raises `OptionError`."""
    get, watcher = CONFIG.get, CONFIG.get("server.fileWatcherType")
    return Settings(
        host=get("server.address") or "127.0.0.1",
        port=None if CONFIG.look("server.port").origin == "default" else get("server.port"),
        headless=get("server.headless"),
        log_level=get("logger.level"),
        watch=watcher != "none",
        poll=watcher == "poll",
        development=development,
        base=_base(get("server.baseUrlPath")),
        static=get("server.enableStaticServing"),
        shown_host=None if CONFIG.look("browser.serverAddress").origin == "default"
        else get("browser.serverAddress"),
        shown_port=get("browser.serverPort"),
        limits=Limits(get("server.maxSessions"), get("server.maxSessionsPerBrowser")),
        readers=tuple(get("server.metricsReaders")),
        proxies=tuple(get("server.trustedProxies")),
    )  # fmt: skip


def _no_tls() -> None:
    """Refuse to serve without the encryption that was asked for."""
    for name in ("server.sslCertFile", "server.sslKeyFile"):
        if CONFIG.get(name) is not None:
            raise OptionError(
                name,
                f"`{name}` is set ({CONFIG.look(name).origin}), and mini serves no TLS itself: the "
                "app would be served without encryption. Put a proxy in front that serves TLS, "
                "such as Caddy or nginx, and remove the option.",
            )


def _base(path: str) -> str:
    parts = [part for part in path.split("/") if part]
    if any(re.fullmatch(r"[\w.~-]+", part, re.ASCII) is None or part == ".." for part in parts):
        raise OptionError(
            "server.baseUrlPath",
            f"`server.baseUrlPath` cannot be {path!r}: it is a path of letters, digits and any of "
            "`-._~`, such as `apps/one`.",
        )
    return "".join(f"/{part}" for part in parts)


def _url(settings: Settings, port: int) -> str:
    local = {"0.0.0.0": "localhost", "::": "localhost", "127.0.0.1": "localhost"}
    shown = settings.shown_host or local.get(settings.host, settings.host)
    path = f"{settings.base}/" if settings.base else ""
    host = f"[{shown}]" if ":" in shown else shown
    return f"http://{host}:{settings.shown_port or port}{path}"


def _has_display() -> bool:
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
