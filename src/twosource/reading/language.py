"""The trained English pipeline: tags, trees, lemmas, sentence bounds and names."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["WEIGHTS", "load"]

WEIGHTS = Path(__file__).resolve().parent.parent / "weights" / "english"


@cache
def load(path: Path = WEIGHTS) -> Language:
    """Load the English pipeline once a process; later calls give the same object.

    Its documents carry Penn Treebank tags (`tag_`), Universal Dependencies parts of speech,
    features and relations, lemmas, sentence bounds, and names labelled PERSON, ORG, LOC or MISC.

    Raises `ModelError` when the weights are missing or were made for another spaCy.
    """
    if not (path / "meta.json").is_file():
        raise ModelError(
            f"The language model is missing at {path}. "
            "Install twosource again, or make the model: see training/README.md."
        )
    # Here, not above: half a second that a command without a report to read saves.
    from spacy import about  # noqa: PLC0415
    from spacy import load as load_pipeline  # noqa: PLC0415

    try:
        # The tokenizer is spaCy's own for English; reading its saved copy would double its cost.
        return load_pipeline(path, exclude=["tokenizer"])
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise ModelError(
            f"The language model at {path} cannot be loaded by spaCy {about.__version__}: {error} "
            "Install twosource again, with spaCy 3.8."
        ) from error
