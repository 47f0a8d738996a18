"""`latex`: a formula on a line of its own."""

from __future__ import annotations

import textwrap
from importlib import import_module
from typing import Any

from mini.model.element import Element
from mini.run import checks
from mini.run.checks import Width
from mini.run.container import Container, command
from mini.run.emit import emit


class Latex(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A formula in LaTeX."""

    body: str
    help: str | None = None
    width: Any = "stretch"


@command
def latex(body: object, *, help: str | None = None, width: Width = "stretch") -> Container:
    r"""Show a formula.

    `body` is LaTeX, or an expression of sympy. `help` is shown in a tooltip. `width` is
    `"stretch"`, `"content"` or pixels. Raises `ArgumentError`.

        import mini as st

        st.latex(r"\sum_{k=0}^{n-1} a r^k = a \left(\frac{1 - r^n}{1 - r}\right)")
    """
    text = import_module("sympy").latex(body) if is_expression(body) else checks.exact(body)
    return emit(
        Latex(
            body=textwrap.dedent(text).strip(),
            help=checks.help_text(help),
            width=checks.width("latex", width),
        )
    )


def is_expression(value: Any) -> bool:
    """Say whether a value is an expression of sympy, or a matrix of such."""
    kinds = {(kind.__module__.partition(".")[0], kind.__name__) for kind in type(value).__mro__}
    return bool(kinds & {("sympy", "Basic"), ("sympy", "MatrixBase")})
