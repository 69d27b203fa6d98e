"""Lines for a terminal: indented, wrapped by the width that characters take on the screen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Canvas"]

GUTTER = 2
LEAST = 16  # columns that a text keeps beside its indent


class Canvas:
    """Takes styled text line by line; `text()` gives all of it.

    No line is wider than `width` columns, no line ends in spaces, and without `color` there is
    no escape sequence. East Asian wide characters count two columns, combining ones none.
    """

    def __init__(self, *, width: int, color: bool) -> None:
        self.width = width
        self._color = color
        self._lines: list[Text] = []
        self._console = Console(
            file=io.StringIO(),
            width=width,
            force_terminal=color,
            color_system="standard" if color else None,
            no_color=not color,
            legacy_windows=False,
            markup=False,
            highlight=False,
            emoji=False,
            _environ={},
        )

    def put(self, text: Text, *, indent: int = 0, hang: int = 0) -> None:
        """One paragraph; its lines after the first stand `hang` columns further in."""
        indent = min(indent, max(0, self.width - LEAST))
        for number, line in enumerate(self._wrap(text, self.width - indent - hang)):
            self._lines.append(Text(" " * (indent + (hang if number else 0))).append_text(line))

    def gap(self) -> None:
        """An empty line, never two."""
        if self._lines and self._lines[-1].plain:
            self._lines.append(Text(""))

    def section(self, title: Text, meaning: str = "") -> None:
        """A heading over a rule, with a gap before and after."""
        self.gap()
        self._lines.append(Text("─" * self.width, "dim"))
        self.put(Text.assemble(title, (f"  {meaning}" if meaning else "", "dim")))
        self.gap()

    def beside(self, left: Text, right: Text, *, indent: int, first: int) -> None:
        """Two columns: `left` in `first` columns on its first line, `right` wrapped."""
        start = indent + first + GUTTER
        for number, line in enumerate(self._wrap(right, self.width - start)):
            head = left if number == 0 else Text("")
            pad = " " * (start - indent - cell_len(head.plain))
            self._lines.append(Text(" " * indent).append_text(head).append(pad).append_text(line))

    def table(self, rows: Sequence[Sequence[Text]], *, indent: int) -> None:
        """Rows in columns as wide as their widest cell; the first gives way where room lacks."""
        widths = [
            max(cell_len(cell.plain) for cell in column) for column in zip(*rows, strict=True)
        ]
        over = indent + sum(widths) + GUTTER * (len(widths) - 1) - self.width
        if over > 0 and len(widths) > 1:
            # The last column only repeats what the file is called.
            cut = min(over + 1, widths[-1])
            widths[-1] -= cut
            over -= cut
        widths[0] = max(8, widths[0] - max(0, over))
        for row in rows:
            line = Text(" " * indent)
            for cell, wide in zip(row, widths, strict=True):
                part = cell.copy()
                part.truncate(wide, overflow="ellipsis", pad=True)
                line.append_text(part).append(" " * GUTTER)
            self._lines.append(line)

    def text(self) -> str:
        """All lines, each ended by a newline."""
        out = []
        for line in self._lines:
            line.rstrip()
            out.append(self._styled(line) if self._color else line.plain)
        return "".join(f"{line}\n" for line in out)

    def _styled(self, line: Text) -> str:
        with self._console.capture() as capture:
            self._console.print(line, end="", no_wrap=True, overflow="ignore", crop=False)
        return capture.get()

    def _wrap(self, text: Text, width: int) -> list[Text]:
        lines = text.wrap(self._console, max(width, 1), overflow="fold")
        for line in lines:
            line.rstrip()
        return list(lines)
