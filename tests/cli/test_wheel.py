"""The wheel holds the page: installed in an empty environment, without Node, it serves an app."""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.request
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(240)
def test_an_installed_wheel_serves_the_page(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(tmp_path)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    environment = tmp_path / "env"
    venv.create(environment, with_pip=True)
    python = environment / "bin/python"
    # What the wheel needs is installed beside the tests already; only the wheel itself is new.
    subprocess.run(
        [python, "-m", "pip", "install", "-qq", "--no-deps", "--no-index", str(wheel)], check=True
    )
    paths = [path for path in sys.path if path.endswith("site-packages")]
    (
        environment / "lib" / f"python3.{sys.version_info.minor}" / "site-packages/deps.pth"
    ).write_text("\n".join(paths))
    app = tmp_path / "app.py"
    app.write_text("import mini as st\nst.text('hello')\n")
    process = subprocess.Popen(
        [environment / "bin/mini", "run", str(app), "--headless", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={"PATH": ""}, cwd=tmp_path,
    )  # fmt: skip
    with process:
        try:
            assert process.stdout is not None
            url = re.search(r"http://\S+", process.stdout.readline())
            assert url is not None
            with urllib.request.urlopen(url[0]) as answer:
                page = answer.read().decode()
            script = re.search(r'src="\./(assets/[^"]+\.js)"', page)
            assert script is not None
            with urllib.request.urlopen(f"{url[0]}/{script[1]}") as answer:
                assert "javascript" in answer.headers["content-type"]
                assert b"import" in answer.read()
        finally:
            process.terminate()
