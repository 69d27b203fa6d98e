"""What the app does not do for a request, and the mend, in plain words."""

from __future__ import annotations

from twosource.errors import TwosourceError

__all__ = ["Conflict", "NotThere", "Refusal", "TooBig", "Unusable"]


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
