"""The dossier in the app, and the page on which claims are merged, split and rejected."""

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from twosource.app.web.deciding import Wish
from twosource.app.web.desk import Desk, Notice
from twosource.app.web.forms import Form, FormOf
from twosource.app.web.pages import desk_of, to_story
from twosource.app.web.paging import framed
from twosource.app.web.refusals import Unusable
from twosource.app.web.story import Story
from twosource.app.web.templating import filled
from twosource.app.web.viewing import claim_rows, decision_rows, state_row
from twosource.dossier.page import page
from twosource.dossier.wording import full_sentence, labels
from twosource.model import DecisionKind, Standing

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

WAIT = 8.0  # seconds that a decision waits for its dossier; then a page of progress is shown


@router.get("/stories/{name}/dossier")
def dossier(request: Request, name: str, said: str = "") -> Response:
    """The dossier's page under the app's bar."""
    desk = desk_of(request)
    one = desk.stories.story(name)
    state = desk.state(one)
    if state.shown is None:
        return to_story(one, *(["progress"] if state.state == "comparing" else []))
    page_of_it = desk.page(one, state.shown)
    bar = filled(
        "bar",
        story=one,
        title=state.shelf.title,
        state=state_row(state),
        decisions=len(state.decisions),
        notices=desk.said(said),
    )
    whole = framed(page_of_it, bar)
    return HTMLResponse(whole.html, headers={"content-security-policy": whole.policy})


@router.get("/stories/{name}/dossier.html")
def saved_page(request: Request, name: str) -> Response:
    """The page as `twosource compare -o` writes it, to keep or to send."""
    desk = desk_of(request)
    one = desk.stories.story(name)
    html = page(desk.dossier(one)[1])
    name_of_file = quote(f"{one.name}.html")
    return HTMLResponse(
        html, headers={"content-disposition": f"attachment; filename*=UTF-8''{name_of_file}"}
    )


@router.get("/stories/{name}/decide")
def decide_page(request: Request, name: str, q: str = "", said: str = "") -> Response:
    """All claims with the forms that decide on them."""
    desk = desk_of(request)
    one = desk.stories.story(name)
    state = desk.state(one)
    if state.shown is None:
        return to_story(one)
    return HTMLResponse(_decide_page(desk, one, q, desk.said(said)))


def _decide_page(desk: Desk, one: Story, wanted: str, notices: tuple[Notice, ...]) -> str:
    state = desk.state(one)
    key, dossier = desk.dossier(one, state.shown)
    rows = list(claim_rows(dossier, wanted))
    names = labels(dossier)
    single = Standing.SINGLE_SOURCE.value
    return filled(
        "decide",
        story=one,
        title=state.shelf.title,
        state=state_row(state),
        key=key,
        wanted=wanted,
        shared=[r for r in rows if r.standing != single],
        singles=[r for r in rows if r.standing == single],
        reports=[(r.id, names[r.id]) for r in dossier.reports],
        decisions=decision_rows(state.decisions, dossier),
        notices=notices,
    )


@router.post("/stories/{name}/decisions")
def decide(request: Request, name: str, form: FormOf, dossier: str | None = None) -> Response:
    """Keep one decision; its button says which, the ticked boxes say about what, `dossier` of
    which dossier they are.
    """
    desk = desk_of(request)
    one = desk.stories.story(name)
    made = desk.decide(one, wish_of(form), dossier or form.one("dossier") or None, wait=WAIT)
    text = f"Decided ({made.id}). {_outcome(desk, one, made.id)}".strip()
    return _after(desk, one, form, Notice(text, undo=made.id))


def _outcome(desk: Desk, one: Story, decision: str) -> str:
    """What came of a decision, as a sentence; "" where the story is not compared anew yet."""
    state = desk.state(one)
    if state.state != "compared":
        return ""
    _, dossier = desk.dossier(one, state.shown)
    said = next((d.outcome for d in dossier.decisions if d.id == decision), "")
    return full_sentence(said)


@router.post("/stories/{name}/decisions/{decision}/undo")
def undo(request: Request, name: str, decision: str, form: FormOf) -> Response:
    """Take one decision back."""
    desk = desk_of(request)
    one = desk.stories.story(name)
    desk.undo(one, decision, wait=WAIT)
    return _after(desk, one, form, Notice(f"Decision {decision} is taken back."))


def _after(desk: Desk, one: Story, form: Form, notice: Notice) -> Response:
    state = desk.state(one)
    if state.state == "comparing":
        return to_story(one, "progress")
    notices = [notice]
    if state.state == "failed" and state.job is not None:
        notices.append(Notice(state.job.reason, bad=True))
    elif state.state == "empty":
        notices.append(Notice("There is no report to compare.", bad=True))
    where = {"decide": "decide", "story": ""}.get(form.one("back"), "dossier")
    if state.shown is None:
        where = ""
    return to_story(one, *([where] if where else []), said=desk.say(*notices), at="notices")


def wish_of(form: Form) -> Wish:
    """What a form asks for, of the page of decisions or of the dossier.

    On the former a button is "kind" or "kind:claim", and evidence is "claim:index". On the latter
    the form is one claim's: `kind`, `claim`, `with` (what to merge it with), and evidence is
    "report:start:end". "merge:claim" says that the words of that one claim surely say the same.
    """
    action, _, of = (form.one("action") or form.one("kind")).partition(":")
    try:
        kind = DecisionKind(action)
    except ValueError:
        raise Unusable("this form does not say what is to be decided") from None
    claims = (of,) if of else form.all("claim")
    others = () if of else tuple(form.one("with").upper().replace(",", " ").split())
    evidence, spans = _ticked(form, of)
    if kind is DecisionKind.SPLIT and not (evidence or spans):
        raise Unusable("tick the words that are to leave the claim first, then split")
    if kind is DecisionKind.MERGE and not of and len({*claims, *others}) < 2:
        raise Unusable(
            "name the other claim to merge, as C7; that the words of one claim surely say the "
            "same has a button of its own"
        )
    return Wish(
        kind,
        claims={DecisionKind.MERGE: (*claims, *others), DecisionKind.REJECT: claims}.get(
            kind, claims if spans else ()
        ),
        evidence=evidence,
        spans=spans,
        reports=form.all("report"),
        note=form.one("note"),
    )


def _ticked(
    form: Form, of: str
) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int, int], ...]]:
    """The evidence that is ticked, of the claim `of` only where it is given."""
    evidence: list[tuple[str, int]] = []
    spans: list[tuple[str, int, int]] = []
    for ticked in form.all("evidence"):
        size = 1 if form.one("action") else 2
        first, *numbers = ticked.rsplit(":", size)
        if len(numbers) != size or not all(n.isdecimal() for n in numbers):
            raise Unusable("this form names evidence that is none")
        if size == 2:
            spans.append((first, int(numbers[0]), int(numbers[1])))
        elif of in {"", first}:
            evidence.append((first, int(numbers[0])))
    return tuple(evidence), tuple(spans)
