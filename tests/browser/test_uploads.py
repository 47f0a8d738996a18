"""Uploads in a real browser: chosen, dropped, pasted, sent on after a loss, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, settled
from tests.browser.test_gallery import LOOKS, overflow, violations
from tests.serving import Served, serve_source

APP = """
import mini as st

st.title("Uploads")
file = st.file_uploader("A table", type=["csv", "txt"], max_upload_size=2, help="Any table.")
st.text(f"one: {file and (file.name, file.size)}")
many = st.file_uploader("Many", accept_multiple_files=True, key="many")
st.text(f"many: {[each.name for each in many]}")
folder = st.file_uploader("Folder", accept_multiple_files="directory", type="text")
st.text(f"folder: {sorted(each.name for each in folder)}")
st.file_uploader("Never", disabled=True)
with st.popover("Beside"):
    st.file_uploader("In a popover")
with st.form("form", clear_on_submit=True):
    kept = st.file_uploader("In a form")
    st.form_submit_button("Send")
st.text(f"form: {kept and kept.name}")
if st.checkbox("More"):
    st.file_uploader("More files")
st.button("Again")
said = st.chat_input("Say", accept_file="multiple", file_type="txt", accept_audio=True)
if said:
    sound = said.audio and said.audio.type
    st.text(f"said: {said.text!r} {[each.name for each in said.files]} {sound}")
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_source(Path(tmp_path_factory.mktemp("uploads")), APP) as served:
        yield served


def uploader(page: Page, label: str) -> Locator:
    return page.get_by_test_id("stFileUploader").filter(has_text=label)


def choose(page: Page, label: str, *files: Any) -> None:
    uploader(page, label).get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files)


def of(name: str, size: int = 3, kind: str = "text/plain") -> Any:
    return {"name": name, "mimeType": kind, "buffer": b"x" * size}


def says(page: Page, text: str) -> None:
    expect(page.get_by_text(text, exact=True)).to_be_visible()


DROP = """
(zone, names) => {
    const data = new DataTransfer();
    for (const name of names) data.items.add(new File(["abc"], name, {type: "text/plain"}));
    const fire = (type) => zone.dispatchEvent(
        new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
    fire("dragenter");
    const lit = new Promise(requestAnimationFrame).then(() => zone.dataset.over);
    return lit.then((over) => { fire("dragover"); fire("drop"); return over; });
}
"""


def drag_in(page: Page, label: str, path: Path) -> None:
    """Drop what is on the disk, as a file manager does."""
    zone = page.get_by_role("group", name=label, exact=True)
    zone.scroll_into_view_if_needed()
    box = zone.bounding_box() or {"x": 0.0, "y": 0.0}
    data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for step in ("dragEnter", "dragOver", "drop"):
        place = {"x": box["x"] + 20, "y": box["y"] + 20}
        session.send("Input.dispatchDragEvent", {"type": step, "data": data, **place})


PASTE = """
(root) => {
    const data = new DataTransfer();
    data.items.add(new File(["abc"], "pasted.txt", {type: "text/plain"}));
    root.querySelector("button").dispatchEvent(
        new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}
"""


def hold_pieces(page: Page) -> list[Any]:
    """Keep what is in files from the server; gives what is held."""
    held: list[Any] = []

    def hold(route: Any) -> None:
        if route.request.method == "PATCH":
            held.append(route)
        else:
            route.continue_()

    page.route("**/_mini/uploads/*/*", hold)
    return held


