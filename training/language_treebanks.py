"""Read the treebanks of the shared folder as sentences with trees, lemmas and names.

In: CoNLL-U (UD EWT, GUM), IOB2 (Universal NER on EWT) and the two columns of wikigold.
Out: `Sentence` objects, which `language_corpus` groups into spaCy documents.

Names carry four labels: PERSON, ORG, LOC, MISC. A token whose name label is not known
(a proper noun outside any linked GUM entity, say) carries `UNKNOWN`, which teaches nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNKNOWN = "-"
OUTSIDE = "O"
_UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "OTH": "MISC"}
_WIKIGOLD = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
_GUM = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
_GUM_NO_NAME = {"time"}
_INSIDE_NAME = {
    *("of", "the", "and", "&", "-", "\u2013", "de", "al", "von", "van", "du", "la", ".", "'s")
}
_ROLES = {
    *("president", "state", "nation", "country", "court", "god", "lord", "king", "queen"),
    *("solicitor", "congress", "congresswoman", "senator", "minister", "government", "marine"),
    *("channel", "mayor", "judge", "doctor", "professor", "mom", "dad", "mum", "earth", "sir"),
}
_BRACKET = re.compile(r"\([^()]*\)?|[^()]+\)")


@dataclass(frozen=True)
class Sentence:
    """One sentence. `heads` are indices into `words` (the root points to itself).

    `names` holds one IOB2 tag a token, or `UNKNOWN`. Fields that a source lacks are empty.
    """

    words: list[str]
    spaces: list[bool]
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    document: str = ""
    identifier: str = ""
    opens_paragraph: bool = False


@dataclass(frozen=True)
class _Mention:
    start: int
    end: int
    kind: str
    identity: str


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; names are unknown, or GUM's where it has them."""
    comments: list[str] = []
    rows: list[list[str]] = []
    document = ""
    with path.open(encoding="utf-8") as lines:
        for line in [*map(str.rstrip, lines), ""]:
            if line.startswith("#"):
                comments.append(line)
                if line.startswith("# newdoc id"):
                    document = line.partition("=")[2].strip()
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield _sentence(rows, comments, document)
                comments, rows = [], []


def _sentence(rows: list[list[str]], comments: list[str], document: str) -> Sentence:
    closing: dict[int, tuple[int, bool]] = {}
    tokens: list[list[str]] = []
    spaces: list[bool] = []
    for row in rows:
        if "." in row[0]:
            continue
        spaced = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            first, last = (int(part) for part in row[0].split("-"))
            closing.update(dict.fromkeys(range(first, last + 1), (last, spaced)))
            continue
        number = int(row[0])
        last, of_range = closing.get(number, (number, spaced))
        spaces.append(of_range if number == last else False)
        tokens.append(row)
    meta = {
        key.strip("# "): value.strip() for key, _, value in (c.partition("=") for c in comments)
    }
    words = [row[1] for row in tokens]
    heads = [int(row[6]) - 1 if row[6] != "0" else index for index, row in enumerate(tokens)]
    pos = [row[3] for row in tokens]
    is_gum = document.startswith("GUM_")
    return Sentence(
        words=words,
        spaces=spaces,
        tags=[row[4] for row in tokens],
        pos=pos,
        feats=["" if row[5] == "_" else row[5] for row in tokens],
        lemmas=[row[2] if row[2] != "_" or row[1] == "_" else row[1] for row in tokens],
        heads=heads,
        deps=["ROOT" if row[7] == "root" else row[7] for row in tokens],
        names=_gum_names(tokens, words, pos, heads) if is_gum else [UNKNOWN] * len(words),
        document=document,
        identifier=meta.get("sent_id", ""),
        opens_paragraph=any(c.startswith(("# newpar", "# newdoc")) for c in comments),
    )


def _gum_mentions(tokens: list[list[str]]) -> list[_Mention]:
    """The entity mentions that open and close within the sentence (all of GUM's do)."""
    mentions: list[_Mention] = []
    stack: dict[str, list[tuple[int, str, str]]] = {}
    for index, row in enumerate(tokens):
        value = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
        for piece in _BRACKET.findall(value):
            body = piece.strip("()")
            parts = body.split("-")
            if piece.startswith("("):
                kind = parts[1] if len(parts) > 1 else ""
                identity = "-".join(parts[7:]) if len(parts) > 7 else ""
                stack.setdefault(parts[0], []).append((index, kind, identity))
            if piece.endswith(")") and stack.get(parts[0]):
                start, kind, identity = stack[parts[0]].pop()
                mentions.append(_Mention(start, index + 1, kind, identity))
    return sorted(mentions, key=lambda m: (m.start - m.end, m.start))


