"""What the documents say is what the project does."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from benchmarks import floors

import twosource

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "twosource"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "training" / "README.md"])


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


# ---------------------------------------------------------------- README


def test_the_library_example_prints_what_readme_says() -> None:
    found = re.search(
        r"```python\n(.*?)```\s+prints\s+```text\n(.*?)```", page("README.md"), re.DOTALL
    )
    assert found is not None
    code, output = found.groups()
    assert len(code.splitlines()) <= 18
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})
    assert printed.getvalue() == output


def test_the_commands_of_readme_are_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE))
    text = page("README.md") + page("CONTRIBUTING.md")
    named = set(re.findall(r"(?:^ {4}|`)(?:PYTHON=\S+ )?make ([a-z]+)", text, re.MULTILINE))
    assert {"demo", "test"} <= named <= targets


def test_every_command_of_readme_is_one() -> None:
    from twosource.app.cli import cli  # noqa: PLC0415

    named = set(re.findall(r"^ +(?:pbpaste \| )?twosource (\w+)", page("README.md"), re.MULTILINE))
    assert named == set(cli.commands)


# ---------------------------------------------------------------- links and pictures


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" not in target:
            file, _, _ = target.partition("#")
            assert not file or (path.parent / file).exists(), target


def test_pictures_are_small_and_used() -> None:
    used = "".join(p.read_text(encoding="utf-8") for p in PAGES)
    pictures = [p for p in (ROOT / "docs" / "pictures").iterdir() if p.suffix in {".png", ".svg"}]
    assert pictures
    for picture in pictures:
        assert picture.stat().st_size < 150_000, picture.name
        assert f"pictures/{picture.name}" in used


# ---------------------------------------------------------------- architecture


def test_every_room_stands_in_the_architecture() -> None:
    text = page("docs/architecture.md")
    for folder in SOURCES.rglob("__init__.py"):
        if folder.parent != SOURCES:
            assert f"{folder.parent.name}/" in text
    for module in SOURCES.glob("*.py"):
        assert module.name in text
    for weights in (SOURCES / "weights").iterdir():
        assert f"{weights.name}/" in text


def test_modules_that_the_architecture_names_exist() -> None:
    names = {p.name for folder in ("src", "tests") for p in (ROOT / folder).rglob("*.py")}
    text = page("docs/architecture.md")
    assert set(re.findall(r"`(?:\w+/)?(\w+\.py)`", text)) <= names


# ---------------------------------------------------------------- standings


def rules_of_the_code() -> set[str]:
    """Names of rules: the string after a Standing, in a call or a tuple, or `rule=`."""
    found: set[str] = set()
    for path in (SOURCES / "claims").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            row: list[ast.expr] = []
            if isinstance(node, ast.Call):
                row = node.args
                found |= {
                    str(k.value.value)
                    for k in node.keywords
                    if k.arg == "rule" and isinstance(k.value, ast.Constant)
                }
            elif isinstance(node, ast.Tuple):
                row = node.elts
            if len(row) > 1 and _is_standing(row[0]) and isinstance(row[1], ast.Constant):
                found.add(str(row[1].value))
    return found


def _is_standing(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Standing"
    )


def test_every_rule_is_explained_and_no_other() -> None:
    told = set(re.findall(r"^\| `([a-z-]+)` \|", page("docs/standings.md"), re.MULTILINE))
    assert rules_of_the_code() == told


def test_every_standing_is_explained() -> None:
    text = page("docs/standings.md")
    readme = page("README.md")
    for standing in twosource.Standing:
        assert f"\n## {standing.value}\n" in text
        assert f"\n| {standing.value} |" in readme


def test_the_example_meets_only_rules_that_are_explained() -> None:
    from twosource.intake import read_inputs  # noqa: PLC0415

    dossier = twosource.compare(read_inputs([str(SOURCES / "example")]).reports)
    assert {c.rule for c in dossier.claims} <= rules_of_the_code()


# ---------------------------------------------------------------- dependencies


def _project() -> dict[str, list[str]]:
    project = tomllib.loads(page("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    run = project["dependencies"]
    return {"run": run, "paraphrase": extras["paraphrase"], "dev": extras["dev"]}


def _names(requirements: list[str]) -> list[str]:
    return [re.split(r"[<>=!~\[; ]", r)[0] for r in requirements]


def test_every_dependency_has_its_line_and_no_other() -> None:
    both, _, dev = page("docs/dependencies.md").partition("## For development")
    run, _, extra = both.partition("## With the extra `paraphrase`")
    project = _project()
    for text, requirements in (
        (run, project["run"]),
        (extra, project["paraphrase"]),
        (dev, project["dev"]),
    ):
        assert re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE) == sorted(_names(requirements))


def test_every_import_is_a_dependency() -> None:
    modules = {"scikit_learn": "sklearn", "pip_tools": "piptools", "markdown_it_py": "markdown_it"}
    project = {
        k: {modules.get(n.replace("-", "_"), n.replace("-", "_")) for n in _names(v)}
        for k, v in _project().items()
    }
    ours = {"twosource", "training", "benchmarks", "_typeshed"}
    ours |= {p.stem for p in (ROOT / "tests").rglob("*.py")}
    for folder, known in (
        ("src", project["run"] | project["paraphrase"]),
        ("training", project["run"] | project["dev"]),
        ("benchmarks", project["run"] | project["dev"]),
        ("tests", project["run"] | project["dev"]),
    ):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = []
                if isinstance(node, ast.Import):
                    names = [a.name for a in node.names]
                elif isinstance(node, ast.ImportFrom):
                    names = [node.module or ""]
                for name in names:
                    top = name.split(".")[0]
                    where = f"{path.name} imports {top}"
                    assert top in known | ours | set(sys.stdlib_module_names), where


# ---------------------------------------------------------------- benchmarks


def test_every_floor_stands_in_the_benchmarks() -> None:
    text = page("docs/benchmarks.md")
    for room in floors.read():
        _, _, section = text.partition(f"### {room.name}\n")
        for floor in room.floors:
            row = rf"\| `{re.escape(floor.name)}` \| [\d.]+ \| {floor.floor} \|"
            assert re.search(row, section), f"{room.name}.{floor.name}: make the table anew"


# ---------------------------------------------------------------- the whole project

OF_THE_WORKPLACE = re.compile(
    "|".join(
        [
            r"(?<![\w.])/" + "work/",
            r"(?<![\w.])/" + "tmp/",
            r"/" + "root/",
            r"/" + "home/",
            "farm" + r"-\w",
            r"\." + "library",
            "pypi" + r"\.org",
            "python" + "hosted",
            "sub" + "agent",
            "--find" + "-links ",
        ]
    ),
    re.IGNORECASE,
)


def test_no_file_names_a_workplace_or_a_registry() -> None:
    ran = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    files = ran.stdout.splitlines() if ran.returncode == 0 else []
    paths = [ROOT / name for name in files] or list(SOURCES.rglob("*"))
    seen = 0
    for path in paths:
        if path.is_file() and b"\0" not in (data := path.read_bytes())[:4000]:
            seen += 1
            found = OF_THE_WORKPLACE.search(data.decode("utf-8", "replace"))
            assert found is None, f"{path.relative_to(ROOT)}: {found.group()}"
    assert seen > 50