def test_a_file_is_chosen_shown_and_removed(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    says(page, "one: None")
    with page.expect_file_chooser() as chosen:
        uploader(page, "A table").get_by_role("button", name="Browse files").click()
    chosen.value.set_files(of("birds.csv", 1536))
    says(page, "one: ('birds.csv', 1536)")
    row = uploader(page, "A table").get_by_test_id("stFileChip")
    expect(row).to_contain_text("birds.csv")
    expect(row).to_contain_text("1.5 KB")
    choose(page, "A table", of("other.txt", 2))
    says(page, "one: ('other.txt', 2)")
    expect(row).to_have_count(1)
    page.get_by_role("button", name="Remove other.txt").click()
    says(page, "one: None")
    expect(row).to_have_count(0)


def test_what_the_widget_does_not_take_is_said_in_words(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    choose(page, "A table", of("birds.exe"))
    expect(uploader(page, "A table")).to_contain_text("Only CSV or TXT can be uploaded here.")
    choose(page, "A table", of("birds.csv", 2 * 1024**2 + 1))
    rows = uploader(page, "A table").get_by_test_id("stFileChip")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("The file is larger than 2 MB.")
    status = uploader(page, "A table").get_by_role("status")
    expect(status).to_have_text("birds.csv: The file is larger than 2 MB.")
    says(page, "one: None")
    choose(page, "A table", of("good.csv"))
    says(page, "one: ('good.csv', 3)")
    expect(rows).to_have_count(1)
    choose(page, "A table", of("worse.exe"))
    expect(rows).to_have_count(2)
    expect(status).to_have_text(
        "good.csv uploaded. worse.exe: Only CSV or TXT can be uploaded here."
    )
    says(page, "one: ('good.csv', 3)")


def test_of_several_where_one_is_wanted_the_first_that_fits_is_taken(
    open_page: Open, served: Served
) -> None:
    page = open_page(served.url)
    zone = uploader(page, "A table").get_by_test_id("stFileUploaderDropzone")
    zone.evaluate(DROP, ["a.exe", "b.csv", "c.csv", "d.csv"])
    says(page, "one: ('b.csv', 3)")
    rows = uploader(page, "A table").get_by_test_id("stFileChip")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("b.csv")
    expect(rows.nth(1)).to_contain_text("Only CSV or TXT can be uploaded here.")
    expect(rows.nth(2)).to_contain_text("2 other files")
    expect(rows.nth(2)).to_contain_text("Only one file can be uploaded here.")


def test_a_folder_where_files_are_wanted_is_no_surprise(
    open_page: Open, served: Served, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/.DS_Store").write_text("x")
    (tmp_path / "photos/a.png").write_text("x")
    page = open_page(served.url)
    drag_in(page, "Many", tmp_path / "photos")
    expect(uploader(page, "Many")).to_contain_text("photos")
    expect(uploader(page, "Many")).to_contain_text("A folder cannot be uploaded here.")
    drag_in(page, "Folder", tmp_path / "photos")
    expect(uploader(page, "Folder")).to_have_count(2)  # one says the word
    rows = uploader(page, "Folder").last.get_by_test_id("stFileChip")
    expect(rows.first).to_contain_text("It has no texts.")
    drag_in(page, "Folder", tmp_path / "empty")
    expect(rows.nth(1)).to_contain_text("There are no files in it.")


def test_what_has_failed_by_chance_is_tried_again(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    full = {"code": "room", "message": "The server has no room for 3 bytes now."}
    page.route("**/_mini/uploads/*", lambda route: route.fulfill(status=507, json=full), times=1)
    choose(page, "Many", of("a.txt"), of("b.txt"))
    many = uploader(page, "Many")
    expect(many).to_contain_text("The server has no room for 3 bytes now.")
    expect(many).to_contain_text("1 file, 3 bytes")
    expect(many).to_contain_text("1 not uploaded")
    says(page, "many: ['b.txt']")
    many.get_by_role("button", name="Try again: a.txt").click()
    says(page, "many: ['a.txt', 'b.txt']")
    expect(many.get_by_role("button", name="Remove a.txt")).to_be_focused()


def test_it_has_room_in_a_popover(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    page.get_by_role("button", name="Beside").click()
    zone = uploader(page, "In a popover").get_by_test_id("stFileUploaderDropzone")
    expect(zone).to_be_visible()
    assert (zone.bounding_box() or {"width": 0})["width"] > 250


def test_files_are_dropped_and_pasted(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    zone = uploader(page, "Many").get_by_test_id("stFileUploaderDropzone")
    assert zone.evaluate(DROP, ["a.txt", "b.txt"]) == "true"
    says(page, "many: ['a.txt', 'b.txt']")
    uploader(page, "Many").evaluate(PASTE)
    says(page, "many: ['a.txt', 'b.txt', 'pasted.txt']")
    expect(zone).to_have_attribute("data-over", "false")
    uploader(page, "Many").get_by_role("button", name="Remove all").click()
    says(page, "many: []")
    never = uploader(page, "Never")
    never.get_by_test_id("stFileUploaderDropzone").evaluate(DROP, ["a.txt"])
    expect(never.get_by_test_id("stFileChip")).to_have_count(0)


def test_a_folder_is_uploaded_with_its_paths(
    open_page: Open, served: Served, tmp_path: Path
) -> None:
    inner = tmp_path / "birds/2026"
    inner.mkdir(parents=True)
    (tmp_path / "birds/a.txt").write_text("a")
    (inner / "b.txt").write_text("b")
    (inner / "c.png").write_text("c")
    page = open_page(served.url)
    field = uploader(page, "Folder").get_by_test_id("stFileUploaderDropzoneInput")
    field.set_input_files(tmp_path / "birds")
    says(page, "folder: ['birds/2026/b.txt', 'birds/a.txt']")


def test_the_keyboard_removes_one_after_the_other(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    choose(page, "Many", of("a"), of("b"), of("c"))
    says(page, "many: ['a', 'b', 'c']")
    page.get_by_role("button", name="Remove b").focus()
    page.keyboard.press("Enter")
    says(page, "many: ['a', 'c']")
    expect(page.get_by_role("button", name="Remove c")).to_be_focused()
    page.keyboard.press("Enter")
    says(page, "many: ['a']")
    expect(page.get_by_role("button", name="Remove a", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    says(page, "many: []")
    browse = uploader(page, "Many").get_by_role("button", name="Browse files")
    expect(browse).to_be_focused()
    choose(page, "Many", of("a"), of("b"))
    says(page, "many: ['a', 'b']")
    uploader(page, "Many").get_by_role("button", name="Remove all").press("Enter")
    expect(browse).to_be_focused()


def test_an_upload_is_cancelled_on_both_sides(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    held = hold_pieces(page)
    choose(page, "Many", of("slow.bin"))
    expect(uploader(page, "Many").get_by_role("progressbar")).to_be_visible()
    while not held:
        page.wait_for_timeout(10)
    with page.expect_response(lambda answer: answer.request.method == "DELETE") as deleted:
        page.get_by_role("button", name="Cancel slow.bin").click()
    assert deleted.value.status == 204
    expect(uploader(page, "Many").get_by_test_id("stFileChip")).to_have_count(0)
    says(page, "many: []")


def test_a_form_waits_for_its_files_and_is_empty_after(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/_mini/uploads/*/*", hold)
    choose(page, "In a form", of("form.txt"))
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    while not held:
        page.wait_for_timeout(10)
    held.pop().continue_()
    page.unroute("**/_mini/uploads/*/*")
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_enabled()
    says(page, "form: None")
    page.get_by_role("button", name="Send", exact=True).click()
    says(page, "form: form.txt")
    expect(uploader(page, "In a form").get_by_test_id("stFileChip")).to_have_count(0)
    drag_in(page, "In a form", Path(__file__).parent)
    expect(uploader(page, "In a form")).to_contain_text("A folder cannot be uploaded here.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(uploader(page, "In a form").get_by_test_id("stFileChip")).to_have_count(0)


def test_it_goes_on_after_a_loss(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    failures = iter(range(1))

    def cut(route: Any) -> None:
        if next(failures, None) is None:
            route.continue_()
        else:
            route.abort("connectionrefused")

    page.route("**/_mini/uploads/**", cut)
    choose(page, "Many", of("long.bin", 1_500_000))
    expect(uploader(page, "Many")).to_contain_text("It goes on by itself.")
    says(page, "many: ['long.bin']")


def test_a_message_takes_files_and_a_recording_along(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    field = page.locator(".stBottom")
    field.get_by_role("button", name="Attach files").wait_for()
    field.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([of("a.txt"), of("b.exe")])
    chips = field.get_by_test_id("stFileChip")
    expect(chips).to_have_count(2)
    expect(chips.nth(1)).to_contain_text("Only TXT can be uploaded here.")
    field.get_by_role("button", name="Remove b.exe").press("Enter")
    expect(field.get_by_role("button", name="Remove a.txt")).to_be_focused()
    field.get_by_test_id("stChatInput").evaluate(PASTE)
    expect(chips).to_have_count(2)
    field.get_by_role("button", name="Record").click()
    field.get_by_role("button", name="Stop recording").click()
    expect(chips).to_have_count(3)
    expect(field.get_by_role("button", name="Send message")).to_be_enabled()
    field.get_by_test_id("stChatInputTextArea").fill("Hello")
    page.keyboard.press("Enter")
    says(page, "said: 'Hello' ['a.txt', 'pasted.txt'] audio/wav")
    expect(chips).to_have_count(0)
    field.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([of("only.txt")])
    field.get_by_role("button", name="Send message").click()
    says(page, "said: '' ['only.txt'] None")


def test_a_message_waits_for_its_files(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    held = hold_pieces(page)
    field = page.locator(".stBottom")
    field.get_by_role("button", name="Attach files").wait_for()
    field.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([of("a.txt"), of("b.exe")])
    text = field.get_by_test_id("stChatInputTextArea")
    waits = field.get_by_text("It is sent as soon as its files have arrived.")
    text.fill("Late")
    text.press("Enter")
    expect(waits).to_be_visible()
    text.press("Escape")
    expect(waits).to_be_hidden()
    expect(text).to_have_value("Late")
    text.press("Enter")
    expect(waits).to_be_visible()
    while not held:
        page.wait_for_timeout(10)
    held.pop().continue_()
    says(page, "said: 'Late' ['a.txt'] None")
    expect(text).to_be_focused()
    # What did not go along stays to say so, until the next message.
    expect(field.get_by_test_id("stFileChip")).to_have_text(["b.exeOnly TXT can be uploaded here."])
    text.fill("Next")
    text.press("Enter")
    says(page, "said: 'Next' [] None")
    expect(field.get_by_test_id("stFileChip")).to_have_count(0)


def test_a_message_whose_file_fails_is_not_sent(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    field = page.locator(".stBottom")
    field.get_by_role("button", name="Attach files").wait_for()
    held = hold_pieces(page)
    field.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([of("a.txt")])
    text = field.get_by_test_id("stChatInputTextArea")
    text.fill("With a file")
    text.press("Enter")
    while not held:
        page.wait_for_timeout(10)
    held.pop().fulfill(status=507, json={"code": "room", "message": "No room."})
    page.unroute_all()
    expect(field.get_by_text("It was not sent, since a file is missing.")).to_be_visible()
    expect(field.get_by_test_id("stFileChip")).to_contain_text("No room.")
    field.get_by_role("button", name="Try again: a.txt").press("Enter")
    expect(field.get_by_text("It was not sent")).to_be_hidden()
    text.press("Enter")
    says(page, "said: 'With a file' ['a.txt'] None")


def test_a_file_stands_until_another_has_arrived(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    choose(page, "A table", of("first.csv"))
    says(page, "one: ('first.csv', 3)")
    held = hold_pieces(page)
    choose(page, "A table", of("second.csv"))
    rows = uploader(page, "A table").get_by_test_id("stFileChip")
    expect(rows).to_contain_text("second.csv")
    page.get_by_role("button", name="Cancel second.csv").click()
    expect(rows).to_contain_text("first.csv")
    page.get_by_role("button", name="Again", exact=True).click()
    settled(page)
    says(page, "one: ('first.csv', 3)")
    choose(page, "A table", of("third.csv"))
    while len(held) < 2:
        page.wait_for_timeout(10)
    held[1].fulfill(status=507, json={"code": "room", "message": "No room."})
    page.unroute_all()
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_contain_text("No room.")
    says(page, "one: ('first.csv', 3)")
    page.get_by_role("button", name="Try again: third.csv").click()
    says(page, "one: ('third.csv', 3)")
    expect(rows).to_have_count(1)


def test_what_takes_files_says_so_while_some_are_dragged(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    zone = uploader(page, "A table").get_by_test_id("stFileUploaderDropzone")
    data = {"items": [], "files": [__file__], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for step in ("dragEnter", "dragOver"):
        session.send("Input.dispatchDragEvent", {"type": step, "data": data, "x": 5, "y": 5})
    expect(zone).to_have_attribute("data-near", "true")
    expect(page.locator(".chat-field.near")).to_have_count(1)
    expect(uploader(page, "Never").locator("[data-near=true]")).to_have_count(0)
    session.send("Input.dispatchDragEvent", {"type": "drop", "data": data, "x": 5, "y": 5})
    expect(zone).to_have_attribute("data-near", "false")


def test_a_server_that_was_restarted_gets_the_files_again(open_page: Open, tmp_path: Path) -> None:
    source = """
import os
import mini as st
st.text(f"process {os.getpid()}")
st.text(f"all: {[each.name for each in st.file_uploader('Files', accept_multiple_files=True)]}")
"""
    with serve_source(tmp_path, source) as first:
        page = open_page(first.url)
        choose(page, "Files", of("a.txt"), of("b.txt", 300_000))
        says(page, "all: ['a.txt', 'b.txt']")
        before = page.get_by_text("process").text_content() or ""
        port = str(urlsplit(first.url).port)
        first.process.kill()
    with serve_source(tmp_path, source, "--port", port):
        expect(page.get_by_text("process")).not_to_have_text(before)
        says(page, "all: ['a.txt', 'b.txt']")
        expect(page.get_by_test_id("stFileChip")).to_have_count(2)
        page.get_by_role("button", name="Remove a.txt").click()
        says(page, "all: ['b.txt']")


def test_a_rerun_keeps_the_files_and_the_focus(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    choose(page, "Many", of("a"), of("b"))
    says(page, "many: ['a', 'b']")
    page.get_by_role("button", name="Remove a", exact=True).focus()
    page.evaluate("document.querySelector('[data-kind=checkbox] input').click()")
    expect(uploader(page, "More files")).to_be_visible()
    expect(page.get_by_role("button", name="Remove a", exact=True)).to_be_focused()
    choose(page, "More files", of("x"))
    expect(uploader(page, "More files").get_by_test_id("stFileChip")).to_have_count(1)
    page.get_by_text("More", exact=True).click()
    expect(uploader(page, "More files")).to_have_count(0)
    settled(page)
    page.get_by_text("More", exact=True).click()
    expect(uploader(page, "More files")).to_be_visible()
    expect(uploader(page, "More files").get_by_test_id("stFileChip")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_it_is_accessible_and_fits(
    open_page: Open, served: Served, width: int, scheme: str
) -> None:
    page = open_page(served.url, width=width, scheme=scheme)
    expect(page.locator(".skeleton")).to_have_count(0)
    assert violations(page) == []
    choose(page, "A table", of("a long name of a file that is wider than a phone can show.exe"))
    choose(page, "Many", *(of(f"{number}.bin") for number in range(12)))
    expect(uploader(page, "Many")).to_contain_text("12 files")
    field = page.locator(".stBottom")
    field.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([of("a.txt"), of("b.exe")])
    expect(field.get_by_test_id("stFileChip")).to_have_count(2)
    says(page, f"many: {[f'{number}.bin' for number in range(12)]}")
    assert violations(page) == []
    assert overflow(page) == 0
