"""`/livez`, `/readyz`, `/metrics`: what those who run a server ask it."""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from mini.testing import Client
from tests.serving import Served, serve_source

SOURCE = """
    import mini as st

    @st.cache_data
    def square(n):
        return n * n

    @st.cache_data(scope="session")
    def own():
        return 1

    st.text(square(3) + own())
    if st.button("count"):
        st.text("counted")
    if st.button("fail"):
        raise ValueError("wanted")
    if st.button("stop"):
        st.stop()
    if st.button("again"):
        st.rerun()
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_source(tmp_path_factory.mktemp("health"), SOURCE) as served:
        yield served


def read(url: str, **headers: str) -> dict[str, float]:
    answer = httpx.get(url + "/metrics", headers=headers)
    assert answer.status_code == 200, answer.text
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def press(url: str, *labels: str) -> Client:
    async def run() -> Client:
        async with asyncio.timeout(60), Client(url) as tab:
            await tab.settled()
            for label in labels:
                await tab.click(next(b for b in tab.all("button") if b.props["label"] == label))
                await tab.settled()
            await tab.send("no message: ö")
            await tab.next("refused")
            return tab

    return asyncio.run(run())


def test_the_metrics_count_what_happens(served: Served) -> None:
    before = read(served.url)
    tab = press(served.url, "count", "again", "stop", "count", "fail")
    after = read(served.url)

    def grown(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert grown("mini_sessions_opened_total") == 1
    assert grown("mini_interactions_total") == 5
    runs = [grown(f"mini_runs_total {how}") for how in ("finished", "failed", "stopped", "rerun")]
    assert runs == [4, 1, 1, 1]
    assert grown("mini_run_seconds_count") == 7
    assert after["mini_run_seconds_bucket +Inf"] == after["mini_run_seconds_count"]
    assert 0 < grown("mini_run_seconds_sum") < 20
    assert grown("mini_refused_total malformed") == 1
    assert grown("mini_socket_bytes_total in") == tab.sent_bytes + len("ö")
    assert grown("mini_socket_bytes_total out") == tab.received_bytes
    assert after["mini_cache_misses_total data"] >= 2
    assert grown("mini_cache_hits_total data") >= 6
    assert after["mini_cache_entries data"] >= 1
    assert after["mini_cache_bytes data"] > 0
    assert after["mini_run_threads"] >= 1
    assert after["mini_runs_going"] == 0
    assert after["mini_interactions_waiting"] == 0
    assert after["mini_sessions_limit"] == 20_000
    assert after["process_resident_memory_bytes"] > 1_000_000


def test_who_is_connected_is_counted(served: Served) -> None:
    async def run() -> None:
        async with asyncio.timeout(60):
            before = await asyncio.to_thread(read, served.url)
            async with Client(served.url) as tab:
                await tab.settled()
                now = await asyncio.to_thread(read, served.url)
                there = now["mini_sessions connected"]
                assert there == before["mini_sessions connected"] + 1
            async with tab:
                await tab.rerun()
                await tab.settled()
                now = await asyncio.to_thread(read, served.url)
                assert now["mini_sessions_resumed_total"] == 1

    asyncio.run(run())


def test_the_format_is_what_the_reader_asks_for(served: Served) -> None:
    answer = httpx.get(served.url + "/metrics", headers={"accept": "application/openmetrics-text"})
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.text.endswith("# EOF\n")


def test_only_those_named_may_read_the_metrics(served: Served, tmp_path: Path) -> None:
    for header in ("x-forwarded-for", "forwarded", "x-real-ip"):
        answer = httpx.get(served.url + "/metrics", headers={header: "127.0.0.1"})
        assert answer.status_code == 403
        assert "`server.metricsReaders`" in answer.text
    flags = "--server.trustedProxies=127.0.0.1", "--server.metricsReaders=10.0.0.0/8"
    with serve_source(tmp_path, SOURCE, *flags) as other:
        for chain, status in {
            "10.1.2.3": 200, "10.1.2.3, 127.0.0.1": 200, "192.0.2.1": 403,
            "10.1.2.3, 192.0.2.1": 403, "unknown": 403, "": 403,
        }.items():  # fmt: skip
            answer = httpx.get(other.url + "/metrics", headers={"x-forwarded-for": chain})
            assert answer.status_code == status, chain
        assert httpx.get(other.url + "/metrics").status_code == 403


def test_it_is_ready_only_with_a_script_that_compiles(tmp_path: Path) -> None:
    with serve_source(tmp_path, SOURCE, "--server.fileWatcherType=none") as served:
        assert httpx.get(served.url + "/readyz").text == "ok"
        served.edit("import mini as st\nif st.button(\n")
        answer = httpx.get(served.url + "/readyz")
        assert answer.status_code == 503
        assert answer.text == "The script does not compile: app.py, line 2: '(' was never closed."
        other = httpx.get(served.url + "/readyz", headers={"x-forwarded-for": "192.0.2.1"})
        assert (other.status_code, other.text) == (503, "The script does not compile.")
        assert httpx.get(served.url + "/livez").status_code == 200
        served.script.unlink()
        answer = httpx.get(served.url + "/readyz")
        assert answer.status_code == 503
        assert answer.text == "The script cannot be read: No such file or directory."
        served.edit(SOURCE)
        assert httpx.get(served.url + "/readyz").status_code == 200


def test_health_is_asked_below_the_base_path(tmp_path: Path) -> None:
    with serve_source(tmp_path, SOURCE, "--server.baseUrlPath=apps/one") as served:
        for path in ("livez", "readyz", "_stcore/health"):
            answer = httpx.get(served.url + path)
            assert (answer.status_code, answer.text) == (200, "ok")
            assert answer.headers["cache-control"] == "no-store"
            assert httpx.head(served.url + path).status_code == 200
        assert httpx.get(served.url + "metrics").status_code == 200


def test_as_many_files_may_be_open_as_the_system_allows() -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    code = (
        "import resource; from mini.server.serve import take_files; "
        "hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]; "
        "resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard)); take_files(); "
        "print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(out.stdout) == min(hard, 1 << 17)


def test_uploads_and_what_is_refused_on_the_way_are_counted(tmp_path: Path) -> None:
    async def run(url: str) -> dict[str, float]:
        async with asyncio.timeout(60), Client(url) as tab, httpx.AsyncClient() as other:
            await tab.settled()
            node = tab.find("file_uploader")
            await tab.set(node, [await tab.upload(node, "a.bin", b"x" * 1000)])
            await tab.settled()
            for headers in ({}, tab.proof):
                address = f"{url}/_mini/uploads/{tab.welcome['media']}"
                await other.post(address, content=b"{", headers=headers)
            await other.get(url, headers={"host": "evil.example"})
            return await asyncio.to_thread(read, url)

    source = "import mini as st\nst.file_uploader('file')\n"
    with serve_source(tmp_path, source) as served:
        now = asyncio.run(run(served.url))
    assert now["mini_uploads kept"] == 1
    assert now["mini_uploads going"] == 0
    assert now["mini_upload_kept_bytes"] == now["mini_upload_bytes_total"] == 1000
    for code in ("host", "token", "upload-malformed"):
        assert now[f"mini_refused_total {code}"] == 1
