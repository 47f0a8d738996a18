"""A real nginx with the configuration of docs/deployment.md, on free ports."""

from __future__ import annotations

import os
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tools import nginx as tool

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/deployment.md").read_text()
TRUSTING = "--server.trustedProxies=127.0.0.1"


def blocks(language: str) -> list[str]:
    """Give the blocks of the page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def proxy_lines() -> str:
    """Give what the page puts into `mini_proxy.conf`."""
    start, end = "proxy_http_version", "proxy_send_timeout 120s;"
    text = blocks("nginx")[0]
    return text[text.index(start) : text.index(end) + len(end)]


def free_port() -> int:
    """Give a port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Proxy:
    """A running nginx: its addresses, with and without encryption, and what trusts it."""

    url: str
    plain: str
    certificate: Path
    command: list[str]

    @property
    def tls(self) -> ssl.SSLContext:
        """What takes its certificate."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def reload(self) -> None:
        """Let it read its configuration anew."""
        subprocess.run([*self.command, "-s", "reload"], check=True, capture_output=True)


@contextmanager
def proxied(folder: Path, port: int, locations: str | None = None) -> Iterator[Proxy]:
    """Run nginx before an app, with the page's configuration, or other locations in it."""
    path = tool.find()
    if path is None:
        pytest.skip(tool.MISSING)
    certificate, key = _certificate(folder)
    tls_port, plain_port = free_port(), free_port()
    text = blocks("nginx")[0]
    if locations is not None:
        start = text.index("    location / {")
        text = text[:start] + locations + "}\n"
    for old, new in {
        "listen 443 ssl;": f"listen 127.0.0.1:{tls_port} ssl;",
        "listen 80;": f"listen 127.0.0.1:{plain_port};",
        "/etc/letsencrypt/live/apps.example.org/fullchain.pem": str(certificate),
        "/etc/letsencrypt/live/apps.example.org/privkey.pem": str(key),
        "server 127.0.0.1:8501;": f"server 127.0.0.1:{port};",
        "server_name apps.example.org;": "server_name localhost;",
    }.items():
        assert old in text
        text = text.replace(old, new)
    config = folder / "nginx.conf"
    config.write_text(_AROUND.format(user=_user(), folder=folder, text=text))
    (folder / "mini_proxy.conf").write_text(proxy_lines())
    command = [path, "-p", str(folder), "-c", str(config), "-e", str(folder / "error.log")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr
    with subprocess.Popen(command) as process:
        try:
            _wait(tls_port)
            yield Proxy(
                f"https://localhost:{tls_port}", f"http://localhost:{plain_port}", certificate,
                command,
            )  # fmt: skip
        finally:
            process.terminate()


_AROUND = """
{user}
daemon off;
pid {folder}/nginx.pid;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {text}
}}
"""


def _user() -> str:
    return "user root;" if os.geteuid() == 0 else ""


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


def _wait(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise AssertionError("nginx does not listen")
