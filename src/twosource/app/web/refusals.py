"""What the app does not do for a request, and the mend, in plain words."""

from __future__ import annotations

from twosource.errors import TwosourceError

__all__ = ["Conflict", "NotThere", "Refusal", "TooBig", "Unusable", "refuse_halves"]


class Refusal(TwosourceError):
    """A request that is refused; `status` is its HTTP status, `title` a few words."""

    status = 400
    title = "This cannot be done"


class NotThere(Refusal):
    """The story, report or decision is not there (any more)."""

    status = 404
    title = "Not found"


class Conflict(Refusal):
    """The story is in a state in which this cannot be done."""

    status = 409
    title = "Not as things stand"


class TooBig(Refusal):
    """More than one request may bring."""

    status = 413
    title = "Too much at once"


class Unusable(Refusal):
    """What was given cannot be used as it is."""

    status = 422
    title = "This cannot be used"


def refuse_halves(text: str, what: str) -> None:
    """Raise Unusable where `text` has half a character, which JSON can bring and no file can hold.

    >>> refuse_halves("Courier 📰", "the outlet's name")
    """
    half = next((c for c in text if "\ud800" <= c <= "\udfff"), None)
    if half is not None:
        raise Unusable(
            f"{what} holds half of a character (U+{ord(half):04X} alone), which cannot be kept; "
            "leave it out or send the whole one"
        )
