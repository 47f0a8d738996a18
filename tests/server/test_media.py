"""What pages show by address: with ranges, names and types, and never as active content."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mini.server.guard import XSRF_HEADER
from mini.server.media import wanted_range
from mini.testing import Client
from tests.serving import Served, serve_source

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de") + (
    b"\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82"
)
APP = f"""
    import mini as st
    st.image({PNG!r})
    st.image('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    st.dataframe({{"a": [1, 2, 3]}})
"""


class Visit:
    """One visit of an app: what its page shows, and how to fetch it."""

    def __init__(self, served: Served) -> None:
        self.url = served.url
        self.tab = asyncio.run(_opened(served.url))

    def address(self, source: str) -> str:
        return f"{self.url.rstrip('/')}/_mini/media/{self.tab.welcome['media']}/{source}"

    def get(self, source: str, method: str = "GET", **headers: str) -> httpx.Response:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.request(method, self.address(source), headers=names)


async def _opened(url: str) -> Client:
    async with Client(url) as tab:
        return await tab.settled()


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    with serve_source(tmp_path_factory.mktemp("app"), APP) as served:
        yield Visit(served)


def picture(visit: Visit, index: int = 0) -> str:
    return str(visit.tab.find("image", index).props["pictures"][0]["source"])


def test_a_picture_is_given_whole_and_kept_for_good(visit: Visit) -> None:
    answer = visit.get(picture(visit))
    assert answer.status_code == 200
    assert answer.content == PNG
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["accept-ranges"] == "bytes"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    again = visit.get(picture(visit), if_none_match=answer.headers["etag"])
    assert again.status_code == 304
    assert again.content == b""


def test_a_head_gives_the_length_alone(visit: Visit) -> None:
    answer = visit.get(picture(visit), "HEAD")
    assert answer.status_code == 200
    assert answer.headers["content-length"] == str(len(PNG))
    assert answer.content == b""


@pytest.mark.parametrize(
    ("wanted", "start", "stop"),
    [("0-0", 0, 1), ("8-15", 8, 16), ("8-", 8, len(PNG)), ("-5", len(PNG) - 5, len(PNG)),
     ("0-9999", 0, len(PNG)), ("-9999", 0, len(PNG))],
)  # fmt: skip
def test_a_range_is_given_as_such(visit: Visit, wanted: str, start: int, stop: int) -> None:
    answer = visit.get(picture(visit), range=f"bytes={wanted}")
    assert answer.status_code == 206
    assert answer.content == PNG[start:stop]
    assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{len(PNG)}"
    assert answer.headers["content-length"] == str(stop - start)


@pytest.mark.parametrize("wanted", ["bytes=500-", "bytes=500-600", "bytes=-0"])
def test_a_range_beyond_the_end_is_refused(visit: Visit, wanted: str) -> None:
    answer = visit.get(picture(visit), range=wanted)
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(PNG)}"


@pytest.mark.parametrize(
    "wanted",
    ["lines=1-2", "bytes=5-2", "bytes=-", "bytes=0-1,4-5", "x", f"bytes=-{'9' * 5000}"],
)
def test_what_is_no_range_is_answered_with_all(visit: Visit, wanted: str) -> None:
    answer = visit.get(picture(visit), range=wanted)
    assert (answer.status_code, answer.content) == (200, PNG)


def test_a_range_of_an_older_content_is_answered_with_all(visit: Visit) -> None:
    etag = visit.get(picture(visit)).headers["etag"]
    assert visit.get(picture(visit), range="bytes=0-1", if_range=etag).status_code == 206
    assert visit.get(picture(visit), range="bytes=0-1", if_range='"old"').status_code == 200


@given(st.integers(0, 50), st.integers(0, 60), st.integers(0, 60))
def test_ranges_lie_within(length: int, first: int, last: int) -> None:
    for header in (f"bytes={first}-{last}", f"bytes={first}-", f"bytes=-{last}"):
        found = wanted_range(header, length)
        if found is not None and found[0] < found[1]:
            data = bytes(range(length))
            start, stop = found
            assert 0 <= start < stop <= length
            assert len(data[start:stop]) == stop - start


def test_an_svg_by_itself_runs_nothing(visit: Visit) -> None:
    answer = visit.get(picture(visit, 1))
    assert answer.headers["content-type"] == "image/svg+xml"
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert answer.headers.get_list("content-security-policy") == [policy]


def test_only_the_capability_of_the_session_opens_anything(visit: Visit) -> None:
    source = picture(visit)
    address = visit.address(source).replace(visit.tab.welcome["media"], "another")
    assert httpx.get(address).status_code == 404
    gone = visit.get("0" * 32)
    assert (gone.status_code, gone.text) == (404, "This data is not shown any more.")


def test_a_table_is_no_file_and_a_picture_has_no_rows(visit: Visit) -> None:
    table = visit.tab.find("dataframe").props["source"]
    assert visit.get(table).status_code == 404
    rows: Any = visit.get(table + "/rows?start=1&stop=3").json()
    assert rows == {"start": 1, "columns": [[2, 3]]}
    assert visit.get(picture(visit) + "/rows?start=0&stop=1").status_code == 404
    assert visit.get(table + "/rows?start=2").status_code == 400
    assert visit.get(table + "/rows?start=2&stop=9000").status_code == 400


# How long it is there


def test_what_was_replaced_lingers_for_the_browser_that_asks_late(tmp_path: Path) -> None:
    source = """
        import mini as st
        value = st.checkbox("more")
        st.image(bytes(f'<svg viewBox="0 0 {value + 1} 9"></svg>', "ascii"))
    """

    async def moved(url: str) -> tuple[Client, str]:
        async with Client(url) as tab:
            await tab.settled()
            before = tab.find("image").props["pictures"][0]["source"]
            await tab.set(tab.find("checkbox"), True)
            await tab.settled()
            return tab, before

    with serve_source(tmp_path, source) as served:
        visit = Visit(served)
        visit.tab, before = asyncio.run(moved(served.url))
        assert picture(visit) != before
        assert visit.get(before).status_code == 200
        assert visit.get(picture(visit)).status_code == 200


# Files


SAVES = """
    import mini as st
    from mini.run import recordings
    recordings.MOST_HELD = 10
    def made():
        return "made"
    def broken():
        raise ValueError("no data today")
    st.download_button("A", "häl", "pingüin \\N{PENGUIN}.csv")
    st.download_button("B", made, "b.txt")
    st.download_button("C", broken)
    st.download_button("D", "<script>1</script>", "d.html")
    st.video("film.mp4")
    st.iframe("<script>1</script>")
    st.button("E")
    def leaves():
        raise SystemExit(3)
    class Refuses(Exception):
        def __str__(self):
            raise KeyboardInterrupt
    def refuses():
        raise Refuses
    st.download_button("F", leaves)
    st.download_button("G", refuses)
"""
FILM = bytes(range(256)) * 4096


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("saves")
    (folder / "film.mp4").write_bytes(FILM)
    return folder


@pytest.fixture(scope="module")
def saves(folder: Path) -> Iterator[Visit]:
    source = SAVES.replace("film.mp4", str(folder / "film.mp4"))
    with serve_source(folder, source) as served:
        yield Visit(served)


def made(visit: Visit, widget: str) -> httpx.Response:
    token = {XSRF_HEADER: visit.tab.welcome["xsrf"]}
    return httpx.post(visit.address("made"), params={"widget": widget}, headers=token)


def test_a_file_to_be_saved_has_its_name_for_all_browsers(saves: Visit) -> None:
    answer = saves.get(saves.tab.find("download_button", 0).props["source"])
    assert answer.text == "häl"
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"ping_in _.csv\"; filename*=UTF-8''ping%C3%BCin%20%F0%9F%90%A7.csv"
    )


def test_what_could_be_active_is_never_shown_as_a_page(saves: Visit) -> None:
    answer = saves.get(saves.tab.find("download_button", 3).props["source"])
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-security-policy"].startswith("sandbox;")


def test_a_page_for_a_frame_has_an_origin_of_its_own(saves: Visit) -> None:
    answer = saves.get(saves.tab.find("iframe").props["source"])
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    (policy,) = answer.headers.get_list("content-security-policy")
    assert policy.startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in policy


def test_a_file_is_made_when_it_is_asked_for(saves: Visit) -> None:
    answer = made(saves, saves.tab.find("download_button", 1).id or "")
    assert (answer.status_code, answer.text) == (200, "made")
    assert answer.headers["cache-control"] == "no-store"
    assert 'filename="b.txt"' in answer.headers["content-disposition"]


def test_what_cannot_be_made_says_why(saves: Visit) -> None:
    answer = made(saves, saves.tab.find("download_button", 2).id or "")
    assert answer.status_code == 500
    assert answer.text == "The file could not be made: ValueError: no data today"


def test_an_error_that_would_end_the_server_says_why_no_file_was_made(saves: Visit) -> None:
    for number, why in ((4, "SystemExit: 3"), (5, "Refuses: <its message cannot be shown: Keyb")):
        answer = made(saves, saves.tab.find("download_button", number).id or "")
        assert answer.status_code == 500
        assert answer.text.startswith(f"The file could not be made: {why}")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_only_what_is_offered_is_made(saves: Visit) -> None:
    for widget in ("", "$none", saves.tab.find("button").id or ""):
        answer = made(saves, widget)
        assert (answer.status_code, answer.text) == (404, "This file is not offered any more.")


def test_a_large_file_is_streamed_from_where_it_is(saves: Visit) -> None:
    source = saves.tab.find("video").props["source"]
    answer = saves.get(source)
    assert answer.content == FILM
    assert answer.headers["content-type"] == "video/mp4"
    part = saves.get(source, range="bytes=300000-700000")
    assert (part.status_code, part.content) == (206, FILM[300_000:700_001])
    assert saves.get(source, "HEAD").headers["content-length"] == str(len(FILM))


def test_a_file_that_has_changed_or_is_gone_says_so(saves: Visit, folder: Path) -> None:
    source = saves.tab.find("video").props["source"]
    (folder / "film.mp4").write_bytes(b"shorter than before")
    changed = saves.get(source)
    assert changed.status_code == 410
    assert changed.text == "The file that was shown here has changed since."
    (folder / "film.mp4").unlink()
    gone = saves.get(source)
    assert (gone.status_code, gone.text) == (410, "The file that was shown here is gone.")
