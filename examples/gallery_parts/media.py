"""Pictures, sounds, films, files, links, and pages inside of the page."""

import math

import numpy as np

import mini as st
import mini.components.v1 as components

WAVE = """
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120">
  <rect width="320" height="120" rx="12" fill="#1a5fb4"/>
  <path d="M0 80c40-30 80-30 120 0s80 30 120 0 60-24 80-12v52H0z" fill="#82b8ff"/>
  <circle cx="262" cy="36" r="18" fill="#f0cd5b"/>
</svg>
"""
CLOCK = """
<style>
  body { margin: 0; font: 600 2rem/1.6 system-ui; text-align: center; background: #eceefb; }
  p { margin: 0; padding: 1rem; color: #28318a; }
</style>
<p id="clock">00:00</p>
<script>
  const show = () => { clock.textContent = new Date().toLocaleTimeString(); };
  setInterval(show, 1000);
  show();
</script>
"""
BOX = """
<body style="margin: 0; font: 1rem/56px system-ui; text-align: center; background: #e8f6ed">
  <b>HTML</b> with a height of its own
</body>
"""
PENGUINS = "island,penguins\nBiscoe,168\nDream,124\nTorgersen,52\n"


def dunes(hour: float) -> np.ndarray:
    """Paint dunes under the sky of an hour, as red, green and blue from 0 to 1."""
    y, x = np.mgrid[0:240, 0:480]
    light = max(0.15, math.sin(hour / 24 * math.pi))
    sky = np.stack([0.45 + y / 450, 0.6 + y / 900, 0.95 - y / 900], axis=-1) * light
    for layer, height in enumerate((150, 175, 205)):
        dune = y > height + 14 * np.sin(x / (70 - 14 * layer) + hour + layer)
        sky[dune] = np.array([0.76, 0.55, 0.33]) * light * (1 - 0.22 * layer)
    return np.clip(sky, 0, 1)


def song() -> np.ndarray:
    """Play five notes, at 8,000 samples a second."""
    notes = [np.sin(2 * np.pi * pitch * np.arange(4000) / 8000) for pitch in (262, 294, 330, 392)]
    fade = np.linspace(1, 0, 4000)
    return np.concatenate([note * fade for note in notes])


def show() -> None:
    """Show media in their main variants."""
    st.header("Pictures")
    st.image(dunes(9), caption="Dunes in the **morning**, from an array", alt="Dunes, painted")
    st.image(
        [dunes(hour) for hour in (6, 12, 20)],
        caption=["06:00", "12:00", "20:00"],
        alt=["Dunes at dawn", "Dunes at noon", "Dunes in the evening"],
        width=200,
    )
    st.image(WAVE, width="stretch", caption="An SVG, as wide as the column", alt="A wave")

    st.header("Sounds and films")
    st.audio(song(), sample_rate=8000, alt="Four notes")

    st.header("Files and links")
    with st.container(horizontal=True):
        st.download_button(
            "Save the table", PENGUINS, "penguins.csv", icon=":material/download:", type="primary"
        )
        st.download_button(
            "Made when clicked",
            lambda: "\n".join(f"{n}: {n * n}" for n in range(100)),
            "squares.txt",
            on_click="ignore",
        )
        st.link_button("Read more", "https://example.org", icon=":material/open_in_new:")
        st.link_button("Not now", "https://example.org", disabled=True)

    st.header("Pages in frames")
    st.iframe(CLOCK, alt="A clock")
    components.html(BOX, height=56)
