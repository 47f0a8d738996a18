"""Random apps with cached functions, and what they show with the cache and without."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from random import Random
from typing import Any

import msgspec

from mini.model.message import Trigger
from mini.page.node import TRANSIENT, Node
from mini.testing import AppTest

HEAD = """\
import builtins
from functools import partial
import mini as st

LOG = builtins.MINI_TEST_LOG
cached = st.cache_data(show_spinner=False) if CACHES else (lambda function: function)

def where():
    frame = st.get_script_run_ctx()
    return str((frame.fragment, frame.form))

def note(name, trace):
    LOG.append((name, tuple(map(str, trace))))
    return trace

def add(by, key="a"):
    st.session_state[key] = st.session_state.get(key, 0) + by

@st.fragment
def part(name, high):
    value = st.slider(name, 0, high)
    st.text(f"{name} {value}")
    if value > 1:
        st.checkbox(name + " more")
    return value

outside = st.container()
left, right = st.columns(2)
hole = st.empty()
bar = st.progress(0)
state = st.status("State")
"""


AROUND = [
    "", "", "with right:", "with left:", "with outside:", "with st.sidebar:", "with st.form('F'):",
    "with hole:",
]  # fmt: skip


class Writer:
    """Writes one random app."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.count = 0
        self.keys = 0
        self.functions: list[tuple[str, str]] = []

    def source(self) -> str:
        """Give the whole script, without its first line, which says whether it caches."""
        definitions: list[str] = []
        for number in range(self.random.randint(1, 3)):
            definitions += self.function(number)
        main = []
        for _ in range(self.random.randint(1, 4)):
            main += self.outer()
        return HEAD + "\n".join(definitions + main) + "\n"

    def function(self, number: int) -> list[str]:
        name = f"f{number}"
        body = self.body(2, inside=True)
        takes = self.random.choice(["a", "a, _box"])
        lines = ["@cached", f"def {name}({takes}):", "    trace = [a]", *indent(body)]
        lines += [f"    return note({name!r}, trace)", ""]
        self.functions.append((name, takes))
        return lines

    def outer(self) -> list[str]:
        """What the script does outside of cached functions."""
        choice = self.random.random()
        if choice < 0.7 and self.functions:
            return self.call("trace = []")
        if choice < 0.8:
            return [f"if st.button('out {self.new()}'):", f"    {self.write()}"]
        if choice < 0.9:
            return [f"st.text(st.session_state.get({self.name()!r}, 'none'))"]
        return [f"st.slider('out {self.new()}', 0, 3, key={self.key()!r})"]

    def call(self, before: str = "") -> list[str]:
        name, takes = self.random.choice(self.functions)
        key = self.random.randint(0, 2)
        box = self.random.choice([", outside", ", left", ", st.container()"])
        line = f"trace += {name}({key}{box if 'box' in takes else ''})"
        around = self.random.choice(AROUND)
        if around:
            return [before, around, *indent([line])] if before else [around, *indent([line])]
        return [before, line] if before else [line]

    def body(self, depth: int, inside: bool) -> list[str]:
        lines: list[str] = []
        for _ in range(self.random.randint(1, 4)):
            lines += self.statement(depth)
        return lines or ["pass"]

    def statement(self, depth: int) -> list[str]:
        makers = [
            (4, self.text), (5, self.widget), (2, self.state), (1, self.query), (1, self.target),
            (1, self.trigger), (1, self.callback), (1, self.effect),
        ]  # fmt: skip
        if depth:
            makers += [
                (3, lambda: self.condition(depth)), (3, lambda: self.block(depth)),
                (1, lambda: self.loop(depth)), (1, self.fragment),
            ]  # fmt: skip
        if self.functions:
            makers.append((2, self.call))
        make = self.random.choices([m for _, m in makers], [w for w, _ in makers])[0]
        return make()

    def new(self) -> int:
        self.count += 1
        return self.count

    def key(self) -> str:
        self.keys += 1
        return f"k{self.keys}"

    def name(self) -> str:
        return self.random.choice("ab")

    def text(self) -> list[str]:
        return [
            self.random.choice(["st.text(trace[-1])", "st.text(a)", f"st.caption('{self.new()}')"])
        ]

    def widget(self) -> list[str]:
        label = f"w{self.new()}"
        key = self.random.choice(["", f", key={self.key()!r}", f", key={self.key()!r}"])
        kinds = [
            f"st.slider('{label}', 0, 3{key})",
            f"st.slider('{label}', 0, a + 1{key})",
            f"int(st.checkbox('{label}'{key}))",
            f"st.selectbox('{label}', [1, 2, 3]{key})",
            f"len(st.text_input('{label}'{key}))",
            f"st.radio('{label}', [3, 4], index=a % 2{key})",
        ]
        return [f"trace += [where(), {self.random.choice(kinds)}]"]

    def state(self) -> list[str]:
        name = self.name()
        kinds = [
            f"trace.append(st.session_state.get({name!r}, 'none'))",
            f"trace.append({name!r} in st.session_state)",
            self.write(),
            self.write(),
            f"trace += [{name!r} in st.session_state, st.session_state.setdefault({name!r}, 5)]",
            f"trace.append(st.session_state.pop({name!r}, None))",
            "trace += ['names', list(st.session_state)]",
        ]
        if self.keys:
            key = f"k{self.random.randint(1, self.keys)}"
            kinds.append(f"trace.append(st.session_state.get({key!r}, 'none'))")
        return [self.random.choice(kinds)]

    def write(self) -> str:
        value = self.random.choice(["1", "2", "[1, 2]", "'x'"])
        return f"st.session_state[{self.name()!r}] = {value}"

    def query(self) -> list[str]:
        return [
            self.random.choice(
                ["trace.append(st.query_params.get('q', 'none'))", "st.query_params['q'] = a",
                 "trace += ['names', len(st.query_params)]"]
            )
        ]  # fmt: skip

    def target(self) -> list[str]:
        text = f"'{self.new()}'"
        return [
            self.random.choice(
                [f"outside.text({text})", f"left.text({text})", f"st.sidebar.text({text})",
                 f"hole.text({text})", f"bar.progress(a * 10, text={text})",
                 f"state.update(label={text})"]
            )
        ]  # fmt: skip

    def trigger(self) -> list[str]:
        return [
            "trace.append(where())",
            f"if st.button('b{self.new()}'):",
            "    trace.append('fired')",
            *indent(self.text()),
        ]

    def callback(self) -> list[str]:
        label = f"c{self.new()}"
        call = self.random.choice(
            ["on_click=add, args=(1,)", "on_click=partial(add, 2)", "on_click=lambda: add(a)",
             "on_click=st.session_state.update, args=({'b': 7},)"]
        )  # fmt: skip
        return [
            "trace.append(where())",
            f"if st.button('{label}', {call}):",
            "    trace.append('fired')",
        ]

    def effect(self) -> list[str]:
        return [
            self.random.choice(
                ["st.toast(f'toast {a}')", "st.set_page_config(page_title=f'title {a}')",
                 "place = st.empty(); place.text('one'); place.text('two')",
                 "with st.status('inner') as inner: inner.update(label=f'inner {a}')"]
            )
        ]  # fmt: skip

    def condition(self, depth: int) -> list[str]:
        test = self.random.choice(["trace[-1] in (1, True)", "a > 0", "str(trace[-1]) > '1'"])
        lines = [f"if {test}:", *indent(self.body(depth - 1, True))]
        if self.random.random() < 0.4:
            lines += ["else:", *indent(self.body(depth - 1, True))]
        return lines

    def block(self, depth: int) -> list[str]:
        around = self.random.choice(
            ["with st.container(border=True):", "with st.expander('e'):", "with st.sidebar:",
             "with st.columns(2)[1]:", "with st.tabs(['x', 'y'])[0]:", "with outside:",
             "with st.empty():"]
        )  # fmt: skip
        return [around, *indent(self.body(depth - 1, True))]

    def loop(self, depth: int) -> list[str]:
        label = f"l{self.new()}"
        return [
            "for i in range(a + int(trace[-1] == 1)):",
            f"    trace += [where(), st.checkbox(f'{label} {{i}}')]",
        ]

    def fragment(self) -> list[str]:
        return [f"trace += ['names', where(), part('p{self.new()}', 3)]"]


