"""Secrets: read, nested, kept from change, and out of sight."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

import mini
from mini.config.config import CONFIG
from mini.config.secrets import SECRETS
from mini.errors import ArgumentError, MissingSecret, MissingSecrets
from mini.testing import AppTest
from tests.config.conftest import write

FILE = """
TOKEN = "top-secret-token"
COUNT = 3
flag = true

[database]
user = "ada"
password = "swordfish-42"
hosts = ["one", "two"]

[database.deep]
x = 1
"""


def test_items_attributes_and_tables(folder: Path) -> None:
    write(folder, ".streamlit/secrets.toml", FILE)
    SECRETS.begin(None)
    secrets = mini.secrets
    assert secrets["TOKEN"] == secrets.TOKEN == "top-secret-token"
    assert secrets["database"]["password"] == secrets.database.password == "swordfish-42"
    assert secrets.database.deep.x == 1
    assert secrets.get("nothing") is None
    assert secrets.get("nothing", 5) == 5
    assert secrets.database.get("nothing", 6) == 6
    assert "TOKEN" in secrets
    assert "nothing" not in secrets
    assert secrets.has_key("COUNT")
    assert list(secrets) == ["TOKEN", "COUNT", "flag", "database"]
    assert len(secrets) == 4
    assert dict(secrets.database) == {**secrets.database}
    assert secrets.to_dict()["database"]["deep"] == {"x": 1}
    assert secrets.database.to_dict()["hosts"] == ["one", "two"]
    secrets.database.hosts.append("three")
    assert secrets.database.hosts == ["one", "two"]
    assert not hasattr(secrets, "nothing")


def test_they_cannot_be_changed(folder: Path) -> None:
    write(folder, ".streamlit/secrets.toml", FILE)
    SECRETS.begin(None)
    for table in (mini.secrets, mini.secrets.database):
        for change in (
            lambda table: table.__setitem__("x", 1),
            lambda table: table.__delitem__("x"),
            lambda table: setattr(table, "x", 1),
            lambda table: delattr(table, "x"),
        ):
            with pytest.raises(TypeError, match=r"Secrets cannot be changed by the app\."):
                change(table)


def test_what_is_missing_says_so(folder: Path) -> None:
    SECRETS.begin(None)
    with pytest.raises(FileNotFoundError, match="There are no secrets: none of these files is"):
        mini.secrets["token"]
    with pytest.raises(AttributeError, match=r"st.secrets has nothing under 'token'\."):
        _ = mini.secrets.token
    assert not hasattr(mini.secrets, "token")
    assert not mini.secrets.load_if_toml_exists()
    assert repr(mini.secrets) == "<secrets: none>"
    write(folder, ".mini/secrets.toml", FILE)
    assert mini.secrets.load_if_toml_exists()
    with pytest.raises(KeyError) as missing:
        mini.secrets["nothing"]
    assert str(missing.value).startswith("st.secrets has nothing under 'nothing'. Add it to")
    with pytest.raises(MissingSecret, match=r"nothing under 'database\.nothing'"):
        _ = mini.secrets.database.nothing


def test_a_broken_file_is_named(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(folder, ".mini/secrets.toml", 'token = "top-secret-token\n')
    SECRETS.begin(None)
    with pytest.raises(
        MissingSecrets, match=r"The secrets cannot be read\. \.mini/secrets\.toml, "
    ):
        mini.secrets["token"]
    assert not mini.secrets.load_if_toml_exists()
    assert "The secrets cannot be read. .mini/secrets.toml, line 1" in caplog.text
    assert "top-secret" not in caplog.text


def test_later_files_count_more_and_top_values_are_in_the_environment(
    folder: Path, tmp_path: Path
) -> None:
    write(tmp_path / "home", ".streamlit/secrets.toml", 'TOKEN = "home"\nother = "kept"\n')
    write(folder, ".mini/secrets.toml", FILE)
    SECRETS.begin(None)
    assert (mini.secrets.TOKEN, mini.secrets.other) == ("top-secret-token", "kept")
    assert (os.environ["TOKEN"], os.environ["COUNT"]) == ("top-secret-token", "3")
    assert "flag" not in os.environ
    assert "database" not in os.environ
    SECRETS.begin(None)
    assert "TOKEN" not in os.environ


def test_files_and_folders_by_option(folder: Path) -> None:
    write(folder, "one.toml", 'token = "one"\n')
    write(folder, "mounted/database/user", "ada\n")
    write(folder, "mounted/database/password", "swordfish-42")
    write(folder, "mounted/key/value", "single")
    CONFIG.begin(None, {"secrets.files": ["one.toml", "mounted", "none.toml"]})
    SECRETS.begin(None)
    assert mini.secrets.to_dict() == {
        "token": "one",
        "database": {"user": "ada", "password": "swordfish-42"},
        "key": "single",
    }
    write(folder, "mounted/loose", "x")
    SECRETS.begin(None)
    with pytest.raises(MissingSecrets, match="mounted/loose is no folder"):
        mini.secrets.to_dict()
    CONFIG.begin(None, {"secrets.files": ["secrets.json"]})
    SECRETS.begin(None)
    with pytest.raises(
        MissingSecrets, match=r"`secrets\.files` names secrets\.json, which is neither"
    ):
        mini.secrets.to_dict()


def test_secrets_from_elsewhere() -> None:
    SECRETS.begin(None)
    mini.secrets.merge_programmatic_secrets({"key": {"a": [1, "x"]}, "PLAIN": "p"})
    assert mini.secrets.key.a == [1, "x"]
    assert os.environ["PLAIN"] == "p"
    with pytest.raises(ArgumentError, match="A secret is a text, a number, true or false"):
        mini.secrets.merge_programmatic_secrets({"key": object()})


APP = """
    import mini as st

    @st.cache_data
    def greeting():
        st.session_state.calls = st.session_state.get("calls", 0) + 1
        return st.secrets["database"]["password"][:5]

    @st.cache_data
    def connect(table):
        return table.user

    st.text(greeting())
    st.text(connect(st.secrets["database"]))
    st.text(repr(st.secrets))
    st.text(repr(st.secrets.database))
    if st.button("fail"):
        raise ValueError(f"cannot log in with {st.secrets.database.password}")
"""


def test_a_saved_file_is_seen_by_the_next_run_also_in_a_cached_function(folder: Path) -> None:
    write(folder, ".mini/secrets.toml", FILE)
    app = AppTest.from_string(APP).run()
    assert app.text.values[:2] == ["sword", "ada"]
    app.run()
    write(folder, ".mini/secrets.toml", FILE.replace("swordfish-42", "mackerel-42"))
    assert app.run().text.values[0] == "macke"


def test_they_are_shown_nowhere(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(folder, ".mini/secrets.toml", FILE)
    app = AppTest.from_string(APP)
    with caplog.at_level(logging.DEBUG):
        app.run()
        app.button[0].click().run()
    assert app.text.values[2:] == [
        "<secrets: 'TOKEN', 'COUNT', 'flag', 'database'>",
        "<secrets database: 'user', 'password', 'hosts', 'deep'>",
    ]
    assert app.exception[0].message == "cannot log in with •••"
    everything = repr(app.main.children) + caplog.text
    assert "swordfish" not in everything
    assert "cannot log in with •••" in caplog.text


def test_app_test_gives_secrets(folder: Path) -> None:
    app = AppTest.from_string("import mini as st\nst.text(st.secrets.word)\n")
    app.secrets["word"] = "given"
    assert app.run().text[0].value == "given"
