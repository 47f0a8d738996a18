"""What `make audit` makes of the reports it gets, and that what is pinned is above known holes."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tools import audit

ROOT = Path(__file__).parents[1]
PINS = audit.pins(audit.PINS.read_text())
PAGE = audit.packages(audit.LOCK.read_text())
GOOD = {"starlette": "1.3.1", "pillow": "12.1.1", "h11": "0.16.0", "websockets": "9.1"}
"""The first versions without the holes that are known of these, which `mini` brings along."""
GOOD_PINS = {**GOOD, "python-multipart": "0.0.32", "urllib3": "2.6.3", "jinja2": "3.1.6"}
GOOD_OF_PAGE = {"dompurify": "3.4.17", "vega": "6.2.0"}

WANTED = {"one": "1.0", "two": "2.0"}
CLEAN = {"name": "one", "version": "1.0", "vulns": []}
HOLE = {"id": "CVE-1", "fix_versions": ["2.1"], "aliases": [], "description": "…"}


@pytest.mark.parametrize(
    ("dependencies", "faults"),
    [
        ([CLEAN, {**CLEAN, "name": "Two"}], []),
        (
            [CLEAN, {"name": "two", "version": "2.0", "vulns": [HOLE]}],
            ["two 2.0 has CVE-1; fixed in 2.1"],
        ),
        (
            [{"name": "one", "version": "1.0", "vulns": [{**HOLE, "fix_versions": []}]}],
            [
                "one 1.0 has CVE-1; fixed in no version yet",
                "1 could not be checked, such as two: it is not in the report",
            ],
        ),
        (
            [CLEAN, {"name": "two", "skip_reason": "Not found"}],
            ["1 could not be checked, such as two: Not found"],
        ),
    ],
)
def test_a_hole_and_what_was_skipped_are_faults(dependencies: object, faults: list[str]) -> None:
    report = json.dumps({"dependencies": dependencies, "fixes": []})
    assert list(audit.python_faults(report, "", WANTED)) == faults


def test_a_service_that_does_not_answer_is_a_fault() -> None:
    said = "WARNING: one thing\nERROR: no connection to the service\n"
    expected = ["could not be checked: ERROR: no connection to the service"]
    for report in ("", "not json", "[]", "{}"):
        assert list(audit.python_faults(report, said, WANTED)) == expected
        assert list(audit.npm_faults(report, said, {"a"})) == expected
    assert list(audit.npm_faults("", "", {"a"})) == ["could not be checked: nothing was answered"]


def test_the_report_of_npm_is_held_against_the_lock() -> None:
    hole = {"title": "A hole", "range": "<99"}
    report = {
        "auditReportVersion": 2,
        "vulnerabilities": {
            "dompurify": {"range": "<99", "via": [hole]},
            "vega": {"range": "*", "via": ["dompurify"]},
        },
        "metadata": {"dependencies": {"total": len(PAGE) - 1}},
    }
    assert list(audit.npm_faults(json.dumps(report), "", PAGE)) == [
        "1 could not be checked: they are not in the report",
        "dompurify <99 has A hole",
        "vega * has a part with a hole",
    ]
    report |= {"vulnerabilities": {}, "metadata": {"dependencies": {"total": len(PAGE)}}}
    assert list(audit.npm_faults(json.dumps(report), "", PAGE)) == []
    refused = json.dumps({"message": "405 Method Not Allowed", "error": {}})
    assert list(audit.npm_faults(refused, "npm warn", PAGE)) == [
        "could not be checked: 405 Method Not Allowed"
    ]


def test_what_is_pinned_and_what_is_asked_for_is_above_known_holes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    requirements = [Requirement(text) for text in project["dependencies"]]
    asked = {
        each.name: Version(bound.version)
        for each in requirements
        for bound in each.specifier
        if bound.operator == ">="
    }
    assert {name for name in GOOD if asked[name] < Version(GOOD[name])} == set()
    known = GOOD_PINS.keys() & PINS.keys()
    assert known > GOOD.keys()
    assert {name for name in known if Version(PINS[name]) < Version(GOOD_PINS[name])} == set()
    lock = json.loads(audit.LOCK.read_text())["packages"]
    for name, good in GOOD_OF_PAGE.items():
        found = [path for path in lock if re.search(rf"(^|/)node_modules/{name}$", path)]
        assert found
        assert all(Version(lock[path]["version"]) >= Version(good) for path in found)
