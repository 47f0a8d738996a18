"""Everything that one session's page holds between its runs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, Final

from mini.model.message import Hello
from mini.page.node import Node
from mini.page.query import Query
from mini.page.routes import Going, Whereabouts
from mini.page.tree import Tree
from mini.page.visitor import Visitor
from mini.page.widgets import Widgets

EMBEDDING: Final = ("embed", "embed_options")
"""Names in the address that are the page's own, and not the script's."""


class Fragment:
    """A part of the script that can run by itself, in the place where it was called."""

    __slots__ = ("call", "entry", "every", "form", "id", "key", "node")

    def __init__(
        self, id: str, call: Callable[[], Any], node: Node, form: str | None,
        key: str | None, every: float | None, entry: str = "",
    ) -> None:  # fmt: skip
        self.id = id
        self.call = call
        self.node = node
        self.form = form
        self.key = key
        self.every = every
        self.entry = entry


class Page:
    """The tree, the values, the fragments and the facts of one session's page."""

    def __init__(self, browser: Hello | None = None) -> None:
        self.name = secrets.token_hex(8)
        self.browser = browser or Hello()
        self.visitor = Visitor()
        self.theme_read = 0
        """The number of the last run that looked whether the page is light or dark."""
        self.tree = Tree()
        self.seen = 0
        """The last interaction that the tree knows of; changed under its lock."""
        self.widgets = Widgets()
        self.fragments: dict[str, Fragment] = {}
        self.query = Query(self.browser.query).without(EMBEDDING)
        self.whereabouts = Whereabouts(self.browser.path)
        self.facts: dict[str, Any] = {}
        self.changed_facts: dict[str, Any] = {}
        self.told: set[str] = set()
        """The facts that the run has told so far."""

    def aside(self, tree: Tree) -> Page:
        """Give a page that a run can go on with, as it is now, without changing this one."""
        twin = Page(self.browser)
        twin.visitor = self.visitor
        twin.tree = tree
        twin.widgets = self.widgets.copy()
        twin.fragments = dict(self.fragments)
        twin.query = Query(self.query.text())
        twin.whereabouts = self.whereabouts.copy()
        twin.facts = dict(self.facts)
        return twin

    def clear(self) -> None:
        """Let go of all that the session has kept, now, and not when somebody looks for garbage."""
        with self.tree.lock:
            self.tree.clear()
            self.widgets.clear_all()
        self.fragments = {}
        self.facts.clear()

    def set_fact(self, name: str, value: Any) -> None:
        """Change a fact of the page; sent with the next flush if it differs."""
        self.told.add(name)
        if name in self.facts and self.facts[name] == value:
            return
        with self.tree.lock:
            self.facts[name] = value
            self.changed_facts[name] = value

    def take_facts(self, *, everything: bool) -> dict[str, Any]:
        """Give the facts that have changed since the last time; the caller holds the lock."""
        changed, self.changed_facts = self.changed_facts, {}
        return dict(self.facts) if everything else changed

    def go(self, going: Going) -> None:
        """Head for another page; the run that follows finds out whether there is one."""
        self.whereabouts.wish = going
        route = going.finds(self.whereabouts.routes)
        if going.query is not None:
            self._seed(going.query)
        if route is not None or going.address is not None:
            self.set_fact("path", route.path if route is not None else going.address)
        self.set_fact("missing", None)

    def leave(self, entry: str) -> None:
        """Forget what belongs to the page that is left, and is not kept for the session."""
        self.widgets.leave(entry)
        self.fragments = {id_: each for id_, each in self.fragments.items() if not each.entry}

    def forget_facts(self, names: tuple[str, ...]) -> None:
        """Take back what the page that was left has said, unless this run has said it, too."""
        for name in names:
            if name in self.facts and name not in self.told:
                self.set_fact(name, None)

    def _seed(self, query: str) -> None:
        """Take over the query of an address; what it says counts more than what was kept."""
        self.query = Query(query).without(EMBEDDING)
        self.set_fact("query", self.query.text())
        for name in self.query:
            self.widgets.unkeep(name)
