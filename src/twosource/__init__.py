"""Several reports of one event in; who says what, from how many independent origins, out.

>>> import twosource
>>> dossier = twosource.compare([
...     twosource.report("Five people were killed in the fire in Port Arlen on Monday.",
...                      id="Courier", published="2025-03-04"),
...     twosource.report("A fire in Port Arlen killed three people on Monday.",
...                      id="Herald", published="2025-03-04"),
... ])
>>> [claim.standing.value for claim in dossier.claims if claim.kind == "quantity"]
['conflicting']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twosource.dossier.from_json import load
    from twosource.errors import TwosourceError
    from twosource.intake import report_from_text as report
    from twosource.model import Claim, Dossier, Evidence, Reading, Report, Span, Standing
    from twosource.pipeline import compare, read, read_many

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "Dossier",
    "Evidence",
    "Reading",
    "Report",
    "Span",
    "Standing",
    "TwosourceError",
    "__version__",
    "compare",
    "load",
    "read",
    "read_many",
    "report",
]

_HOMES = {
    "compare": ("twosource.pipeline", "compare"),
    "load": ("twosource.dossier.from_json", "load"),
    "read": ("twosource.pipeline", "read"),
    "read_many": ("twosource.pipeline", "read_many"),
    "report": ("twosource.intake", "report_from_text"),
    "TwosourceError": ("twosource.errors", "TwosourceError"),
    **{
        noun: ("twosource.model", noun)
        for noun in ("Claim", "Dossier", "Evidence", "Reading", "Report", "Span", "Standing")
    },
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the face is typed above
    # Loaded on first use: `twosource --help` must not wait for a parser.
    if name not in _HOMES:
        raise AttributeError(f"module 'twosource' has no attribute {name!r}")
    import importlib  # noqa: PLC0415

    module, attribute = _HOMES[name]
    value = getattr(importlib.import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
