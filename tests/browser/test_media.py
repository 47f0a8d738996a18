"""Pictures, players, files and frames in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settled
from tests.browser.test_gallery import AXE, LOOKS, WATCH, overflow, painted, violations
from tests.serving import serve_source

PICTURES = """
    import mini as st
    import numpy as np

    st.title("Pictures")
    y, x = np.mgrid[0:300, 0:1200]
    sky = np.stack([x / 1200, y / 300, 0.5 + 0 * x], axis=-1)
    st.image(sky, caption="The **sky**", alt="A gradient")
    st.image([sky[:, :300], sky[:, 300:600]], caption=["One", "Two"], width=160)
    st.image(sky, width="stretch", link="/report", alt="Report")
    st.text("below")
    st.session_state.n = st.session_state.get("n", 0) + 1
    st.button("again", key="again")
    st.text(f"Run {st.session_state.n}")
"""


def until(page: Page, condition: str) -> None:
    """Wait until something is so on the page, in a way that its policy does not forbid."""
    page.evaluate(
        "new Promise((done) => { const look = () => (" + condition + ") ? done()"
        " : requestAnimationFrame(look); look() })"
    )


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve_source(tmp_path_factory.mktemp("pictures"), PICTURES) as served:
        yield served.url


def loaded(page: Page, count: int = 4) -> Page:
    """Wait until all pictures have come."""
    expect(page.locator(".stImage img")).to_have_count(count)
    until(
        page,
        "[...document.querySelectorAll('.stImage img')].every((i) => i.complete && i.naturalWidth)",
    )
    painted(page)
    return page


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pictures_are_accessible_and_fit(
    pictures: str, open_page: Open, width: int, scheme: str
) -> None:
    page = loaded(open_page(pictures, width=width, scheme=scheme, script=WATCH))
    assert violations(page) == []
    assert overflow(page) == 0
    assert page.evaluate("shifts.reduce((sum, { value }) => sum + value, 0)") < 0.02
    page.get_by_role("button", name="Fullscreen: A gradient").click()
    dialog = page.get_by_role("dialog", name="A gradient")
    expect(dialog).to_be_visible()
    assert violations(page, "dialog") == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Fullscreen: A gradient")).to_be_focused()
    assert page.evaluate("violated") == []


def test_pictures_have_their_widths(pictures: str, open_page: Open) -> None:
    page = loaded(open_page(pictures))
    widths = page.evaluate(
        "[...document.querySelectorAll('.stImage img')].map((img) => Math.round(img.clientWidth))"
    )
    column = page.locator(".stMainBlockContainer > .stVerticalBlock").bounding_box()
    assert column is not None
    whole = round(column["width"])
    assert widths == [whole, 160, 160, whole]
    link = page.locator(".stImage a")
    expect(link).to_have_attribute("href", "/report")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_fullscreen_goes_through_all_pictures_with_the_keyboard(
    pictures: str, open_page: Open
) -> None:
    page = loaded(open_page(pictures))
    page.get_by_role("button", name="Fullscreen").nth(1).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("1 / 2")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_text("2 / 2")).to_be_visible()
    expect(dialog.locator("figcaption")).to_have_text("Two")
    dialog.get_by_role("button", name="Next picture").click()
    expect(dialog.get_by_text("1 / 2")).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)


def test_a_run_leaves_pictures_as_they_are(pictures: str, open_page: Open) -> None:
    page = loaded(open_page(pictures, script=WATCH))
    page.evaluate("document.querySelectorAll('.stImage img').forEach((img) => { img.marked = 1 })")
    page.evaluate("shifts.length = 0")
    page.evaluate("document.querySelector('.st-key-again button').click()")
    expect(page.get_by_text("Run 2", exact=True)).to_be_visible()
    settled(page)
    assert page.evaluate(
        "[...document.querySelectorAll('.stImage img')].every((img) => img.marked)"
    )
    painted(page)
    assert page.evaluate("shifts") == []


def test_a_picture_that_does_not_come_says_so(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        st.title("Missing")
        st.image("data:image/png;base64,AAAA", alt="A fox")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        expect(page.get_by_text("This picture could not be loaded: A fox")).to_be_visible()
        assert violations(page) == []


# Files and links


SAVES = """
    import time
    import mini as st

    st.title("Files")
    st.session_state.n = st.session_state.get("n", 0) + 1
    st.download_button("Save", f"run {st.session_state.n}", "pingüin 🐧.csv", key="save")
    st.download_button("Quiet", "quiet", "quiet.txt", on_click="ignore")

    def late():
        time.sleep(0.2)
        return b"late"

    st.download_button("Late", late, "late.bin", help="Takes a while")
    st.link_button("Elsewhere", "/livez", help="Another page", shortcut="Ctrl+L")
    st.link_button("Nowhere", "/nowhere", disabled=True)
    st.text(f"Run {st.session_state.n}")
    if st.button("slow", key="slow"):
        time.sleep(1)
        st.text("slept")
