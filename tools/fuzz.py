"""Tries the decoders with bytes that atheris makes up, guided by which lines they reach.

`python tools/fuzz.py` runs for a minute, `python tools/fuzz.py 600` for so many seconds. It ends
with an error, and the bytes, when a decoder raises what it does not promise.
"""

from __future__ import annotations

import contextlib
import importlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ATHERIS = "atheris==3.0.0"
SECONDS = 60
SEEDS = [
    b'\0{"type":"hello","path":"/","timezone":"Europe/Berlin"}',
    b'\0{"type":"interact","cseq":1,"values":{"a":[1,{"b":null}]},"trigger":{"id":"x"}}',
    b"\1localhost:8501", b"\1[::1]:8501", b"\2https://app.example.com:8443",
    b"\3bytes=0-99", b"\4name of a file.csv", b"\5<svg width='9' viewBox='0 0 9 9'>",
    b"\6192.0.2.7, 10.0.0.1", b"\7https://*.example.com",
]  # fmt: skip


def loaded() -> Any:
    """Give atheris, installed where it has to be; None where there is none for this Python."""
    with contextlib.suppress(ImportError):
        return importlib.import_module("atheris")
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--no-input", "--only-binary=:all:"]
    if subprocess.run([*pip, ATHERIS], capture_output=True, check=False).returncode == 0:
        importlib.invalidate_caches()
        return importlib.import_module("atheris")
    return None


def decoders(atheris: Any) -> list[Any]:
    """Give what takes the bytes of others, each with the errors that it promises taken care of."""
    with atheris.instrument_imports(include=["mini"]):
        inbound = importlib.import_module("mini.server.inbound")
        origins = importlib.import_module("mini.config.origins")
        media = importlib.import_module("mini.server.media")
        reach = importlib.import_module("mini.server.reach")
        pictures = importlib.import_module("mini.run.pictures")
    networks = reach.Networks(["10.0.0.0/8"])

    def message(data: bytes) -> None:
        with contextlib.suppress(inbound.NoMessage):
            inbound.read(data.decode(errors="replace"))

    def picture(data: bytes) -> None:
        if pictures._is_svg(data):
            pictures._svg(data)

    def header(read: Any) -> Any:
        return lambda data: read(data.decode("latin-1"))

    def saved(data: bytes) -> None:
        media.disposition(data.decode(errors="surrogateescape")).encode("latin-1")

    return [
        message, header(origins.read_host), header(origins.read_origin),
        header(lambda text: media.wanted_range(text, 1000)), saved, picture,
        header(networks.__contains__), header(origins.read_pattern),
    ]  # fmt: skip


def main() -> None:
    """Fuzz until the time is over; the process ends in atheris."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    atheris = loaded()
    if atheris is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        print(f"There is no atheris for Python {version} here: the decoders were NOT fuzzed.")
        return
    targets = decoders(atheris)

    def one(data: bytes) -> None:
        if data:
            targets[data[0] % len(targets)](data[1:])

    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(SEEDS):
            (Path(folder) / str(number)).write_bytes(seed)
        flags = [f"-max_total_time={seconds}", "-max_len=4096", "-timeout=5", "-verbosity=0"]
        atheris.Setup([sys.argv[0], folder, *flags, f"-artifact_prefix={folder}/"], one)
        print(f"Fuzzing the decoders for {seconds} s")
        sys.stdout.flush()
        atheris.Fuzz()


if __name__ == "__main__":
    main()
