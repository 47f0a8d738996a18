"""`Growing`: the place of a chart or a table, to which older apps add rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mini.errors import ArgumentError
from mini.run import joined
from mini.run.container import Container
from mini.run.context import current
from mini.run.frames import Table, take
from mini.run.older import tell

Draw = Callable[[Any], "Growing"]
Join = Callable[[Any, Any, dict[str, Any]], Any]


class Growing(Container):
    """The place of what is drawn from rows."""

    __slots__ = ("_command", "_draw", "_join", "_rows")

    def grows(self, command: str, rows: Any, draw: Draw, join: Join) -> Growing:
        """Say what it was drawn from, how it is drawn, and how rows are added; give itself."""
        self._command = command
        self._rows = rows
        self._draw = draw
        self._join = join
        return self

    def add_rows(self, data: Any = None, /, **named: Any) -> None:
        """Add rows to those that are shown, as older apps do; everything is drawn anew.

        `data` is a table with the same columns; of a chart of Vega-Lite or Altair with several
        data sets it goes by the name of one. Raises `ArgumentError`.

            import mini as st

            chart = st.line_chart([1, 2])
            chart.add_rows([3])
        """
        frame = current("add_rows")
        rows = self._join(self._rows, data, named)
        tell("add_rows", f"chart.{self._command}(all_rows)")
        node = self.node(frame)
        if frame.recording is not None and not frame.recording.holds(node):
            frame.recording.spoil("It adds rows to a chart or a table that was made outside of it.")
        with self:
            self._draw(rows)
        self._rows = rows


def grown(command: str, data: Any, draw: Draw) -> Growing:
    """Draw a table, and let rows be added to it."""
    table = take(command, data)

    def join(before: Table, more: Any, named: dict[str, Any]) -> Table:
        given = [each for each in (more, *named.values()) if each is not None]
        if len(given) != 1:
            raise ArgumentError("add_rows", "data", more, "It is one table, of the rows to add.")
        return joined.tables(before, take("add_rows", given[0]))

    return draw(table).grows(command, table, draw, join)
