"""`chat_message`: what one side of a conversation says."""

from __future__ import annotations

from typing import Any, Literal

from mini.errors import ArgumentError
from mini.model.element import ContainerElement
from mini.run import checks
from mini.run.avatar import avatar_of
from mini.run.checks import Width
from mini.run.container import Container, command
from mini.run.emit import emit


class ChatMessage(ContainerElement, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A message; `avatar` is an icon, `image` an address, `source` a payload's, else an initial."""

    name: str
    avatar: str | None = None
    image: str | None = None
    source: str | None = None
    width: Any = "stretch"


@command
def chat_message(
    name: Literal["user", "assistant", "ai", "human"] | str,
    *,
    avatar: Any = None,
    width: Width = "stretch",
) -> Container:
    """Make a place for one message of a conversation, with a picture of who says it.

    `name` is who says it: `"user"` or `"human"` and `"assistant"` or `"ai"` have looks of their
    own, any other shows its first letter. `avatar` is an emoji, `":material/name:"`, `"spinner"`,
    or a picture: an address, the path of a file, its bytes, or an image of PIL or numpy. `width` is
    `"stretch"`, `"content"` or pixels. Raises `ArgumentError`.

        import mini as st

        with st.chat_message("user"):
            st.write("How many penguins are there?")
        with st.chat_message("assistant"):
            st.write("There are **344**.")
    """
    if name is None:
        fix = 'It is who says it: "user", "assistant", or any other name.'
        raise ArgumentError("chat_message", "name", name, fix)
    who = checks.exact(name)
    face = avatar_of(who, avatar)
    element = ChatMessage(
        name=who,
        avatar=face.icon,
        image=face.image,
        source=None if face.blob is None else face.blob.source,
        width=checks.width("chat_message", width),
    )
    return emit(element, payload=face.blob)
