"""Puts what is hostile into every place that takes a text, an address, or a specification.

`?slot=NAME` puts all payloads into one place; without it each of them goes into one place in turn.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mini as st
from tests.security.payloads import PAYLOADS

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
Slot = Callable[[str, str], object]


class Documented:
    """An object whose help is hostile."""


def inside(place: Any, text: str) -> None:
    place.text(text)


def help_of(text: str, _: str) -> None:
    st.help(type("Documented", (), {"__doc__": text, "method": lambda self: None}))


def exception(text: str, _: str) -> None:
    try:
        raise ValueError(text)
    except ValueError as error:
        st.exception(error)


def stream(text: str, _: str) -> None:
    st.write_stream(iter([text[:5], text[5:]]))


def status(text: str, _: str) -> None:
    with st.status(text) as shown:
        shown.update(label=text)


def dialog(text: str, _: str) -> None:
    @st.dialog(text or "none")
    def opened() -> None:
        st.markdown(text)

    with contextlib.suppress(st.errors.PlacementError):
        opened()


def config(text: str, _: str) -> None:
    st.set_page_config(text, menu_items={"About": text})
    with contextlib.suppress(ValueError):
        st.set_page_config(menu_items={"Get help": text})


def chart(kind: str) -> Slot:
    return lambda text, _: getattr(st, kind)(
        {text: [1, 2], "y": [3, 1]}, x_label=text, y_label=text
    )


def vega(text: str, _: str) -> None:
    st.vega_lite_chart(
        {text: ["a", text], "b": [1, 2]},
        {
            "title": {"text": text, "href": text} if len(text) % 2 else text,
            "mark": {"type": "point", "tooltip": True, "href": text},
            "encoding": {
                "x": {"field": text.replace(".", "").replace("[", ""), "type": "nominal"},
                "y": {"field": "b", "type": "quantitative", "axis": {"labelExpr": "datum.label"}},
                "href": {"value": text},
                "url": {"value": text},
                "tooltip": {"value": text},
            },
            "usermeta": {"embedOptions": {"loader": {"baseURL": text}}},
        },
    )


def plotly(text: str, _: str) -> None:
    hover = [text, "x"]
    st.plotly_chart(
        {
            "data": [
                {"type": "bar", "x": [text, "b"], "y": [1, 2], "name": text, "hovertext": hover}
            ],
            "layout": {
                "title": {"text": f'<a href="{text}">{text}</a>'},
                "annotations": [{"text": text, "x": 0, "y": 1}],
                "images": [{"source": text, "x": 0, "y": 1}],
            },
        }
    )


def form(text: str, key: str) -> None:
    with st.form(key + text[:20]):
        st.form_submit_button(text, help=text)


SLOTS: dict[str, Slot] = {
    "text": lambda text, _: st.text(text, help=text),
    "markdown": lambda text, _: st.markdown(text, help=text),
    "markdown_html": lambda text, _: st.markdown(text, unsafe_allow_html=True),
    "html": lambda text, _: st.html(text or "x"),
    "html_script": lambda text, _: st.html(text or "x", unsafe_allow_javascript=True),
    "write": lambda text, _: st.write(text, {text: text}, [text]),
    "write_stream": stream,
    "caption": lambda text, _: st.caption(text, unsafe_allow_html=True, help=text),
    "title": lambda text, _: st.title(text, anchor=text or None, help=text),
    "header": lambda text, _: st.header(text, divider="red"),
    "subheader": lambda text, _: st.subheader(text),
    "code": lambda text, _: st.code(text, language=None),
    "code_language": lambda text, _: st.code("print(1)", language=text),
    "code_html": lambda text, _: st.code(text, language="html", line_numbers=True),
    "latex": lambda text, _: st.latex(text.strip("$")),
    "badge": lambda text, _: st.badge(text, help=text),
    "error": lambda text, _: st.error(text),
    "success": lambda text, _: st.success(text),
    "exception": exception,
    "json": lambda text, _: st.json({text: [text, {text: text}]}),
    "metric": lambda text, _: st.metric(text, text, text, help=text),
    "table": lambda text, _: st.table({text: [text, text]}),
    "dataframe": lambda text, _: st.dataframe({text: [text, text], "b": [[text], [text]]}),
    "line_chart": chart("line_chart"),
    "bar_chart": chart("bar_chart"),
    "vega": vega,
    "plotly": plotly,
    "image": lambda text, _: st.image(text),
    "image_texts": lambda text, _: st.image(SVG.format(""), caption=text, alt=text),
    "image_link": lambda text, _: st.image(SVG.format(""), link=text),
    "image_svg": lambda text, _: st.image(SVG.format(text)),
    "audio": lambda text, _: st.audio(text, alt=text),
    "video": lambda text, _: st.video(text, alt=text),
    "subtitles": lambda text, _: st.video(
        b"x", subtitles={text: f"WEBVTT\n\n00:00.000 --> 00:09.000\n{text}"}
    ),
    "iframe": lambda text, _: st.iframe(text, height=50, alt=text),
    "component": lambda text, _: st.components.v1.html(text, height=50),
    "button": lambda text, key: st.button(text, key=key, help=text),
    "button_key": lambda text, key: st.button("b", key=text + key),
    "link_button": lambda text, _: st.link_button(text, text, help=text),
    "link_label": lambda text, _: st.link_button(text, "https://example.org"),
    "page_link": lambda text, _: st.page_link(text, label=text),
    "page_link_label": lambda text, _: st.page_link(f"https://example.org/{text}", label=text),
    "download": lambda text, key: st.download_button(text, "x", text, text, key=key),
    "checkbox": lambda text, key: st.checkbox(text, key=key, help=text),
    "toggle": lambda text, key: st.toggle(text, key=key),
    "radio": lambda text, key: st.radio(text, [text, "b"], captions=[text, text], key=key),
    "selectbox": lambda text, key: st.selectbox(text, [text, "b"], key=key, placeholder=text),
    "multiselect": lambda text, key: st.multiselect(text, [text, "b"], [text], key=key),
    "pills": lambda text, key: st.pills(text, [text, "b"], key=key),
    "segments": lambda text, key: st.segmented_control(text, [text, "b"], key=key),
    "select_slider": lambda text, key: st.select_slider(text, [text, "b"], key=key),
    "slider": lambda text, key: st.slider(text, 0, 9, key=key, format=text),
    "number_input": lambda text, key: st.number_input(text, key=key, placeholder=text, value=None),
    "text_input": lambda text, key: st.text_input(text, text, key=key, placeholder=text),
    "text_area": lambda text, key: st.text_area(text, text, key=key, placeholder=text),
    "date_input": lambda text, key: st.date_input(text, key=key, help=text),
    "time_input": lambda text, key: st.time_input(text, key=key),
    "color_picker": lambda text, key: st.color_picker(text, key=key),
    "feedback": lambda _, key: st.feedback(key=key),
    "file_uploader": lambda text, key: st.file_uploader(text, type=[text], key=key, help=text),
    "chat_input": lambda text, key: st.container().chat_input(text, key=key),
    "chat_message": lambda text, _: inside(st.chat_message(text or "user"), text),
    "chat_avatar": lambda text, _: inside(st.chat_message("user", avatar=text), "x"),
    "expander": lambda text, _: inside(st.expander(text, expanded=True), text),
    "tabs": lambda text, _: inside(st.tabs([text or "x", "b"])[0], text),
    "popover": lambda text, _: inside(st.popover(text, help=text), text),
    "container_key": lambda text, key: inside(st.container(key=text + key), "x"),
    "form": form,
    "status": status,
    "progress": lambda text, _: st.progress(0.5, text),
    "help": help_of,
    "icon": lambda text, key: st.button("b", key=key, icon=text),
    "toast": lambda text, _: st.toast(text),
    "logo": lambda text, _: st.logo(SVG.format(text), link=text if "://" in text else None),
    "dialog": dialog,
    "page_config": config,
    "sidebar": lambda text, _: st.sidebar.markdown(text),
}  # fmt: skip
ONCE = ("logo", "page_config", "dialog", "toast")
"""Places of which a page has one, or that cover it: with one payload at a time."""
HEAVY = ("line_chart", "bar_chart", "vega", "plotly", "iframe", "component", "html_script", "latex")
"""Places that cost a browser much: a few payloads of each kind are enough for them."""
FEW = PAYLOADS[::9]
VERBATIM = ("text", "code", "text_input", "text_area")


def put(name: str, text: str, number: int) -> None:
    """Put one payload into one place; a refused argument is as good as any answer."""
    with contextlib.suppress(ValueError, TypeError, st.errors.MiniError, OSError):
        SLOTS[name](text, f"{name}-{number}")


def spread() -> None:
    """Each payload once, each place with about as many of them."""
    names = [name for name in SLOTS if name not in {*ONCE, *HEAVY}]
    for number, text in enumerate(PAYLOADS):
        put(names[number % len(names)], text, number)
    for number, name in enumerate(HEAVY):
        put(name, FEW[number * 5], number)
    for number, name in enumerate(ONCE):
        put(name, PAYLOADS[number * 7], number)


def main() -> None:
    name = st.query_params.get("slot")
    if name is None:
        spread()
    elif name == "query":
        st.write(st.query_params["text"], st.query_params)
        st.text(st.context.url)
    elif "number" in st.query_params:
        put(name, PAYLOADS[int(st.query_params["number"])], 0)
    else:
        for number, text in enumerate(FEW if name in HEAVY else PAYLOADS):
            put(name, text, number)
    st.text("all of it is here", help=str(Path(__file__).name))


if __name__ == "__main__":
    main()
