"""Find a Chromium for the tests, install one where it is missing, and print its path."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
APT = (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"])
MISSING = "The browser tests need Chromium: install `chromium` or Google Chrome, on PATH"


def find() -> str | None:
    """Return the path of an installed Chromium, or of the one that Playwright keeps, or None."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> None:
    """Install Chromium with apt where that is possible, else with Playwright."""
    if shutil.which("apt-get") and os.geteuid() == 0 and all(map(_succeeds, APT)):
        return
    _succeeds([sys.executable, "-m", "playwright", "install", "chromium"])


def _succeeds(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    return done.returncode == 0


def main() -> None:
    """Print the path of a Chromium, which is installed if need be."""
    path = find()
    if not path:
        print("Installing Chromium for the browser tests", file=sys.stderr)
        install()
        path = find()
    print(path or sys.exit(MISSING))


if __name__ == "__main__":
    main()
