"""`text_input`: text of one line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.run import checks, entry
from mini.run.checks import LabelVisibility
from mini.run.container import command
from mini.run.widget import Key, OnChange, draw

Type = Literal["default", "password", "email", "url", "phone", "search"]
LIVE_MS = 250
REFUSAL = "This does not have the expected form."
_DURATION = re.compile(r"(\d+(?:\.\d+)?) *(ms|s|m)$")
_MILLISECONDS = {"ms": 1, "s": 1000, "m": 60_000}


class Preset(NamedTuple):
    """What a type of text brings along."""

    autocomplete: str | None = None
    placeholder: str | None = None
    icon: str | None = None
    validate: tuple[str, str] | None = None


PRESETS = {
    "default": Preset(),
    "password": Preset(autocomplete="new-password"),
    "email": Preset(
        "email", "you@example.com", ":material/mail:",
        (r"^[^\s@]+@[^\s@]+\.[^\s@]+$", "This is not an e-mail address."),
    ),
    "url": Preset(
        "url", "https://example.com", ":material/link:",
        (r"^([Hh][Tt][Tt][Pp][Ss]?://)?[^\s/.]+\.\S+$", "This is not the address of a page."),
    ),
    "phone": Preset("tel", "+1 234 567 8900", ":material/call:"),
    "search": Preset("off", "Search", ":material/search:"),
}  # fmt: skip


class TextInput(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A field for one line."""

    label: str
    default: str | None = ""
    value: str | msgspec.UnsetType | None = msgspec.UNSET
    max_chars: int | None = None
    type: Type = "default"
    help: str | None = None
    autocomplete: str | None = None
    placeholder: str | None = None
    disabled: bool = False
    required: bool = False
    label_visibility: LabelVisibility = "visible"
    icon: str | None = None
    validate: tuple[str, str] | None = None
    live: int | None = None
    width: Any = "stretch"
    silent: bool = False


@command
def text_input(
    label: str,
    value: object = "",
    max_chars: int | None = None,
    key: Key | None = None,
    type: Type = "default",
    help: str | None = None,
    autocomplete: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    icon: str | None = None,
    validate: str | tuple[str, str] | None = None,
    live: str | bool = False,
    width: int | Literal["stretch"] = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> str | None:
    """Show a field for one line of text, and give the text.

    `value` is what it holds at first; with None it is empty, and None is given until something is
    typed. `max_chars` is the most characters. `type` is `"default"`, `"password"`, `"email"`,
    `"url"`, `"phone"` or `"search"`. `validate` is a regular expression, or one with the message
    for what does not fit. The text arrives with Enter or when the field is left; with `live=True`
    250 ms after the last key, or after a duration such as `"500ms"` or `"1s"`. `on_change` is a
    function that is called with `args` and `kwargs` before the run that a change starts, or
    `"ignore"`: then a change starts no run. `bind` keeps the text in the page's address. Raises
    `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        name = st.text_input("Your name", placeholder="Ada")
        if name:
            st.write("Hello", name)
    """
    kind = checks.one_of("text_input", "type", type, tuple(PRESETS))
    preset = PRESETS[kind]
    most = entry.most("text_input", max_chars)
    own_hint = checks.optional(placeholder)
    own_fill = checks.optional_text("text_input", "autocomplete", autocomplete)
    element = TextInput(
        label=checks.label(label),
        default=entry.first(value, most),
        max_chars=most,
        type=kind,
        help=checks.help_text(help),
        autocomplete=preset.autocomplete if own_fill is None else own_fill,
        placeholder=preset.placeholder if own_hint is None else own_hint,
        disabled=bool(disabled),
        required=bool(required),
        label_visibility=checks.visibility("text_input", label_visibility),
        icon=checks.icon("text_input", icon) or preset.icon,
        validate=preset.validate if validate is None else _validate(validate),
        live=_live(live),
        width=checks.width("text_input", width, content=False),
        silent=checks.silent("text_input", on_change),
    )
    drawn = draw(
        element, key=key, read=entry.reader(element), write=entry.writer("text_input", most),
        on_change=on_change, args=args, kwargs=kwargs, bind=bind,
        persist=persist_state,
    )  # fmt: skip
    return entry.shown(drawn.value)


def _validate(value: Any) -> tuple[str, str]:
    if isinstance(value, str):
        return value, REFUSAL
    if isinstance(value, tuple | list) and len(value) == 2:
        pattern, message = value
        if isinstance(pattern, str) and isinstance(message, str):
            return pattern, message
    fix = "It is a regular expression, or a pair of one and the message for what does not fit."
    raise ArgumentError("text_input", "validate", value, fix)


def _live(value: Any) -> int | None:
    if isinstance(value, bool):
        return LIVE_MS if value else None
    found = _DURATION.match(value) if isinstance(value, str) else None
    if found is None:
        fix = 'It is True, False, or a duration with its unit such as "500ms" or "1s".'
        raise ArgumentError("text_input", "live", value, fix)
    return round(float(found[1]) * _MILLISECONDS[found[2]])
