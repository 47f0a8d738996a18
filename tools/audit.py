"""Ask whether what is pinned has known holes; fail on one, and on all that could not be asked.

`pip-audit` asks for the Python packages of `requirements-dev.lock`, `npm audit` for those of the
page. Each says what it knows in its own words; here it is held against what is pinned, so that a
package which was left out, a service that does not answer and a report that cannot be read count
as holes, and never as safety.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PINS = ROOT / "requirements-dev.lock"
LOCK = ROOT / "frontend/package-lock.json"
PIP = ("pip-audit", "--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json")
NPM = ("tools/node.py", "npm", "--prefix", "frontend", "audit", "--json")


def pins(text: str) -> dict[str, str]:
    """Read the versions of a file of pins."""
    found = re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)
    return {_plain(name): version for name, version in found}


def packages(text: str) -> set[str]:
    """Read the packages of a lock of npm."""
    return {path for path in json.loads(text)["packages"] if path}


def python_faults(report: str, said: str, wanted: dict[str, str]) -> Iterator[str]:
    """Say what stands against the Python packages."""
    found = _read(report, "dependencies")
    if found is None:
        yield f"could not be checked: {_last(said)}"
        return
    unchecked = dict.fromkeys(wanted, "it is not in the report")
    for package in found["dependencies"]:
        name = _plain(package["name"])
        unchecked.pop(name, None)
        if "skip_reason" in package:
            unchecked[name] = package["skip_reason"]
        for hole in package.get("vulns", ()):
            fixed = ", ".join(hole["fix_versions"]) or "no version yet"
            yield f"{name} {package['version']} has {hole['id']}; fixed in {fixed}"
    if unchecked:
        name, reason = next(iter(unchecked.items()))
        yield f"{len(unchecked)} could not be checked, such as {name}: {reason}"


def npm_faults(report: str, said: str, wanted: set[str]) -> Iterator[str]:
    """Say what stands against the packages of the page."""
    found = _read(report, "auditReportVersion")
    if found is None:
        failed = _read(report, "message")
        yield f"could not be checked: {failed['message'] if failed else _last(said)}"
        return
    checked = found["metadata"]["dependencies"]["total"]
    if checked < len(wanted):
        yield f"{len(wanted) - checked} could not be checked: they are not in the report"
    for name, package in sorted(found["vulnerabilities"].items()):
        holes = [each["title"] for each in package["via"] if isinstance(each, dict)]
        yield f"{name} {package['range']} has {', '.join(holes) or 'a part with a hole'}"


def _read(report: str, part: str) -> dict[str, Any] | None:
    try:
        found = json.loads(report)
    except ValueError:
        return None
    return found if isinstance(found, dict) and part in found else None


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _last(said: str) -> str:
    lines = [line for line in said.splitlines() if "error" in line.lower()] or said.splitlines()
    return lines[0].strip() if lines else "nothing was answered"


def _ask(command: tuple[str, ...], folder: Path) -> tuple[str, str]:
    program = [sys.executable] if command[0].endswith(".py") else []
    program += [str(Path(sys.executable).with_name(command[0]))] if not program else [command[0]]
    done = subprocess.run(
        [*program, *command[1:]],
        cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.stdout, done.stderr


def main() -> None:
    """Ask for all, print what is wrong, and fail if anything is."""
    wanted, page = pins(PINS.read_text()), packages(LOCK.read_text())
    told = {
        f"Python ({len(wanted)} packages)": list(
            python_faults(*_ask((*PIP, "--requirement", str(PINS)), ROOT), wanted)
        ),
        f"npm ({len(page)} packages)": list(npm_faults(*_ask(NPM, ROOT), page)),
    }
    for name, faults in told.items():
        print(f"{name}:", *(faults or ["no known hole"]), sep="\n  ")
    sys.exit(any(told.values()))


if __name__ == "__main__":
    main()
