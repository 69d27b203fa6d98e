"""The one tree of errors.

    TwosourceError
    ├── InputError            an input cannot be used; carries its name
    │   ├── UnreadableInput   missing, no permission, binary, broken archive
    │   ├── EmptyInput        nothing in it, or no text that can be compared
    │   ├── LanguageError     not in a language that the model reads
    │   ├── TableError        JSONL or CSV: a line or a column is wrong; carries the line
    │   ├── ReadingError      an error of ours, or of the process, while it was read
    │   └── DossierError      a dossier that was written before cannot be read back
    ├── NoReports             every input failed, so there is nothing to compare
    ├── ModelError            the language model is missing or broken
    ├── ParaphraseError       the optional model for paraphrases cannot be used
    ├── WorkerError           no process for reading can be started
    ├── DecisionsError        the file of the user's decisions cannot be used, or none can be made
    ├── OutputError           the answer cannot be written where it was asked for
    └── ServeError            the local app cannot be started there

Each message says what was wrong, where, and the mend, in that order, in plain words.
"""

from __future__ import annotations

__all__ = [
    "DecisionsError",
    "DossierError",
    "EmptyInput",
    "InputError",
    "LanguageError",
    "ModelError",
    "NoReports",
    "OutputError",
    "ParaphraseError",
    "ReadingError",
    "ServeError",
    "TableError",
    "TwosourceError",
    "UnreadableInput",
    "WorkerError",
]


class TwosourceError(Exception):
    """Everything that twosource raises on purpose."""


class InputError(TwosourceError):
    """One input cannot be used; the others are not touched by it.

    `name` is the input as the user named it (a path, `-`, or `path:line`), `reason` the sentence.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        # Errors come back from other processes, too.
        return type(self), (self.name, self.reason)


class UnreadableInput(InputError):
    """The bytes cannot be had or are no text."""


class EmptyInput(InputError):
    """There is no text to compare."""


class LanguageError(InputError):
    """The text is in a language that the model does not read."""


class TableError(InputError):
    """A line or a column of a JSONL or CSV file is wrong."""


class ReadingError(InputError):
    """One report could not be read: an error of twosource itself, or its process ended."""


class DossierError(InputError):
    """A dossier cannot be read back from JSON or from a page.

    The reason ends in where it stands in the JSON, as `@ $.claims[3].evidence[0]`, and the mend.
    """


class NoReports(TwosourceError):
    """Nothing is left to compare."""


class ModelError(TwosourceError):
    """The language model cannot be loaded."""


class ParaphraseError(TwosourceError):
    """The optional model for paraphrases cannot be used."""


class WorkerError(TwosourceError):
    """No process for reading can be started."""


class DecisionsError(TwosourceError):
    """A file of decisions is broken, or a decision that was asked for makes no sense."""


class OutputError(TwosourceError):
    """The answer cannot be written."""


class ServeError(TwosourceError):
    """The local app cannot be started: its folder or its address cannot be used."""
