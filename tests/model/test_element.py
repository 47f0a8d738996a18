"""What every element has."""

from __future__ import annotations

from mini.elements.button import Button
from mini.elements.text import Text
from mini.model.element import Element


class Special(Button, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A button of another kind."""


def test_each_class_has_a_kind_of_its_own_whichever_is_asked_first() -> None:
    assert (Element.kind, Button.kind, Special.kind) == ("element", "button", "special")
    assert (Special(label="x").kind, Text(body="x").kind) == ("special", "text")
