"""`make soak`: run the suites in full, print one line of JSON each, and judge their bounds."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time

from tests.soak.suites import Figures, Suite, suites


def ran(suite: Suite, *, short: bool) -> tuple[Figures, list[str]]:
    """Run one suite; give its figures, and what is wrong with them."""
    sizes = suite.short if short else suite.full
    started = time.perf_counter()
    try:
        figures = asyncio.run(suite.run(**sizes))
    except Exception as error:  # noqa: BLE001  the other suites run all the same
        wrong = [f"{type(error).__name__}: {error}"]
        return {"suite": suite.name, **sizes}, wrong
    took = {"took_s": round(time.perf_counter() - started, 1)}
    return {"suite": suite.name, **sizes, **figures, **took}, [] if short else suite.missed(figures)


def main() -> None:
    """Run what the command line names, or all."""
    known = suites()
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(known)}; default: all")
    parser.add_argument("--short", action="store_true", help="the short forms, unjudged")
    options = parser.parse_args()
    if unknown := set(options.names) - set(known):
        parser.error(f"there is no suite {', '.join(sorted(unknown))}")
    failed = False
    for name in options.names or known:
        figures, wrong = ran(known[name], short=options.short)
        failed |= bool(wrong)
        print(json.dumps({**figures, "wrong": wrong} if wrong else figures), flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
