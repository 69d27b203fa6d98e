"""Names on a map that do not overlap: each where it fits, else its number, on a leader."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.dossier.figures import markup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twosource.dossier.figures.outlines import Point

__all__ = ["Lettering", "wide"]

LETTER = 7.0  # pixels of a letter at the size of the names (12 px), a capital's width
LINE = 15.0  # pixels of a line of them
MARGIN = 3.0  # pixels between a name and the edge
RING = 16  # directions in which a number is tried around its place
LONGEST = 160.0  # pixels of a leader

_Rect = tuple[float, float, float, float]


def wide(text: str) -> float:
    """The pixels that a name may take, a little more than it does."""
    return sum(LETTER * (0.55 if c in "iljftr.,' 1" else 1.25 if c in "mwMW" else 1) for c in text)


class Lettering:
    """A sheet of `width` by `height` pixels on which names are set one after the other; `taken` are
    the boxes where nothing else may stand: left, top, right, bottom.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.taken: list[_Rect] = []
        self._marks: list[Markup] = []
        self._names: list[Markup] = []

    def written(self) -> Markup:
        """All that was set, names over marks; every place in per cent of the sheet."""
        return Markup().join([*self._marks, *self._names])

    def block(self, spot: Point, radius: float) -> None:
        """Keep names off a place's own mark."""
        self.taken.append((spot[0] - radius, spot[1] - radius, spot[0] + radius, spot[1] + radius))

    def name(self, spot: Point, number: str, name: str) -> None:
        """A town: its mark, then number and name beside it, or the number alone."""
        self._marks.append(self._at(spot, markup.element("circle", class_="fig-town", r=3.5)))
        for words, bold in ((f"{number} {name}", name), (number, "")):
            for anchor, corner in _beside(spot, wide(words)):
                if self._free((*corner, corner[0] + wide(words), corner[1] + LINE)):
                    self._set(corner, wide(words), anchor, number, bold)
                    return
        self._far(spot, number)

    def area(self, spot: Point, number: str, name: str) -> None:
        """Something wide, its name over its middle, or as near to it as there is room."""
        for words, shown in ((f"{number} {name}", name), (number, "")):
            width = wide(words)
            for shift in (0, 1, -1, 2, -2, 3, -3):
                corner = (spot[0] - width / 2, spot[1] - LINE / 2 + shift * LINE)
                if self._free((*corner, corner[0] + width, corner[1] + LINE)):
                    self._set(corner, width, "middle", number, shown, style="fig-area")
                    return
        self._far(spot, number)

    def ground(self, spot: Point, name: str) -> None:
        """A country that no report needs to name: where there is room, else nothing."""
        width = wide(name) * 1.15
        for shift in (0, 1, -1, 2, -2):
            corner = (spot[0] - width / 2, spot[1] - LINE / 2 + shift * LINE)
            if self._free((*corner, corner[0] + width, corner[1] + LINE)):
                self.taken.append((*corner, corner[0] + width, corner[1] + LINE))
                self._names.append(
                    self._text((spot[0], corner[1] + 11), "middle", "fig-ground-name", name)
                )
                return

    def scale(self, kilometres: float) -> None:
        """A bar of a round length at the lower left; `kilometres` to a pixel."""
        longest = self.width * 0.25 * kilometres
        power = 10.0 ** math.floor(math.log10(longest))
        length = next(m * power for m in (5, 2, 1) if m * power <= longest)
        x, y, pixels = 10.0, self.height - 10.0, length / kilometres
        text = f"{length:,g} km"
        self.taken.append((x, y - LINE, x + max(pixels, wide(text)), y + 6))
        self._names.append(self._text((x, y - 6), "start", "fig-scale", text))
        self._marks.append(
            self._at((x, y), markup.element("path", class_="fig-rule", d=f"M0-4V0H{pixels:.1f}V-4"))
        )

    def _far(self, spot: Point, number: str) -> None:
        """A number on a leader, at the nearest free place."""
        width = wide(number)
        radius = 14.0
        while radius <= LONGEST:
            for k in range(RING):
                angle = 2 * math.pi * k / RING
                x, y = spot[0] + radius * math.cos(angle), spot[1] - radius * math.sin(angle)
                corner = (x - width / 2, y - LINE / 2)
                if self._free((*corner, corner[0] + width, corner[1] + LINE)):
                    end = f"M0 0L{markup.number(x - spot[0])} {markup.number(y - spot[1])}"
                    self._marks.append(
                        self._at(spot, markup.element("path", class_="fig-leader", d=end))
                    )
                    self._set(corner, width, "middle", number, "")
                    return
            radius += 6.0

    def _free(self, rect: _Rect) -> bool:
        if (
            rect[0] < MARGIN
            or rect[1] < MARGIN
            or rect[2] > self.width - MARGIN
            or rect[3] > self.height - MARGIN
        ):
            return False
        return not any(
            rect[0] < o[2] and o[0] < rect[2] and rect[1] < o[3] and o[1] < rect[3]
            for o in self.taken
        )

    def _set(
        self,
        corner: Point,
        width: float,
        anchor: str,
        number: str,
        name: str,
        *,
        style: str = "fig-name",
    ) -> None:
        self.taken.append((corner[0], corner[1], corner[0] + width, corner[1] + LINE))
        x = {"start": corner[0], "middle": corner[0] + width / 2, "end": corner[0] + width}[anchor]
        words = [markup.element("tspan", number, class_="fig-number")]
        if name:
            words.append(markup.element("tspan", f" {name}"))
        self._names.append(self._text((x, corner[1] + 11), anchor, style, *words))

    def _text(self, spot: Point, anchor: str, style: str, *words: Markup | str) -> Markup:
        return markup.element(
            "text",
            *words,
            x=markup.at(100 * spot[0] / self.width),
            y=markup.at(100 * spot[1] / self.height),
            text_anchor=anchor,
            class_=style,
        )

    def _at(self, spot: Point, shape: Markup) -> Markup:
        return markup.pin(
            100 * spot[0] / self.width, shape, y=markup.at(100 * spot[1] / self.height)
        )


def _beside(spot: Point, width: float) -> Iterator[tuple[str, Point]]:
    """Where a name may stand by its mark: right, left, above, below, then the corners."""
    x, y = spot
    middle = y - LINE / 2
    yield "start", (x + 7, middle)
    yield "end", (x - 7 - width, middle)
    yield "middle", (x - width / 2, y - 6 - LINE)
    yield "middle", (x - width / 2, y + 6)
    yield "start", (x + 5, middle - 9)
    yield "start", (x + 5, middle + 9)
    yield "end", (x - 5 - width, middle - 9)
    yield "end", (x - 5 - width, middle + 9)
