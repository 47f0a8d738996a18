"""Find an nginx for the tests, install one with apt where that is possible, and print its path."""

import os
import shutil
import subprocess
import sys

MISSING = "The tests of docs/deployment.md need nginx: install it, on PATH or in /usr/sbin"


def find() -> str | None:
    """Return the path of an installed nginx, or None."""
    return shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


def install() -> None:
    """Install nginx with apt, where this user may."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "nginx-light"],
    ):
        subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )


def main() -> None:
    """Print the path of an nginx, which is installed if need be."""
    if not find():
        print("Installing nginx for the tests", file=sys.stderr)
        install()
    print(find() or MISSING)


if __name__ == "__main__":
    main()