"""


@pytest.fixture
def saves(tmp_path: Path) -> Iterator[str]:
    with serve_source(tmp_path, SAVES) as served:
        yield served.url


def save(page: Page, name: str) -> tuple[str, str]:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return download.value.suggested_filename, Path(download.value.path()).read_text()


def test_files_are_saved_with_their_names_also_after_and_during_runs(
    saves: str, open_page: Open
) -> None:
    page = open_page(saves)
    assert save(page, "Save") == ("pingüin 🐧.csv", "run 1")
    expect(page.get_by_text("Run 2", exact=True)).to_be_visible()
    settled(page)
    assert save(page, "Save") == ("pingüin 🐧.csv", "run 2")
    expect(page.get_by_text("Run 3", exact=True)).to_be_visible()
    settled(page)
    assert save(page, "Quiet") == ("quiet.txt", "quiet")
    expect(page.get_by_text("Run 3", exact=True)).to_be_visible()
    page.get_by_role("button", name="slow").click()
    assert save(page, "Quiet") == ("quiet.txt", "quiet")
    expect(page.get_by_text("slept")).to_be_visible()


def test_a_file_that_is_made_late_says_so_while_it_is(saves: str, open_page: Open) -> None:
    page = open_page(saves)
    with page.expect_download() as download:
        page.get_by_role("button", name="Late").click()
        expect(page.get_by_role("status").get_by_text("Making the file…")).to_be_visible()
    assert download.value.suggested_filename == "late.bin"
    expect(page.get_by_text("Making the file…")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_files_and_links_are_accessible(
    saves: str, open_page: Open, width: int, scheme: str
) -> None:
    page = open_page(saves, width=width, scheme=scheme)
    expect(page.get_by_role("link", name="Elsewhere")).to_have_attribute("target", "_blank")
    page.get_by_role("link", name="Elsewhere").hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert violations(page) == []
    assert overflow(page) == 0
    heights = page.evaluate(
        "[...document.querySelectorAll('.button')].map((button) => button.offsetHeight)"
    )
    assert min(heights) >= (44 if width < 640 else 40)


def test_a_link_opens_beside_also_by_its_shortcut(saves: str, open_page: Open) -> None:
    page = open_page(saves)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Elsewhere").click()
    expect(opened.value).to_have_url(f"{saves}/livez")
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+l")
    expect(opened.value).to_have_url(f"{saves}/livez")
    nowhere = page.get_by_role("link", name="Nowhere")
    expect(nowhere).to_have_attribute("aria-disabled", "true")
    expect(nowhere).not_to_have_attribute("href", "/nowhere")


# Players


PLAYS = """
    import mini as st
    import numpy as np

    st.title("Players")
    tone = np.sin(np.arange(8000 * 20) / 5)
    st.audio(tone, sample_rate=8000, alt="A tone", start_time=2, end_time=18)
    import io, wave
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes((tone * 9999).astype("<i2").tobytes())
    words = "WEBVTT\\n\\n00:00.000 --> 00:09.000\\nHello\\n"
    st.video(out.getvalue(), subtitles={"English": words}, alt="A film", autoplay=True, muted=True)
    st.session_state.n = st.session_state.get("n", 0) + 1
    st.button("again", key="again")
    st.text(f"Run {st.session_state.n}")
