"""Chunks of an upload, in any order and size: what is kept, and what is refused."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mini.page.content import Content
from mini.page.uploads import Upload
from mini.run.uploaded_file import UploadedFile
from mini.session.receiving import Gap, Receiving, Surplus

CONTENT = bytes(range(256)) * 3


@given(st.lists(st.tuples(st.integers(0, len(CONTENT) + 9), st.integers(0, 300)), max_size=30))
def test_what_has_arrived_is_always_the_beginning(chunks: list[tuple[int, int]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "1"
        path.touch()
        receiving = Receiving("id", "widget", "name", "type", len(CONTENT))
        receiving.store_in(path)
        for at, size in chunks:
            before, data = receiving.offset, (CONTENT + bytes(400))[at : at + size]
            try:
                receiving.write(at, data)
            except Gap:
                assert at > before
            except Surplus:
                assert at + len(data) > len(CONTENT)
            else:
                assert receiving.offset == max(before, at + len(data))
            assert path.read_bytes() == CONTENT[: receiving.offset]
        receiving.write(receiving.offset, CONTENT[receiving.offset :])
        assert receiving.complete
        assert receiving.content().read().data == CONTENT


def test_a_write_that_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiving = Receiving("id", "widget", "name", "type", 6)
    receiving.store_in(tmp_path / "missing")
    with pytest.raises(OSError, match="missing"):
        receiving.write(0, b"abc")
    assert receiving.offset == 0
    path = tmp_path / "1"
    path.write_bytes(b"left by a write that failed half way")
    receiving.store_in(path)
    receiving.write(0, b"abc")
    receiving.write(3, b"def")
    assert receiving.content().read().data == b"abcdef"


OPERATIONS = st.one_of(
    st.tuples(st.sampled_from(["read", "read1", "readline"]), st.tuples(st.integers(-1, 40))),
    st.tuples(st.just("seek"), st.tuples(st.integers(0, 60), st.just(0))),
    st.tuples(st.just("seek"), st.tuples(st.integers(0, 9), st.sampled_from([1, 2]))),
    st.tuples(st.sampled_from(["tell", "getvalue", "readlines"]), st.just(())),
    st.tuples(st.just("write"), st.tuples(st.binary(max_size=9))),
    st.tuples(st.just("truncate"), st.tuples(st.integers(0, 60))),
)


@given(st.binary(max_size=50), st.lists(OPERATIONS, max_size=12))
def test_an_uploaded_file_does_what_a_bytesio_does(
    content: bytes, operations: list[tuple[str, tuple[object, ...]]]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "1"
        path.write_bytes(content)
        digest = b"digest of " + content
        file = UploadedFile(Upload("id", "name", "type", Content(path, len(content), digest)))
        plain = BytesIO(content)
        for name, args in operations:
            assert getattr(file, name)(*args) == getattr(plain, name)(*args), (name, args)
        assert file.getvalue() == plain.getvalue()
        assert list(file) == list(plain)
