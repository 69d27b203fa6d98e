"""Write the golden files anew; look at the difference before you commit it."""

from __future__ import annotations

from pathlib import Path

from sample import DOSSIER
from sample_explained import CLAIM, EXPLAINED

from twosource.dossier.decisions_terminal import render_decisions
from twosource.dossier.explain_terminal import render_explanation
from twosource.dossier.explanation import explain
from twosource.dossier.terminal import render

for width in (40, 80):
    target = Path(__file__).parent / "golden" / f"terminal-{width}.txt"
    target.write_text(render(DOSSIER, width=width), "utf-8")

for width in (40, 80, 110):
    target = Path(__file__).parent / "golden" / f"explain-{width}.txt"
    text = render_explanation(EXPLAINED, explain(EXPLAINED, CLAIM), width=width)
    target.write_text(text, "utf-8")

target = Path(__file__).parent / "golden" / "decisions-80.txt"
target.write_text(render_decisions(EXPLAINED.decisions, width=80), "utf-8")
