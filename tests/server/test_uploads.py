"""Uploads over a real socket: what arrives, what is refused, and what is deleted."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest

from mini.testing import Client
from mini.testing.browser_tree import ShownNode
from mini.testing.uploading import Answer, Refused, ask
from tests.security.raw import exchange
from tests.serving import Served, serve_source

APP = """
import hashlib
import mini as st

st.session_state.setdefault("kept", None)
file = st.file_uploader("One", type=["bin", "csv"], max_upload_size=3)
if file is not None:
    content = file.getvalue()
    st.text(f"{file.name} {file.type} {file.size} {hashlib.sha256(content).hexdigest()}")
many = st.file_uploader("Many", accept_multiple_files=True, key="many")
st.text(sorted(each.name for each in many))
if kinds := st.file_uploader("Kinds", accept_multiple_files=True):
    st.text(sorted((each.name, each.type) for each in kinds))
said = st.chat_input("Say")
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server puts temporary files."""
    return Path(tmp_path_factory.mktemp("disk"))


@pytest.fixture(scope="module")
def served(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    dead = folder / "mini-uploads-dead"
    dead.mkdir()
    (dead / "lock").touch()
    (dead / "1").write_bytes(b"left behind")
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(folder)
    try:
        with serve_source(Path(tmp_path_factory.mktemp("app")), APP) as served:
            yield served
    finally:
        os.environ.pop("TMPDIR") if before is None else os.environ.update(TMPDIR=before)
    assert list(folder.glob("mini-uploads-*")) == []


@asynccontextmanager
async def opened(served: Served) -> AsyncIterator[Client]:
    async with Client(served.url) as tab:
        await tab.settled()
        yield tab


def base(tab: Client) -> str:
    return f"{tab.url.rstrip('/')}/_mini/uploads/{tab.welcome['media']}"


def texts(tab: Client) -> list[str]:
    return [node.props["body"] for node in tab.all("text")]


def stored(folder: Path) -> list[Path]:
    """The files of uploads on the disk."""
    return [path for path in folder.glob("mini-uploads-*/*") if path.name != "lock"]


async def begin(tab: Client, node: ShownNode, size: int, name: str = "a.bin") -> Answer:
    offer = {"widget": node.id, "name": name, "size": size}
    return await ask(base(tab), "POST", msgspec.json.encode(offer), tab.proof)


async def patch(tab: Client, upload: str, at: Any, data: bytes) -> Answer:
    headers = tab.proof | {"upload-offset": str(at)}
    return await ask(f"{base(tab)}/{upload}", "PATCH", data, headers)


def test_a_file_arrives_as_it_is(served: Served) -> None:
    content = os.urandom(2_500_000)

    async def main() -> None:
        async with opened(served) as tab:
            node = tab.find("file_uploader")
            id_ = await tab.upload(node, "päng.bin", content, "x/y", chunk=700_001)
            await tab.set(node, [id_])
            await tab.settled()
            digest = hashlib.sha256(content).hexdigest()
            assert texts(tab)[0] == f"päng.bin x/y {len(content)} {digest}"

    asyncio.run(main())


def test_a_file_without_a_type_has_that_of_its_ending(served: Served) -> None:
    """Browsers give none for many files that apps deal in."""
    kinds = {
        "a.parquet": "application/vnd.apache.parquet",
        "a.feather": "application/vnd.apache.arrow.file",
        "a.ipynb": "application/x-ipynb+json",
        "B.HEIC": "image/heic",
        "b.avif": "image/avif",
        "table.csv.gz": "application/gzip",
        "none": "application/octet-stream",
    }

    async def main() -> None:
        async with opened(served) as tab:
            node = tab.find("file_uploader", 2)
            found = [await tab.upload(node, name, b"x", "") for name in kinds]
            await tab.set(node, found)
            await tab.settled()
            assert texts(tab)[-1] == f"{sorted(kinds.items())}"

    asyncio.run(main())


def test_chunks_may_come_again_and_overlap_but_leave_no_gap(served: Served) -> None:
    content = os.urandom(1000)

    async def main() -> None:
        async with opened(served) as tab:
            node = tab.find("file_uploader")
            upload = (await begin(tab, node, 1000)).told["upload"]
            assert (await patch(tab, upload, 0, content[:400])).told["offset"] == 400
            assert (await patch(tab, upload, 0, content[:400])).told["offset"] == 400
            gap = await patch(tab, upload, 401, content[401:500])
            assert (gap.status, gap.told["code"]) == (409, "gap")
            assert (await ask(f"{base(tab)}/{upload}")).told["offset"] == 400
            assert (await patch(tab, upload, 300, content[300:600])).told["offset"] == 600
            both = [patch(tab, upload, 600, content[600:]) for _ in range(4)]
            told = [answer.told for answer in await asyncio.gather(*both)]
            (id_,) = {each["file"]["id"] for each in told}
            again = await patch(tab, upload, 900, content[900:])
            assert again.told["file"] == {
                "id": id_, "name": "a.bin", "type": "application/octet-stream", "size": 1000,
            }  # fmt: skip
            await tab.set(node, [id_])
            await tab.settled()
            assert texts(tab)[0].endswith(hashlib.sha256(content).hexdigest())

    asyncio.run(main())


def test_what_came_before_a_cut_stays(served: Served) -> None:
    async def main() -> None:
        async with opened(served) as tab:
            node = tab.find("file_uploader")
            upload = (await begin(tab, node, 1000)).told["upload"]
            parts = urlsplit(base(tab))
            reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
            extra = "".join(f"{name}: {value}\r\n" for name, value in tab.proof.items())
            head = f"PATCH {parts.path}/{upload} HTTP/1.1\r\nhost: {parts.netloc}\r\n"
            head += f"origin: http://{parts.netloc}\r\n{extra}upload-offset: 0\r\n"
            writer.write(f"{head}content-length: 1000\r\n\r\n".encode() + b"x" * 300)
            await writer.drain()
            writer.close()
            for _ in range(1000):
                if (await ask(f"{base(tab)}/{upload}")).told["offset"] == 300:
                    break
            done = await patch(tab, upload, 300, b"x" * 700)
            assert done.told["file"]["size"] == 1000
            del reader

    asyncio.run(main())


@pytest.mark.parametrize(
    ("name", "size", "status", "code", "sentence"),
    [
        ("a.exe", 1, 415, "type", "The file is of another type than is wanted here: .bin, .csv."),
        ("a.bin", 3 * 1024**2 + 1, 413, "size", "The file is larger than 3 MB."),
        ("a.bin", -1, 400, "malformed", "A file has no less than 0 bytes."),
    ],
)  # fmt: skip
def test_what_is_refused_at_once(
    served: Served, name: str, size: int, status: int, code: str, sentence: str
) -> None:
    async def main() -> None:
        async with opened(served) as tab:
            answer = await begin(tab, tab.find("file_uploader"), size, name)
            assert (answer.status, answer.told) == (status, {"code": code, "message": sentence})

    asyncio.run(main())


def test_a_size_that_lies_is_noticed(served: Served, folder: Path) -> None:
    async def main() -> None:
        async with opened(served) as tab:
            before = len(stored(folder))
            upload = (await begin(tab, tab.find("file_uploader"), 10)).told["upload"]
            answer = await patch(tab, upload, 0, b"x" * 11)
            assert answer.status == 413
            sentence = "The file is larger than it was said to be. Choose it again."
            assert answer.told["message"] == sentence
            again = await ask(f"{base(tab)}/{upload}")
            assert again.told == answer.told
            assert len(stored(folder)) == before

    asyncio.run(main())


def test_what_is_malformed_is_said(served: Served) -> None:
    async def main() -> None:
        async with opened(served) as tab:
            upload = (await begin(tab, tab.find("file_uploader"), 10)).told["upload"]
            for at in ("", "x", "-1"):
                answer = await patch(tab, upload, at, b"x")
                assert answer.told["message"].startswith("The header `upload-offset` says")
            answer = await ask(base(tab), "POST", b"{", tab.proof)
            assert answer.told["message"].startswith("This is no offer of a file: ")
            answer = await ask(base(tab), "POST", b" " * 70_000, tab.proof)
            assert answer.told["message"] == "What is said of a file is too long."
            unknown = {"widget": "no", "name": "a", "size": 1}
            answer = await ask(base(tab), "POST", msgspec.json.encode(unknown), tab.proof)
            assert answer.told["message"] == "The page does not ask for this file any more."
            assert (await begin(tab, tab.find("chat_input"), 1)).told["code"] == "widget"

    asyncio.run(main())


def test_an_offer_that_breaks_off_is_no_error_of_the_server(served: Served) -> None:
    async def body() -> None:
        async with opened(served) as tab:
            path = f"/_mini/uploads/{tab.welcome['media']}"
            token = f"X-Xsrftoken: {tab.welcome['xsrf']}"
            head = [f"POST {path} HTTP/1.1", f"Host: {urlsplit(served.url).netloc}", token]
            lines = [*head, "Transfer-Encoding: chunked", "", "ZZ", ""]
            request = "\r\n".join(lines).encode()
            answer = await asyncio.to_thread(exchange, served.url, request)
            assert answer.startswith(b"HTTP/1.1 400 ")
            await tab.rerun()
            await tab.settled()
            assert "Traceback" not in served.output

    asyncio.run(body())


def test_nobody_finds_the_uploads_of_another_session(served: Served) -> None:
    async def main() -> None:
        async with opened(served) as one, opened(served) as two:
            node = one.find("file_uploader")
            upload = (await begin(one, node, 10)).told["upload"]
            id_ = await one.upload(node, "a.bin", b"secret")
            await one.set(node, [id_])
            await one.settled()
            assert "a.bin" in texts(one)[0]
            for name in (upload, id_, "..", "%2e%2e%2flock", "1"):
                for method in ("GET", "PATCH", "DELETE"):
                    headers = two.proof | {"upload-offset": "0"}
                    answer = await ask(f"{base(two)}/{name}", method, b"x", headers)
                    assert answer.status in {400, 404, 405}, (name, method)
            for path in ("nobody", f"nobody/{upload}"):
                url = f"{two.url.rstrip('/')}/_mini/uploads/{path}"
                assert (await ask(url, "GET" if "/" in path else "POST")).status == 404
            await two.set(two.find("file_uploader"), [id_])
            await two.settled()
            assert texts(two) == ["[]"]
            await one.rerun()
            await one.settled()
            assert "a.bin" in texts(one)[0]

    asyncio.run(main())


def test_files_are_deleted_when_no_widget_has_them(served: Served, folder: Path) -> None:
    async def main() -> None:
        async with opened(served) as tab:
            before = len(stored(folder))
            node = tab.find("file_uploader", 1)
            ids = [await tab.upload(node, f"{n}.bin", b"x" * n) for n in range(4)]
            assert len(stored(folder)) == before + 4
            await tab.set(node, ids[:3])
            await tab.settled()
            assert texts(tab) == ["['0.bin', '1.bin', '2.bin']"]
            # One that no value has is deleted at once, one that is in use with its value.
            for id_, left in ((ids[3], 3), (ids[0], 3)):
                answer = await ask(f"{base(tab)}/{id_}", "DELETE", b"", tab.proof)
                assert (answer.status, len(stored(folder))) == (204, before + left)
            await tab.set(node, ids[1:2])
            await tab.settled()
            assert len(stored(folder)) == before + 1
            await tab.set(node, [])
            await tab.settled()
            assert len(stored(folder)) == before

    asyncio.run(main())


def test_an_upload_that_is_taken_back_is_gone(served: Served, folder: Path) -> None:
    async def main() -> None:
        async with opened(served) as tab:
            before = len(stored(folder))
            upload = (await begin(tab, tab.find("file_uploader"), 10)).told["upload"]
            await patch(tab, upload, 0, b"12345")
            assert len(stored(folder)) == before + 1
            url = f"{base(tab)}/{upload}"
            assert (await ask(url, "DELETE", b"", tab.proof)).status == 204
            assert (await ask(url, "DELETE", b"", tab.proof)).status == 404
            assert (await patch(tab, upload, 5, b"67890")).status == 404
            assert len(stored(folder)) == before

    asyncio.run(main())


def test_many_at_once_and_too_many(served: Served) -> None:
    async def main() -> None:
        async with opened(served) as tab:
            node = tab.find("file_uploader", 1)
            ids = await asyncio.gather(
                *(tab.upload(node, f"{n:02}.bin", os.urandom(50_000)) for n in range(20))
            )
            await tab.set(node, ids)
            await tab.settled()
            assert texts(tab) == [str([f"{n:02}.bin" for n in range(20)])]
            answers = [await begin(tab, node, 5) for _ in range(65)]
            assert [answer.status for answer in answers] == [201] * 64 + [429]
            sentence = "Too many files are on their way at once. Wait for some of them."
            assert answers[-1].told["message"] == sentence
            with pytest.raises(Refused, match="429"):
                await tab.upload(node, "x.bin", b"")

    asyncio.run(main())


FULL = """
import resource
import mini as st

