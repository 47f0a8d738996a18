"""What a tab says to its server and hears from it, in the protocol of each product."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol

from tests.benchmarks.websocket import BINARY, TEXT


class Dialect(Protocol):
    """One tab that shows the counter."""

    path: str
    subprotocol: str
    opcode: int

    def hello(self) -> bytes:
        """Ask for the first run."""

    def click(self) -> bytes:
        """Press the button."""

    def take(self, message: bytes) -> bool:
        """Take a message, and say whether the run that was asked for is over with it."""


class MiniDialect:
    """The protocol of `docs/protocol.md`."""

    path = "/_mini/socket"
    subprotocol = ""
    opcode = TEXT

    def __init__(self) -> None:
        self._cseq = 0
        self._click = b""

    def hello(self) -> bytes:
        return b'{"type":"hello"}'

    def click(self) -> bytes:
        self._cseq += 1
        return b'{"type":"interact","cseq":%d,%b' % (self._cseq, self._click)

    def take(self, message: bytes) -> bool:
        batch = json.loads(message)
        if batch["type"] != "batch":
            return False
        if not self._click:
            self._find_button(batch)
        return batch.get("seen", 0) == self._cseq and "state" not in batch

    def _find_button(self, batch: dict[str, Any]) -> None:
        for delta in batch.get("deltas", ()):
            for spec in delta.get("specs", ()):
                if spec["kind"] == "button":
                    trigger = json.dumps({"id": spec["$id"], "value": True})
                    self._click = b'"values":{},"trigger":%b}' % trigger.encode()


class StreamlitDialect:
    """Streamlit's messages, of the protobuf classes that it brings."""

    path = "/_stcore/stream"
    subprotocol = "streamlit"
    opcode = BINARY

    def __init__(self) -> None:
        self._out: Any = import_module("streamlit.proto.BackMsg_pb2").BackMsg
        self._in: Any = import_module("streamlit.proto.ForwardMsg_pb2").ForwardMsg
        self._click = b""

    def hello(self) -> bytes:
        message = self._out()
        message.rerun_script.query_string = ""
        data: bytes = message.SerializeToString()
        return data

    def click(self) -> bytes:
        return self._click

    def take(self, message: bytes) -> bool:
        heard = self._in.FromString(message)
        if not self._click and heard.delta.new_element.button.id:
            pressed = self._out()
            state = pressed.rerun_script.widget_states.widgets.add()
            state.id, state.trigger_value = heard.delta.new_element.button.id, True
            self._click = pressed.SerializeToString()
        return bool(heard.WhichOneof("type") == "script_finished")


DIALECTS: dict[str, Callable[[], Dialect]] = {"mini": MiniDialect, "streamlit": StreamlitDialect}
