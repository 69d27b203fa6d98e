"""What the user decided: kept in a small file beside the reports, followed again on every run."""

from __future__ import annotations

from twosource.decisions.anchors import Located, about, locate
from twosource.decisions.changing import change
from twosource.decisions.file import DECISIONS_FILE, DECISIONS_SCHEMA, load, save
from twosource.decisions.making import added, merge, one_origin, reject, split, undone
from twosource.decisions.replay import Replayed, replay

__all__ = [
    "DECISIONS_FILE",
    "DECISIONS_SCHEMA",
    "Located",
    "Replayed",
    "about",
    "added",
    "change",
    "load",
    "locate",
    "merge",
    "one_origin",
    "reject",
    "replay",
    "save",
    "split",
    "undone",
]
