"""Write the golden files anew; look at the difference before you commit it."""

from __future__ import annotations

from pathlib import Path

from sample import DOSSIER

from twosource.dossier.terminal import render

for width in (40, 80):
    target = Path(__file__).parent / "golden" / f"terminal-{width}.txt"
    target.write_text(render(DOSSIER, width=width), "utf-8")
