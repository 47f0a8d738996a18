"""Binds the port and serves an app until it is told to end."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
import sys
from importlib import import_module

import uvicorn

from mini.config.config import CONFIG
from mini.errors import StartError
from mini.server.asgi import make_asgi
from mini.server.ending import Server
from mini.server.protocols import Http, worth_a_line
from mini.session.incoming import most_bytes
from mini.session.script import Script
from mini.settings import DEFAULT_PORT, Settings

SWITCH_INTERVAL = 0.0005
_TRIES = 100
MOST_FILES = 1 << 17
MOST_READ = 16 * 1024 * 1024
"""Bytes of a message that are read at all; what is larger ends its connection."""
PING_EVERY = 20.0
ANSWER_WITHIN = 300.0
"""Seconds for an answer to a ping, which stands in line behind all that was sent before it."""
UNSENT = 128 * 1024
"""Bytes that the operating system takes before it has sent what it has."""
UNACKNOWLEDGED_FOR_MS = 120_000
"""Milliseconds after which a peer whose machine answers nothing is lost."""


def bind(settings: Settings) -> socket.socket:
    """Open the port that was asked for, or the first free one from 8501 on.

    Raises `StartError` where the port is taken or the host is none of this machine.
    """
    if settings.port is not None:
        return _listen(settings.host, settings.port)
    for port in range(DEFAULT_PORT, DEFAULT_PORT + _TRIES):
        try:
            return _listen(settings.host, port)
        except _PortTaken:
            continue
    raise StartError(
        f"The ports {DEFAULT_PORT} to {DEFAULT_PORT + _TRIES - 1} are all in use. "
        "Choose one with --port."
    )


class _PortTaken(StartError):
    pass


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named, so that asyncio turns Nagle's algorithm off: it would hold back the
    # second frame of a run until the browser has acknowledged the first, for 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        tune(listening)
        listening.bind((host, port))
        listening.listen(2048)
    except OSError as error:
        listening.close()
        if error.errno in {98, 48, 10048}:
            raise _PortTaken(
                f"Port {port} is in use. Stop the program that uses it, choose another with "
                "--port, or leave --port out to get the next free one."
            ) from None
        raise StartError(
            f"mini cannot listen on {host!r}, port {port}: {error.strerror or error}. "
            "Choose another --host or --port."
        ) from None
    except OverflowError:
        listening.close()
        raise StartError(f"{port} is no port: choose one from 0 to 65535.") from None
    return listening


def tune(listening: socket.socket) -> None:
    """Set what the connections of a listening socket have in common, where the system knows it."""
    for name, value in (
        ("TCP_NOTSENT_LOWAT", UNSENT),
        ("TCP_USER_TIMEOUT", UNACKNOWLEDGED_FOR_MS),
    ):
        option = getattr(socket, name, None)
        if option is not None:
            listening.setsockopt(socket.IPPROTO_TCP, option, value)


def take_files() -> None:
    """Raise the bound of open files to what this process may have: each page needs one."""
    try:
        resource = import_module("resource")
    except ImportError:  # Windows has no such bound
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def serve(script: Script, settings: Settings, listening: socket.socket) -> None:
    """Serve until the process is told to end."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    take_files()
    logging.getLogger("uvicorn.error").addFilter(worth_a_line)
    Http.within = CONFIG.get("server.headTimeout")
    config = uvicorn.Config(
        make_asgi(script, settings),
        log_level="debug" if settings.log_level == "debug" else "warning",
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        proxy_headers=False,
        http=Http,
        ws=asyncio.Protocol,  # stands for what `Http` loads for the first socket
        ws_ping_interval=CONFIG.get("server.websocketPingInterval") or PING_EVERY,
        ws_ping_timeout=ANSWER_WITHIN,
        ws_per_message_deflate=False,
        ws_max_size=max(MOST_READ, 2 * most_bytes()),
        timeout_graceful_shutdown=2,
    )
    gc.freeze()  # what is imported by now stays, and need not be looked through again
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(Server(config).serve(sockets=[listening]))
