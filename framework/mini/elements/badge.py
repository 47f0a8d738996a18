"""`badge`: a word or two on a coloured ground."""

from __future__ import annotations

from typing import Literal

from mini.elements.markdown import Markdown
from mini.run import checks
from mini.run.checks import Width
from mini.run.container import Container, command
from mini.run.emit import emit

BadgeColor = Literal[
    "red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "primary"
]
COLOURS = ("red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "primary")


@command
def badge(
    label: str,
    *,
    icon: str | None = None,
    color: BadgeColor = "blue",
    width: Width = "content",
    help: str | None = None,
) -> Container:
    """Show a word or two on a coloured ground.

    `label` may hold Markdown of one line. `icon` is an emoji or `":material/name:"`. `color` is
    `"red"`, `"orange"`, `"yellow"`, `"blue"`, `"green"`, `"violet"`, `"gray"` or `"primary"`.
    `width` is `"content"`, `"stretch"` or pixels. `help` is shown in a tooltip. Raises
    `ArgumentError`.

        import mini as st

        st.badge("Approved", icon=":material/check:", color="green")
    """
    picture = checks.icon("badge", icon)
    colour = checks.one_of("badge", "color", color, COLOURS)
    text = checks.label(label).replace("[", "\\[").replace("]", "\\]")
    return emit(
        Markdown(
            body=f":{colour}-badge[{f'{picture} ' if picture else ''}{text}]",
            help=checks.help_text(help),
            width=checks.width("badge", width),
        )
    )
