"""The file of the user's decisions: small, read by people, written whole or not at all.

docs/decisions.md says what stands in it.
"""

from __future__ import annotations

import json
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

from twosource.errors import DecisionsError, OutputError
from twosource.model import Anchor, Decision, DecisionKind

__all__ = ["DECISIONS_FILE", "DECISIONS_SCHEMA", "load", "save"]

DECISIONS_FILE = "decisions.json"  # what it is called beside the reports
DECISIONS_SCHEMA = "twosource/decisions/1"

MEND = "mend it by hand, put it aside, or run with --no-decisions"

# What the anchors of each kind are called in the file, by the side that they are on.
SIDES = {
    DecisionKind.SPLIT: ("leave", "stay"),
    DecisionKind.REJECT: ("words",),
    DecisionKind.ONE_ORIGIN: ("reports",),
}
CLAIMS = "claims"  # of a merge: a list for each claim


def load(path: str | Path) -> tuple[Decision, ...]:
    """The decisions in a file, in their order; none where there is no such file.

    Raises DecisionsError, which says where, when it is no file of decisions or cannot be read.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError:
        raise DecisionsError(f"{path}: it is not in UTF-8; {MEND}") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise DecisionsError(f"{path}: it cannot be read ({reason}); {MEND}") from error
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise DecisionsError(f"{path}: it is no JSON ({error.msg}, {where}); {MEND}") from None
    except ValueError:
        reason = "a number in it has more digits than any offset"
        raise DecisionsError(f"{path}: {reason}; {MEND}") from None
    except RecursionError:
        reason = "lists or objects in it lie too deep in each other"
        raise DecisionsError(f"{path}: {reason}; {MEND}") from None
    try:
        return _decisions(data)
    except _Wrong as wrong:
        raise DecisionsError(f"{path}: {wrong}; {MEND}") from None


def save(path: str | Path, decisions: tuple[Decision, ...]) -> None:
    """Write decisions to a file, in one step; what is there is replaced, a link kept.

    The same decisions give the same bytes. What a run said of them is left out. Raises OutputError.
    """
    data = {"schema": DECISIONS_SCHEMA, "decisions": [_to_dict(d) for d in decisions]}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    try:
        raw = text.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate: all of it in escapes, so that nothing is lost
        raw = json.dumps(data, indent=1).encode("ascii")
    target = Path(path).resolve()
    part = target.with_name(f".{target.name[:200]}.{secrets.token_hex(4)}.part")
    try:
        try:
            with part.open("xb") as file:
                file.write(raw + b"\n")
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                part.chmod(stat.S_IMODE(target.stat().st_mode))
            part.replace(target)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"{path}: the decisions cannot be written ({reason}); name another file"
        ) from error


def _to_dict(decision: Decision) -> dict[str, Any]:
    out: dict[str, Any] = {"id": decision.id, "kind": decision.kind.value}
    if decision.note:
        out["note"] = decision.note
    if decision.kind is DecisionKind.MERGE:
        sides = sorted({a.part for a in decision.anchors})
        out[CLAIMS] = [[_anchor(a) for a in decision.anchors if a.part == k] for k in sides]
    else:
        for k, name in enumerate(SIDES[decision.kind]):
            out[name] = [_anchor(a) for a in decision.anchors if a.part == k]
    return out


def _anchor(anchor: Anchor) -> dict[str, Any]:
    out: dict[str, Any] = {"report": anchor.report, "sha256": anchor.sha256}
    if anchor.start is not None and anchor.end is not None:
        out |= {"start": anchor.start, "end": anchor.end, "text": anchor.text}
    if anchor.value:
        out["value"] = anchor.value
    return out


class _Wrong(Exception):
    """What is wrong, and where in the file."""


def _decisions(data: object) -> tuple[Decision, ...]:
    if not isinstance(data, dict) or not isinstance(data.get("schema"), str):
        raise _Wrong("it is no file of decisions: $.schema is missing")
    if data["schema"] != DECISIONS_SCHEMA:
        raise _Wrong(f"$.schema is {data['schema']!r}, and this version reads {DECISIONS_SCHEMA!r}")
    rows = _list(data.get("decisions"), "$.decisions")
    out = tuple(_decision(row, f"$.decisions[{k}]") for k, row in enumerate(rows))
    ids = [d.id for d in out]
    twice = next((i for i in ids if ids.count(i) > 1), None)
    if twice is not None:
        raise _Wrong(f"two decisions have the id {twice}")
    return out


def _decision(row: object, at: str) -> Decision:
    if not isinstance(row, dict):
        raise _Wrong(f"{at} is no object")
    try:
        kind = DecisionKind(str(row.get("kind")))
    except ValueError:
        known = ", ".join(DecisionKind)
        raise _Wrong(f"{at}.kind is {row.get('kind')!r}; it must be one of {known}") from None
    whole = kind is DecisionKind.ONE_ORIGIN
    if kind is DecisionKind.MERGE:
        sides = [
            (_list(side, f"{at}.{CLAIMS}[{k}]"), f"{at}.{CLAIMS}[{k}]")
            for k, side in enumerate(_list(row.get(CLAIMS), f"{at}.{CLAIMS}"))
        ]
    else:
        sides = [(_list(row.get(n, []), f"{at}.{n}"), f"{at}.{n}") for n in SIDES[kind]]
    anchors = tuple(
        _read_anchor(one, f"{where}[{n}]", part=k, whole=whole)
        for k, (side, where) in enumerate(sides)
        for n, one in enumerate(side)
    )
    least = 1 if kind in {DecisionKind.REJECT, DecisionKind.SPLIT} else 2
    if len(anchors) < least or not sides[0][0]:
        raise _Wrong(f"{at} names too little to be a decision")
    return Decision(_text(row, "id", at), kind, anchors, _text(row, "note", at, ""))


def _read_anchor(row: object, at: str, *, part: int, whole: bool) -> Anchor:
    if not isinstance(row, dict):
        raise _Wrong(f"{at} is no object")
    sha256, report = _text(row, "sha256", at), _text(row, "report", at)
    if whole:
        return Anchor(sha256, report, part=part)
    start, end, text = row.get("start"), row.get("end"), _text(row, "text", at)
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise _Wrong(f"{at}: start and end must be offsets, 0 <= start < end")
    return Anchor(sha256, report, start, end, text, _text(row, "value", at, ""), part)


def _text(row: dict[str, Any], name: str, at: str, default: str | None = None) -> str:
    found = row.get(name, default)
    if not isinstance(found, str) or (default is None and not found):
        raise _Wrong(f"{at}.{name} must be text")
    return found


def _list(found: object, at: str) -> list[Any]:
    if not isinstance(found, list):
        raise _Wrong(f"{at} must be a list")
    return found
