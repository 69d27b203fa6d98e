"""A dossier as one HTML page: no network, opens from disk, prints, reads on a phone."""

from __future__ import annotations

from twosource.dossier.page.render import page

__all__ = ["page"]
