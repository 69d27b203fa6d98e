"""The figures of the page: numbers, quotations, time line, origins, places.

Each takes a dossier and `link`, which gives the `#` address of a claim (its id, None) or of a span
in a report (its id, the span), and gives HTML with SVG inside, escaped, empty where there is
nothing to show. Each needs no script, keeps its style in `templates/figures.css`, and says all
that it draws in words too.
"""

from __future__ import annotations

from twosource.dossier.figures.lanes import timeline
from twosource.dossier.figures.placed import places
from twosource.dossier.figures.sayings import quotations
from twosource.dossier.figures.strips import numbers
from twosource.dossier.figures.tied import origins

__all__ = ["numbers", "origins", "places", "quotations", "timeline"]
