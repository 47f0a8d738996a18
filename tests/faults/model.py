"""What a page must show after all that was done to it: the reference for `test_states.py`."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Model:
    """One tab: the values that it holds, and what its clicks have noted, in order."""

    word: str = ""
    flag: bool = False
    file: str | None = None
    log: list[str] = field(default_factory=list)

    def note(self) -> None:
        """The button that the script reads was pressed."""
        self.log.append(f"note:{self.word}:{self.flag}")

    def call(self) -> None:
        """The button with a callback was pressed."""
        self.log.append(f"call:{self.word}:{self.flag}")

    def shown(self) -> tuple[str, str]:
        """Give the texts of the page."""
        return " ".join(["log", *self.log]), f"now {self.word} {self.flag} {self.file}"