st.file_uploader("One")
if st.checkbox("Full"):
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024 * 1024, hard))
"""


async def emptied(folder: Path) -> None:
    """Wait until no upload is on the disk."""
    async with asyncio.timeout(60):
        while stored(folder):  # noqa: ASYNC110  (the disk tells nobody)
            await asyncio.sleep(0.02)


def test_nothing_is_left_of_a_session_of_a_full_disk_or_of_a_killed_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    monkeypatch.setenv("TMPDIR", str(disk))

    async def leave(served: Served) -> None:
        async with opened(served) as tab:
            id_ = await tab.upload(tab.find("file_uploader"), "a", b"1")
            await tab.set(tab.find("file_uploader"), [id_])
            await tab.settled()
            await begin(tab, tab.find("file_uploader"), 10)
            assert len(stored(disk)) == 2
        await emptied(disk)

    async def fill(served: Served) -> None:
        async with opened(served) as tab:
            await tab.set(tab.find("checkbox"), True)
            await tab.settled()
            node = tab.find("file_uploader")
            with pytest.raises(Refused) as refused:
                await tab.upload(node, "a", os.urandom(3 * 1024**2))
            assert refused.value.answer.status == 507
            sentence = "The server has no room for 3 MB now. Try it again later."
            assert refused.value.answer.told == {"code": "room", "message": sentence}
            assert stored(disk) == []
            await tab.upload(node, "b", b"small")
            assert len(stored(disk)) == 1

    with serve_source(tmp_path, FULL, "--server.disconnectedSessionTTL=1") as served:
        asyncio.run(leave(served))
        asyncio.run(fill(served))
        asyncio.run(emptied(disk))

        async def hold() -> None:
            async with opened(served) as tab:
                await tab.upload(tab.find("file_uploader"), "a", b"1")
                served.process.kill()

        asyncio.run(hold())
        served.process.wait(30)
    assert len(stored(disk)) == 1
    with serve_source(tmp_path, FULL):
        asyncio.run(emptied(disk))
