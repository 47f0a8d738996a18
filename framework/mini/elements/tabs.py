"""`tabs`: places of which one is seen at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from mini.elements.container import Box
from mini.errors import ArgumentError
from mini.model.element import ContainerElement, encode
from mini.model.node import identify
from mini.page.tree import Node
from mini.run import checks
from mini.run.checks import Height, Width
from mini.run.container import Container, command
from mini.run.context import Frame, current
from mini.run.emit import put
from mini.run.options import Options
from mini.run.widget import Callback, Key, author_key, draw
