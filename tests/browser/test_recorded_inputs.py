"""The camera and the microphone in a real browser, with devices that Chromium makes up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, until
from tests.browser.test_gallery import LOOKS, overflow, violations
from tests.serving import Served, serve_source

APP = """
import io
import wave
import mini as st
from PIL import Image

st.title("Recorded")
photo = st.camera_input("Badge", resolution="480p")
st.text(f"photo: {photo and (photo.name[:13], photo.type, Image.open(photo).size[1])}")
sound = st.audio_input("Speech", sample_rate=8000)
if sound:
    with wave.open(sound) as told:
        seconds = told.getnframes() / told.getframerate()
        st.text(f"sound: {sound.type} {told.getframerate()} {told.getnchannels()} {seconds > 0.1}")
st.camera_input("No camera", disabled=True)
st.audio_input("No microphone", disabled=True)
with st.expander("Later"):
    st.camera_input("Folded away")
"""
GRANTED = "navigator.permissions.query = async () => ({state: 'granted'});"
ASKED = "navigator.permissions.query = async () => ({state: 'prompt'});"
TRACKS = """
    window.tracks = [];
    const devices = navigator.mediaDevices;
    const give = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wanted) => {
        const stream = await give(wanted);
        tracks.push(...stream.getTracks());
        return stream;
    };
"""
DENIED = """
    navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException("", "NotAllowedError"));
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_source(Path(tmp_path_factory.mktemp("recorded")), APP) as served:
        yield served


def camera_started(page: Page) -> Locator:
    """Start the camera of a page that was opened as `ASKED`."""
    camera = page.get_by_test_id("stCameraInput").first
    camera.get_by_role("button", name="Start camera").click()
    expect(camera.get_by_role("button", name="Take photo")).to_be_enabled()
    return camera


def test_a_photo_is_taken_and_cleared(open_page: Open, served: Served) -> None:
    page = open_page(served.url, script=GRANTED)
    expect(page.get_by_text("photo: None")).to_be_visible()
    camera = page.get_by_test_id("stCameraInput").first
    camera.get_by_role("button", name="Take photo").click()
    expect(page.get_by_text("photo: ('camera-input-', 'image/jpeg', 480)")).to_be_visible()
    expect(camera.get_by_role("img", name="What was taken")).to_be_visible()
    camera.get_by_role("button", name="Clear photo").click()
    expect(page.get_by_text("photo: None")).to_be_visible()
    expect(camera.get_by_role("button", name="Take photo")).to_be_visible()


def test_the_other_camera_is_used(open_page: Open, served: Served) -> None:
    page = open_page(served.url, script=ASKED)
    camera = camera_started(page)
    device = "document.querySelector('video').srcObject?.getVideoTracks()[0]?.label"
    first = page.evaluate(device)
    switch = camera.get_by_role("button", name="Switch camera")
    switch.press("Enter")
    until(page, f"{device} && {device} !== '{first}'")
    expect(camera.get_by_role("button", name="Take photo")).to_be_enabled()
    expect(switch).to_be_focused()


def test_a_camera_that_nobody_sees_is_off(open_page: Open, served: Served) -> None:
    page = open_page(served.url, script=GRANTED + TRACKS)
    on = "tracks.filter((track) => track.readyState === 'live').length"
    until(page, f"{on} === 1")  # not the one that is folded away
    for _ in range(2):
        page.get_by_text("Later").click()
        until(page, f"{on} === 2")
        page.get_by_text("Later").click()
        until(page, f"{on} === 1")


def test_a_recording_is_made_played_and_cleared(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    sound = page.get_by_test_id("stAudioInput").first
    sound.get_by_role("button", name="Record").click()
    expect(sound.get_by_test_id("stAudioInputWaveformTimeCode")).to_have_text("0:01")
    sound.get_by_role("button", name="Stop recording").click()
    expect(page.get_by_text("sound: audio/wav 8000 1 True")).to_be_visible()
    sound.get_by_role("button", name="Play").click()
    until(page, "document.querySelector('.stAudioInput audio').played.length > 0")
    sound.get_by_role("button", name="Clear recording").click()
    expect(page.get_by_text("sound: audio/wav 8000 1 True")).to_have_count(0)
    expect(sound.get_by_role("button", name="Record")).to_be_enabled()


def test_the_keyboard_records_plays_and_clears(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    sound = page.get_by_test_id("stAudioInput").first
    sound.get_by_role("button", name="Record").focus()
    page.keyboard.press("Enter")
    expect(sound.get_by_role("button", name="Stop recording")).to_be_focused()
    page.keyboard.press("Enter")
    expect(sound.get_by_role("button", name="Play")).to_be_focused()
    sound.get_by_role("button", name="Clear recording").press("Enter")
    expect(sound.get_by_role("button", name="Record")).to_be_focused()


def test_a_refusal_says_what_to_do(open_page: Open, served: Served) -> None:
    page = open_page(served.url, script=ASKED + DENIED)
    camera = page.get_by_test_id("stCameraInput").first
    camera.get_by_role("button", name="Start camera").click()
    expect(page.get_by_role("alert")).to_have_text(
        "The browser keeps the camera from this page. Allow it in the site settings, beside the "
        "address, and try again."
    )
    expect(page.get_by_role("button", name="Try again")).to_be_enabled()
    page.get_by_role("button", name="Record").first.click()
    expect(page.get_by_role("alert").nth(1)).to_contain_text("keeps the microphone from this page")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_they_are_accessible_and_fit(
    open_page: Open, served: Served, width: int, scheme: str
) -> None:
    page = open_page(served.url, width=width, scheme=scheme, script=ASKED)
    expect(page.locator(".skeleton")).to_have_count(0)
    assert violations(page) == []
    camera_started(page).get_by_role("button", name="Take photo").click()
    page.get_by_role("button", name="Record").first.click()
    expect(page.get_by_test_id("stAudioInputWaveSurfer")).to_be_visible()
    assert violations(page, ".stAudioInput") == []
    page.get_by_role("button", name="Stop recording").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    assert violations(page) == []
    assert overflow(page) == 0
