"""What users give an app: files, photos and recordings."""

import wave

import pandas as pd
from PIL import Image

import mini as st


def one_file() -> None:
    st.header("One file")
    table = st.file_uploader(
        "A table", type="csv", max_upload_size=20, help="The first line has the names of columns."
    )
    if table is not None:
        st.dataframe(pd.read_csv(table), height=240)
    else:
        st.caption("The file goes to the server's disk, and is deleted with the session.")


def several() -> None:
    st.header("Several, and folders")
    left, right = st.columns(2)
    with left:
        notes = st.file_uploader("Notes", type=["md", "txt"], accept_multiple_files=True)
        st.write(len(notes), "notes with", sum(note.size for note in notes), "bytes")
    with right:
        photos = st.file_uploader("Holiday", type="image", accept_multiple_files="directory")
        st.write(
            len(photos), "photos in", len({p.name.rpartition("/")[0] for p in photos}), "folders"
        )


def in_a_form() -> None:
    st.header("In a form")
    with st.form("report", clear_on_submit=True):
        title = st.text_input("Title", "Ringing day")
        report = st.file_uploader("Report", type="pdf", label_visibility="collapsed")
        sent = st.form_submit_button("Send")
    if sent and report is not None:
        st.success(f"{title}: {report.name} was sent.")
    elif sent:
        st.warning("Choose a report before you send the form.")


@st.cache_data
def colours(file: st.typing.UploadedFile) -> dict[str, int]:
    """Count how often colours stand in a photo; the same photo is looked at once for all users."""
    small = Image.open(file).convert("P", palette=Image.Palette.ADAPTIVE, colors=5).convert("RGB")
    found = small.getcolors(small.width * small.height) or []
    return {f"#{bytes(colour).hex()}": count for count, colour in sorted(found, reverse=True)}


def devices() -> None:
    st.header("Camera and microphone")
    photo = st.camera_input("A photo for your badge", resolution="480p")
    if photo is not None:
        st.bar_chart(colours(photo))
    speech = st.audio_input("A word of greeting", sample_rate=16000)
    if speech is not None:
        with wave.open(speech) as sound:
            st.metric("Length", f"{sound.getnframes() / sound.getframerate():.1f} s")
        st.audio(speech)


def switched_off() -> None:
    st.header("Disabled")
    st.file_uploader("Later", disabled=True)
    st.audio_input("Silence, please", disabled=True)


def show() -> None:
    one_file()
    several()
    in_a_form()
    devices()
    switched_off()