"""


@pytest.fixture(scope="module")
def plays(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve_source(tmp_path_factory.mktemp("plays"), PLAYS) as served:
        yield served.url


def ready(page: Page) -> Page:
    """Wait until both players know how long theirs is."""
    expect(page.locator("audio, video")).to_have_count(2)
    until(
        page, "[...document.querySelectorAll('audio, video')].every((media) => media.duration > 19)"
    )
    return page


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_players_are_accessible_and_fit(
    plays: str, open_page: Open, width: int, scheme: str
) -> None:
    page = ready(open_page(plays, width=width, scheme=scheme, script=WATCH))
    assert violations(page) == []
    assert overflow(page) == 0
    assert page.evaluate("violated") == []
    expect(page.locator("audio")).to_have_attribute("aria-label", "A tone")
    until(page, "document.querySelector('video').textTracks[0].cues?.length === 1")
    assert page.evaluate("document.querySelector('video').textTracks[0].mode") == "showing"


def test_a_run_neither_restarts_nor_stops_what_plays(plays: str, open_page: Open) -> None:
    page = ready(open_page(plays))
    # Muted, it may start by itself; it does once.
    until(page, "document.querySelector('video').currentTime > 0.2")
    until(page, "document.querySelector('audio').currentTime === 2")
    page.evaluate("document.querySelector('audio').currentTime = 7")
    page.evaluate("document.querySelector('video').pause()")
    before = page.evaluate("document.querySelector('video').currentTime")
    page.get_by_role("button", name="again").click()
    expect(page.get_by_text("Run 2", exact=True)).to_be_visible()
    settled(page)
    assert page.evaluate("document.querySelector('audio').currentTime") == 7
    assert page.evaluate("document.querySelector('video').paused")
    assert page.evaluate("document.querySelector('video').currentTime") == before


def test_what_plays_stops_at_its_end(plays: str, open_page: Open) -> None:
    page = ready(open_page(plays))
    until(page, "document.querySelector('audio').currentTime === 2")
    page.evaluate(
        "(async (audio) => { audio.muted = true; audio.currentTime = 17.8; await audio.play() })"
        "(document.querySelector('audio'))"
    )
    until(page, "document.querySelector('audio').paused")
    assert 18 <= page.evaluate("document.querySelector('audio').currentTime") < 19.5


# Frames


FRAMES = """
    import mini as st
    import mini.components.v1 as components

    st.title("Frames")
    st.iframe("<body style='margin:0'><div style='height:321px'>tall</div>", alt="Tall")
    components.html('''
        <p id="word"></p>
        <script>
          try { word.textContent = parent.document.title } catch { word.textContent = "kept out" }
          try { localStorage.x = 1 } catch { word.textContent += " of all" }
        </script>
    ''', height=90)
    st.iframe('''<body style="min-height:100vh">grows</body>''', alt="Grows")
    st.iframe("data:text/html,<p>data</p>", height=60, alt="Data")
    st.session_state.n = st.session_state.get("n", 0) + 1
    st.button("again", key="again")
    st.text(f"Run {st.session_state.n}")
"""


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve_source(tmp_path_factory.mktemp("frames"), FRAMES) as served:
        yield served.url


def test_a_frame_is_as_high_as_what_it_holds(frames: str, open_page: Open) -> None:
    page = open_page(frames)
    tall = page.get_by_title("Tall")
    expect(tall).to_have_css("height", "321px")
    expect(page.frame_locator("[title=Tall]").get_by_text("tall")).to_be_visible()
    expect(page.get_by_title("Data")).to_have_css("height", "60px")
    expect(page.frame_locator("[title=Data]").get_by_text("data")).to_be_visible()
    expect(page.frame_locator("[title=Grows]").get_by_text("grows")).to_be_visible()
    grown = page.get_by_title("Grows").bounding_box()
    assert grown is not None
    assert grown["height"] < 400


def test_scripts_of_a_frame_run_and_reach_nothing(frames: str, open_page: Open) -> None:
    page = open_page(frames)
    inside = page.frame_locator("[title='Embedded page']")
    expect(inside.get_by_text("kept out of all")).to_be_visible()
    assert page.evaluate("localStorage.x") is None


def test_a_run_leaves_a_frame_alone(frames: str, open_page: Open) -> None:
    page = open_page(frames)
    word = page.frame_locator("[title='Embedded page']").locator("#word")
    expect(word).to_have_text("kept out of all")
    word.evaluate("(node) => { node.textContent = 'typed' }")
    page.get_by_role("button", name="again").click()
    expect(page.get_by_text("Run 2", exact=True)).to_be_visible()
    settled(page)
    expect(word).to_have_text("typed")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_frames_are_accessible_and_fit(
    frames: str, open_page: Open, width: int, scheme: str
) -> None:
    page = open_page(frames, width=width, scheme=scheme)
    expect(page.get_by_title("Tall")).to_have_css("height", "321px")
    page.evaluate(AXE)
    # What is in the frames is the author's, and axe cannot ask them.
    found = page.evaluate("axe.run({ iframes: false }).then(({ violations }) => violations)")
    assert found == []
    assert overflow(page) == 0


# The logo


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_logo_stands_above_the_sidebar_or_the_page(
    tmp_path: Path, open_page: Open, width: int, scheme: str
) -> None:
    source = """
        import mini as st
        st.title("App")
        svg = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"'
        sign = f'<svg {svg}><path d="M0 0h9v3"/></svg>'
        st.logo(sign, icon_image=":material/home:", size="large", link="https://example.org/home")
        st.sidebar.text("below")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url, width=width, scheme=scheme)
        if width < 768:
            expect(page.get_by_test_id("stHeaderLogo")).to_be_visible()
            page.get_by_role("button", name="Open the sidebar").click()
        sign = page.get_by_test_id("stSidebarLogo")
        expect(sign).to_have_attribute("href", "https://example.org/home")
        expect(sign.locator("img")).to_have_css("height", "32px")
        assert violations(page) == []
        page.get_by_role("button", name="Close the sidebar").click()
        expect(page.get_by_test_id("stHeaderLogo").locator("svg")).to_be_visible()
        assert violations(page) == []
