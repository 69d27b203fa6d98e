"""Each room imports only what stands above it in docs/architecture.md."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[1] / "src" / "twosource"
ROOMS = ("intake", "reading", "stories", "origins", "claims", "decisions", "dossier", "app")
EVERYWHERE = {"model", "errors"}
# The rooms meet in the pipeline, which only the face and the commands may know.
COMPOSES = {
    "pipeline": set(ROOMS) - {"app", "dossier"},
    "__init__": {"pipeline", "intake", "dossier"},
}


def imported(path: Path) -> set[str]:
    """The modules of twosource that a file imports anywhere, first part after the package."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        modules: list[str] = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno} imports by dots"
            modules = [node.module or ""]
            if node.module == "twosource":
                modules = [f"twosource.{alias.name}" for alias in node.names]
        found |= {m.split(".")[1] for m in modules if m.startswith("twosource.")}
    return found


def allowed(room: str) -> set[str]:
    if room in COMPOSES:
        return COMPOSES[room] | EVERYWHERE
    above = set(ROOMS[: ROOMS.index(room) + 1])
    return above | EVERYWHERE | ({"pipeline"} if room == "app" else set())


def home(path: Path) -> str:
    inside = path.relative_to(SOURCES)
    return inside.parts[0] if len(inside.parts) > 1 else path.stem


@pytest.mark.parametrize(
    "path", sorted(SOURCES.rglob("*.py")), ids=lambda p: p.relative_to(SOURCES).as_posix()
)
def test_imports_only_from_above(path: Path) -> None:
    room = home(path)
    if room in EVERYWHERE:
        assert imported(path) <= {room}, "the nouns and the errors stand on nothing"
    else:
        assert imported(path) <= allowed(room)


def test_every_room_is_known() -> None:
    folders = {p.parent.name for p in SOURCES.glob("*/__init__.py")}
    assert folders == {*ROOMS, "model"}


@pytest.mark.parametrize("path", sorted(SOURCES.rglob("*.py")), ids=lambda p: p.stem)
def test_no_vague_names(path: Path) -> None:
    assert not {"util", "utils", "helper", "helpers", "manager", "misc", "common"} & set(
        path.stem.split("_")
    )
