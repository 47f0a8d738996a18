"""Which files are the app's own."""

from __future__ import annotations

from pathlib import Path

import mini
from mini.session.modules import AppModules


def test_the_files_of_the_folder_are_the_apps_own(tmp_path: Path) -> None:
    modules = AppModules(tmp_path)
    assert modules.owns(tmp_path / "helpers.py")
    assert modules.owns(tmp_path / "package/inner.py")
    assert not modules.owns(tmp_path / "lib/site-packages/other.py")
    assert not modules.owns(tmp_path.parent / "beside.py")


def test_mini_itself_is_never_the_apps_own_also_where_it_lies_in_its_folder() -> None:
    package = Path(mini.__file__).parent
    modules = AppModules(package.parent.parent)
    assert not modules.owns(package / "caching/decorate.py")
    assert modules.find_spec("mini.caching.decorate", [str(package / "caching")]) is None
