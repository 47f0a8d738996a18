"""A WebSocket as uvicorn speaks it, which names its version and fails without a noise."""

from __future__ import annotations

from typing import Any, Final

from websockets.http11 import Request, Response
from websockets.server import ServerProtocol

from mini.server.line import Line
from mini.server.secure import UNSERVED

_VERSION: Final = "Sec-WebSocket-Version"
_OTHER_VERSION: Final = "This is version 13 of the protocol.\n"


class _Handshake(ServerProtocol):
    """Names the version in what it refuses."""

    def accept(self, request: Request) -> Response:
        """Answer a handshake."""
        if request.headers.get_all(_VERSION) in ([], ["13"]):
            response = super().accept(request)
        else:
            response = self.reject(426, _OTHER_VERSION)
        if response.status_code != 101:
            response.headers[_VERSION] = "13"
            response.headers.update(UNSERVED)
        return response


class WebSocket(Line):
    """A socket that fails without a noise in the terminal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conn = _Handshake(max_size=self.config.ws_max_size, logger=self.logger)

    def send_receive_event_to_app(self) -> None:
        """Hand on a message, unless it is a text that is none."""
        if self.curr_msg_data_type == "text" and not self.close_sent:
            try:
                b"".join(self.frames).decode()
            except UnicodeDecodeError:
                self.conn.send_close(1007, "This is no text in UTF-8.")
                self.handle_parser_exception()
                return
        super().send_receive_event_to_app()