def indent(lines: list[str]) -> list[str]:
    return ["    " + line for line in lines]


# What is done to an app


class Session:
    """One user of an app."""

    def __init__(self, source: str, caches: bool) -> None:
        self.app = AppTest.from_string(f"CACHES = {caches}\n{source}")

    def act(self, random: Random) -> None:
        """Do something that a user can do, chosen by what is on the page."""
        widgets = list(self._widgets())
        if not widgets or random.random() < 0.1:
            self.app.run()
            return
        id_, element = random.choice(widgets)
        if element.kind in {"button", "form_submit_button"}:
            self.app.trigger = Trigger(id=id_, value=True)
        else:
            self.app.pending[id_] = _value(element, random)
        self.app.run()

    def _widgets(self) -> Iterator[tuple[str, Any]]:
        for node in self.nodes():
            id_ = msgspec.json.decode(node.data).get("$id")
            if id_ is not None:
                yield id_, node.element

    def nodes(self) -> Iterator[Node]:
        """All that is on the page, without what is no element."""
        tree = self.app.page.tree
        with tree.lock:
            for root in tree.roots.values():
                yield from (n for n in tree.expand(root).walk() if n is not root)

    def seen(self) -> Any:
        """All that a user can tell of the page, and a script of the session."""
        page = self.app.page
        state = {name: page.widgets[name] for name in page.widgets}
        tree = [_plain(page.tree.expand(root)) for _, root in sorted(page.tree.roots.items())]
        values = {id_: page.widgets.values_by_id.get(id_) for id_ in page.widgets.known}
        fragments = sorted(id_ for id_ in page.fragments if page.tree.find("&" + id_) is not None)
        return tree, state, values, dict(page.query), page.facts, fragments


def _plain(node: Node) -> list[Any]:
    out: list[Any] = []
    for child in node.display():
        if child.key is TRANSIENT:
            continue
        below = _plain(child)
        if child.element.kind == "segment":
            out += below
        elif child.element.kind == "exception":  # its traceback goes through the cache
            out.append(getattr(child.element, "message", None))
        else:
            out.append((child.data, below))
    return out


def _value(element: Any, random: Random) -> Any:
    if element.kind == "slider":
        return [random.randint(0, 4)]
    if element.kind == "checkbox":
        return random.random() < 0.5
    if element.kind in {"selectbox", "radio"}:
        return random.choice(["1", "2", "3", "4", None])
    return random.choice(["", "x", "xy"])


def play(source: str, seed: int, caches: bool, steps: int) -> tuple[list[Any], list[Any]]:
    """Let three users use an app; give what each saw after each step, and the log of runs."""
    log: list[Any] = []
    builtins.MINI_TEST_LOG = log  # type: ignore[attr-defined]
    random = Random(seed)
    sessions = [Session(source, caches) for _ in range(3)]
    seen = []
    for _ in range(steps):
        session = random.choice(sessions)
        if session.app.page.widgets.known or session.app.page.tree.run:
            session.act(random)
        else:
            session.app.run()
        seen.append(session.seen())
    return seen, log
