"""Names (IRIs) for what linked data speaks of: the same dossier gives the same names."""

from __future__ import annotations

import base64
import hashlib
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twosource.model import Dossier, Report

__all__ = ["dossier_name", "text_name", "urn"]


def urn(*parts: str) -> str:
    """A UUID (RFC 9562, version 5) of these parts as a URN."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return uuid.uuid5(uuid.NAMESPACE_OID, f"twosource/{digest}").urn


def dossier_name(dossier: Dossier) -> str:
    """The name of a dossier, from its reports' texts and the claims made of them."""
    claims = (f"{c.id} {c.standing} {len(c.evidence)}" for c in dossier.claims)
    return urn(*(r.sha256 for r in dossier.reports), *claims)


def text_name(report: Report) -> str:
    """The name of exactly this text (RFC 6920): the SHA-256 of its UTF-8."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(report.sha256)).decode("ascii")
    return f"ni:///sha-256;{digest.rstrip('=')}"
