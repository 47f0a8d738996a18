"""A real browser, a real nginx with the configuration of the docs, and an app that is restarted."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.conftest import PATIENCE
from tests.server.proxy import TRUSTING, proxied
from tests.serving import serve_source

SOURCE = """
    import mini as st
    name = st.text_input("name", key="name")
    file = st.file_uploader("file", key="file")
    st.text(f"{name} sent {file.size if file else 0} bytes, {st.context.url}")
"""
SIZE = 12 * 1024 * 1024


def test_typing_uploading_and_a_restart_behind_nginx(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "large.bin").write_bytes(bytes(range(256)) * (SIZE // 256))
    context = browser.new_context(ignore_https_errors=True)
    try:
        with serve_source(tmp_path, SOURCE, TRUSTING) as served:
            port = served.url.rsplit(":", 1)[1]
            with proxied(tmp_path, int(port)) as proxy:
                page = context.new_page()
                page.set_default_timeout(PATIENCE)
                page.goto(proxy.url)
                page.locator("input[type=file]").set_input_files(tmp_path / "large.bin")
                expect(page.get_by_text(f"sent {SIZE} bytes, {proxy.url}/")).to_be_visible()
                page.get_by_label("name").fill("Ada")
                proxy.reload()
                page.get_by_label("name").press("Enter")
                expect(page.get_by_text(f"Ada sent {SIZE} bytes")).to_be_visible()
                page.get_by_label("name").fill("Grace")
                served.process.terminate()
                assert served.process.wait(15) == 0
                expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(0)
                with serve_source(tmp_path, SOURCE, TRUSTING, "--port", port):
                    expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(1)
                    page.get_by_label("name").press("Enter")
                    expect(page.get_by_text("Grace sent")).to_be_visible()
    finally:
        context.close()
