"""The interface for programs: JSON in, JSON out, described in openapi.json."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from twosource.app.web import deciding
from twosource.app.web.api_forms import (
    AddedOut,
    ComparisonOut,
    DecisionIn,
    DecisionOut,
    FilesOut,
    PasteIn,
    RefusedOut,
    ReportIn,
    ReportOut,
    StoryIn,
    StoryLineOut,
    StoryOut,
    comparison_out,
    decision_out,
    line_out,
    report_line,
    report_out,
    story_out,
)
from twosource.app.web.forms import FormOf
from twosource.app.web.pages import desk_of
from twosource.app.web.refusals import NotThere, Refusal, Unusable
from twosource.app.web.shelf import Item
from twosource.app.web.story import Story
from twosource.dossier.as_json import dumps, to_dict

__all__ = ["router"]

PROBLEM: dict[str, Any] = {
    "description": "What was wrong, and the mend.",
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "detail"],
                "properties": {
                    "type": {"type": "string"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                },
            }
        }
    },
}
router = APIRouter(prefix="/api", responses=dict.fromkeys((400, 403, 404, 409, 413, 422), PROBLEM))
_FILES = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                        }
                    },
                }
            }
        },
    }
}
_DOSSIER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The dossier; docs/json.md says what stands in it.",
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
}
WAIT = 8.0  # seconds that a decision waits for its dossier


@router.get("/stories")
def list_stories(request: Request) -> list[StoryLineOut]:
    """The stories of the folder, the one that changed last first."""
    return [line_out(line) for line in desk_of(request).stories.all()]


@router.post("/stories", status_code=201)
def make_story(request: Request, story: StoryIn) -> StoryOut:
    """Make a story."""
    desk = desk_of(request)
    return story_out(desk.state(desk.stories.make(story.title)))


@router.get("/stories/{name}")
def get_story(request: Request, name: str) -> StoryOut:
    """A story as it stands: reports, decisions, comparison."""
    desk = desk_of(request)
    return story_out(desk.state(desk.stories.story(name)))


@router.post("/stories/{name}/reports", status_code=201)
def add_text(request: Request, name: str, paste: PasteIn) -> AddedOut:
    """Keep a text as a report."""
    one = _story(request, name)
    item = one.paste(paste.text, (paste.outlet, paste.date, paste.url), name=paste.name)
    return _added(item)


@router.post("/stories/{name}/files", status_code=201, openapi_extra=_FILES)
def add_files(request: Request, name: str, form: FormOf) -> FilesOut:
    """Keep files as reports, each by itself: one that cannot be kept does not lose the others."""
    one = _story(request, name)
    added, refused = [], []
    for given, data in form.files:
        try:
            added.append(_added(one.drop(given, data)))
        except Refusal as refusal:
            refused.append(RefusedOut(given, str(refusal)))
    if not added:
        reasons = "; ".join(r.reason for r in refused)
        raise Unusable(reasons or "no file came with this request; name the field files")
    return FilesOut(added, refused)


@router.get("/stories/{name}/reports/{key}")
def get_report(request: Request, name: str, key: str) -> ReportOut:
    """A report with its text and the labels of its parts."""
    return report_out(_item(_story(request, name), key))


@router.patch("/stories/{name}/reports/{key}")
def set_report_right(request: Request, name: str, key: str, given: ReportIn) -> ReportOut:
    """Set metadata and labels right."""
    one = _story(request, name)
    with one.lock:
        before = _item(one, key).correction
        about = None
        if not given.outlet is given.date is given.url is None:
            known = (before.outlet, before.published, before.url) if before else ("", "", "")
            new = (given.outlet, given.date, given.url)
            outlet, date, url = (
                k if n is None else n.strip() for k, n in zip(known, new, strict=True)
            )
            about = (outlet, date, url)
        kinds = None
        if given.labels is not None:
            kinds = {(x.start, x.end): x.kind for x in given.labels}
        return report_out(one.set_right(key, about=about, kinds=kinds))


@router.delete("/stories/{name}/reports/{key}", status_code=204, response_class=Response)
def remove_report(request: Request, name: str, key: str) -> None:
    """Put the file of a report into the story's folder `removed/`."""
    _story(request, name).remove(key)


@router.post("/stories/{name}/removed/{file:path}/restore")
def restore_report(request: Request, name: str, file: str) -> AddedOut:
    """Take a file out of `removed/` again, by its path there."""
    one = _story(request, name)
    gone = next((r for r in one.shelf().removed if r.file == file), None)
    if gone is None:
        raise NotThere("there is no such file among the removed ones")
    return _added(one.restore(gone.key))


@router.post("/stories/{name}/comparison", status_code=202)
def compare(request: Request, name: str) -> ComparisonOut:
    """Begin to compare the story as it stands; ask for its state until it is "compared"."""
    desk = desk_of(request)
    return comparison_out(desk.compare(desk.stories.story(name)))


@router.get("/stories/{name}/comparison")
def get_comparison(request: Request, name: str) -> ComparisonOut:
    """How the comparison stands."""
    desk = desk_of(request)
    return comparison_out(desk.state(desk.stories.story(name)))


@router.get("/stories/{name}/dossier", responses=_DOSSIER, response_class=Response)
def get_dossier(request: Request, name: str, key: str | None = None) -> Response:
    """The dossier as JSON: the one made last, or the one of that key while it is kept."""
    desk = desk_of(request)
    key, dossier = desk.dossier(desk.stories.story(name), key)
    return Response(
        dumps(to_dict(dossier)) + "\n",
        media_type="application/json",
        headers={"etag": f'"{key}"'},
    )


@router.get("/stories/{name}/decisions")
def list_decisions(request: Request, name: str) -> list[DecisionOut]:
    """The user's decisions, in their order."""
    return [decision_out(d) for d in deciding.decisions_of(_story(request, name).folder)]


@router.post("/stories/{name}/decisions", status_code=201)
def decide(request: Request, name: str, given: DecisionIn) -> DecisionOut:
    """Decide, and have the story compared anew; no report is read again."""
    desk = desk_of(request)
    wish = deciding.Wish(
        given.kind,
        claims=tuple(given.claims),
        evidence=tuple((e.claim, e.index) for e in given.evidence),
        reports=tuple(given.reports),
        note=given.note,
    )
    return decision_out(desk.decide(desk.stories.story(name), wish, given.dossier, wait=WAIT))


@router.delete("/stories/{name}/decisions/{decision}", status_code=204, response_class=Response)
def undo(request: Request, name: str, decision: str) -> None:
    """Take a decision back, and have the story compared anew."""
    desk = desk_of(request)
    desk.undo(desk.stories.story(name), decision, wait=WAIT)


def _story(request: Request, name: str) -> Story:
    return desk_of(request).stories.story(name)


def _item(one: Story, key: str) -> Item:
    item = one.shelf().item(key)
    if item is None:
        raise NotThere("there is no such report in this story (any more)")
    return item


def _added(item: Item) -> AddedOut:
    return AddedOut(report_line(item), bool(item.twin))