def _gum_names(
    tokens: list[list[str]], words: list[str], pos: list[str], heads: list[int]
) -> list[str]:
    names = [OUTSIDE] * len(words)
    for index, word in enumerate(words):
        if pos[index] == "PROPN" or (pos[index] in {"ADJ", "X"} and index and word[:1].isupper()):
            names[index] = UNKNOWN
    for mention in _gum_mentions(tokens):
        if mention.kind in _GUM_NO_NAME:
            for index in range(mention.start, mention.end):
                names[index] = OUTSIDE if names[index] == UNKNOWN else names[index]
            continue
        span = _name_within(mention, words, pos, heads)
        if span is None or any(names[i][0] in "BI" for i in range(*span)):
            continue
        if span[1] - span[0] == 1 and words[span[0]].lower() in _ROLES:
            names[span[0]] = UNKNOWN
            continue
        _mark(names, span[0], span[1], _GUM.get(mention.kind, "MISC"))
    return names


def _name_within(
    mention: _Mention, words: list[str], pos: list[str], heads: list[int]
) -> tuple[int, int] | None:
    """The words of the mention that are its name: its Wikipedia title, or the run round the head.

    A mention with another head ("the company's chief") is no name even where it is linked.
    """
    inside = range(mention.start, mention.end)
    head = next((i for i in inside if heads[i] == i or heads[i] not in inside), mention.start)
    if pos[head] not in {"PROPN", "X"} or not words[head][:1].isupper():
        return None
    start, end = head, head + 1
    while start > mention.start:
        step = _joins(words, pos, start - 1, mention.start, -1)
        if not step:
            break
        start -= step
    while end < mention.end:
        step = _joins(words, pos, end, mention.end, 1)
        if not step:
            break
        end += step
    if not mention.identity and mention.kind not in _GUM:
        return None
    return start, end


def _joins(words: list[str], pos: list[str], index: int, limit: int, step: int) -> int:
    """How many tokens from `index` on, in the direction `step`, still belong to the name."""

    def named(i: int) -> bool:
        return pos[i] in {"PROPN", "NUM", "X"} and (words[i][:1].isupper() or words[i].isdigit())

    if named(index) or (words[index][:1].isupper() and pos[index] in {"ADJ", "NOUN", "VERB"}):
        return 1
    count, here = 0, index
    while here != limit and (here > limit if step < 0 else here < limit):
        if named(here):
            return count + 1 if count else 1
        if words[here].lower() not in _INSIDE_NAME or count == 2:
            return 0
        count += 1
        here += step
    return 0


def _mark(names: list[str], start: int, end: int, label: str) -> None:
    names[start] = f"B-{label}"
    names[start + 1 : end] = [f"I-{label}"] * (end - start - 1)


def read_uner(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Map a sentence's identifier to its words and IOB2 tags.

    The first commit of the corpus has some stray `B-O` marks; on a word they hide a label
    (so: unknown), on punctuation they mean outside.
    """
    found: dict[str, tuple[list[str], list[str]]] = {}
    identifier, words, tags = "", [], []
    with path.open(encoding="utf-8") as lines:
        for line in [*map(str.rstrip, lines), ""]:
            if line.startswith("# sent_id"):
                identifier = line.partition("=")[2].strip()
            elif line.startswith("#"):
                continue
            elif line:
                row = line.split("\t")
                words.append(row[1])
                tags.append(_uner_tag(row[2], row[1]))
            elif words:
                found[identifier] = (words, iob2(tags))
                words, tags = [], []
    return found


def _uner_tag(tag: str, word: str) -> str:
    prefix, _, label = tag.partition("-")
    if label == "O":
        return UNKNOWN if word[:1].isupper() else OUTSIDE
    return f"{prefix}-{_UNER[label]}" if label else OUTSIDE


def iob2(tags: list[str]) -> list[str]:
    """IOB1 or IOB2 tags as IOB2; `UNKNOWN` stays."""
    out = list(tags)
    start = 0
    while start < len(tags):
        if tags[start][:2] not in {"B-", "I-"}:
            start += 1
            continue
        label = tags[start][2:]
        end = start + 1
        while end < len(tags) and tags[end] == f"I-{label}":
            end += 1
        _mark(out, start, end, label)
        start = end
    return out


def read_wikigold(path: Path) -> Iterator[Sentence]:
    """Yield wikigold's sentences (names only), with spaces put back by the usual rules."""
    words: list[str] = []
    tags: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            word, _, tag = line.strip().rpartition(" ")
            if word:
                if word == "-DOCSTART-":
                    continue
                prefix, _, label = tag.partition("-")
                words.append(word)
                tags.append(f"{prefix}-{_WIKIGOLD[label]}" if label else OUTSIDE)
            elif words:
                yield Sentence(
                    words=words, spaces=respace(words), names=iob2(tags), document="wikigold"
                )
                words, tags = [], []


def respace(words: list[str]) -> list[bool]:
    """Whether a space follows each token of tokenised English text."""
    spaces = [True] * len(words)
    quoted = False
    for index, word in enumerate(words):
        if word in {",", ".", ";", ":", "!", "?", ")", "]", "%", "n't"} or word.startswith("'"):
            spaces[index - 1 if index else 0] = False
        if word in {"(", "[", "$", "£"}:
            spaces[index] = False
        if word in {'"', "``", "''"}:
            if quoted and index:
                spaces[index - 1] = False
            elif not quoted:
                spaces[index] = False
            quoted = not quoted
    return spaces
