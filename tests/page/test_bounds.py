"""What a tree holds for a browser that hears nothing for long: no more than what it shows."""

from __future__ import annotations

from mini.elements.container import Box
from mini.elements.text import Text
from mini.model.element import encode
from mini.page.deltas import flush
from mini.page.places import FEW_OPENED
from mini.page.tree import Tree
from tests.page.test_tree import Empty


def test_what_is_replaced_before_it_was_told_is_held_no_more() -> None:
    tree = Tree()
    tree.begin()
    place = tree.put(tree.roots[1], Empty(), encode(Empty()))
    tree.put(place, Text(body="first"), encode(Text(body="first")))
    flush(tree)
    for number in range(10 * FEW_OPENED):
        text = Text(body=f"{number}")
        tree.put(place, text, encode(text))
        box = tree.put(place, Box(), encode(Box()))
        tree.put(box, text, encode(text))
    assert len(tree.changed) + len(tree.reordered) < 10
    assert len(tree.opened()) <= FEW_OPENED
    tree.finish(complete=True)
    (delta,) = [delta for delta in flush(tree) if delta.__struct_config__.tag == "put"]
    assert f'"{10 * FEW_OPENED - 1}"' in str(encode(delta))
