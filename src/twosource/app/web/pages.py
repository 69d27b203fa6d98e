"""The pages for people: lists and forms that need no script."""

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from twosource.app.web.desk import Desk, Notice
from twosource.app.web.forms import Form, FormOf
from twosource.app.web.limits import limits
from twosource.app.web.refusals import Conflict, NotThere, Refusal, Unusable
from twosource.app.web.shelf import Item
from twosource.app.web.story import Story
from twosource.app.web.templating import filled, story_address
from twosource.app.web.viewing import (
    BLOCK_KINDS,
    block_rows,
    decision_rows,
    report_rows,
    state_row,
)
from twosource.intake.kinds import ENDINGS
from twosource.model import BlockKind

__all__ = ["desk_of", "router", "to_story"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


def desk_of(request: Request) -> Desk:
    """The desk of the app that the request came to."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def to_story(story: Story, *rest: str, said: str = "", at: str = "") -> Response:
    """Send the browser to a page of the story, where notices and a place may be waiting."""
    where = story_address(story.name, *rest)
    where += f"?said={quote(said)}" if said else ""
    return RedirectResponse(where + (f"#{at}" if at else ""), status_code=303)


@router.get("/")
def stories(request: Request, said: str = "") -> str:
    """The list of the stories, and a form for another."""
    desk = desk_of(request)
    return filled(
        "stories",
        stories=desk.stories.all(),
        loose=desk.stories.loose(),
        folder=str(desk.stories.root),
        notices=desk.said(said),
        most=limits().line_characters,
    )


@router.post("/stories")
def make_story(request: Request, form: FormOf) -> Response:
    """A new story."""
    return to_story(desk_of(request).stories.make(form.one("title")))


@router.get("/stories/{name}")
def story(request: Request, name: str, said: str = "") -> str:
    """A story: its reports, what is decided, and the forms to add more."""
    desk = desk_of(request)
    return _story_page(desk, desk.stories.story(name), desk.said(said))


def _story_page(
    desk: Desk, one: Story, notices: tuple[Notice, ...], typed: Form | None = None
) -> str:
    state = desk.state(one)
    dossier = None
    if state.decisions and state.shown:
        try:
            dossier = desk.dossier(one, state.shown)[1]
        except Conflict:
            dossier = None
    rows = report_rows(state.shelf.items)
    return filled(
        "story",
        story=state,
        title=state.shelf.title,
        path=str(one.folder),
        state=state_row(state),
        reports=[r for r in rows if r.readable and not r.reason],
        unused=[r for r in rows if r.reason],
        decisions=decision_rows(state.decisions, dossier),
        notices=notices,
        endings=", ".join(ENDINGS),
        typed=typed,
        most=limits().line_characters,
        most_bytes=limits().request_bytes,
        kept=any(not n.bad for n in notices),
    )


@router.post("/stories/{name}/reports")
def add(request: Request, name: str, form: FormOf) -> Response:
    """Keep what was pasted and the files that were chosen; each by itself."""
    desk = desk_of(request)
    one = desk.stories.story(name)
    about = (form.one("outlet"), form.one("date"), form.one("url"))
    text = form.text("text")
    notices: list[Notice] = []
    pasted = bool(text.strip())
    if pasted:
        try:
            item = one.paste(text, about)
            notices.append(_added(one, item))
        except Refusal as refusal:
            notices.append(Notice(str(refusal), bad=True))
    # One set of words about several reports would be wrong for most of them.
    of_file = about if not pasted and len(form.files) == 1 else ("", "", "")
    for given, data in form.files:
        try:
            item = one.drop(given, data, of_file)
            notices.append(_added(one, item))
        except Refusal as refusal:
            notices.append(Notice(str(refusal), bad=True))
    if not notices:
        notices.append(Notice("Nothing was added: paste a text or choose files first.", bad=True))
    if any(not n.bad for n in notices):
        return to_story(one, said=desk.say(*notices), at="notices")
    return HTMLResponse(_story_page(desk, one, tuple(notices), form), status_code=422)


def _added(one: Story, item: Item) -> Notice:
    link = story_address(one.name, "reports", item.key)
    if item.twin:
        text = f"{item.file} is added. Its text is that of {item.twin}: one of them is compared."
    elif item.reason:
        text = f"{item.file} is kept, but it is not compared: {item.reason}."
    else:
        text = f"{item.file} is added."
    return Notice(text, link=link)


@router.post("/stories/{name}/title")
def rename(request: Request, name: str, form: FormOf) -> Response:
    """Another title."""
    desk = desk_of(request)
    one = desk.stories.story(name)
    title = " ".join(form.one("title").split())
    if not title or len(title) > limits().line_characters:
        raise Unusable(f"a title has 1 to {limits().line_characters} characters")
    one.rename(title)
    return to_story(one)


@router.get("/stories/{name}/reports/{key}")
def report(request: Request, name: str, key: str, said: str = "") -> str:
    """One report: its parts with their labels, and what is known of it."""
    desk = desk_of(request)
    one = desk.stories.story(name)
    shelf = one.shelf()
    item = shelf.item(key)
    if item is None:
        raise NotThere("there is no such report in this story (any more)")
    return filled(
        "report",
        story=one,
        title=shelf.title,
        item=item,
        row=report_rows([item])[0],
        blocks=block_rows(item.report) if item.report else [],
        kinds=BLOCK_KINDS,
        notices=desk.said(said),
        most=limits().line_characters,
    )


@router.post("/stories/{name}/reports/{key}/about")
def set_about(request: Request, name: str, key: str, form: FormOf) -> Response:
    """Set outlet, date and address right."""
    desk = desk_of(request)
    one = desk.stories.story(name)
    one.set_right(key, about=(form.one("outlet"), form.one("date"), form.one("url")))
    said = desk.say(Notice("What you said about this report is kept."))
    return to_story(one, "reports", key, said=said, at="notices")


@router.post("/stories/{name}/reports/{key}/labels")
def set_labels(request: Request, name: str, key: str, form: FormOf) -> Response:
    """Set labels of parts right, or give all of them back to the program."""
    desk = desk_of(request)
    one = desk.stories.story(name)
    kinds = {} if form.one("reset") else _kinds(form)
    one.set_right(key, kinds=kinds)
    said = desk.say(Notice("The labels are kept." if kinds else "The labels are the program's."))
    return to_story(one, "reports", key, said=said, at="notices")


def _kinds(form: Form) -> dict[tuple[int, int], BlockKind]:
    kinds = {}
    for field, value in form.fields:
        mark, _, span = field.partition("-")
        start, _, end = span.partition("-")
        if mark != "kind" or not (start.isdecimal() and end.isdecimal()):
            continue
        try:
            kinds[int(start), int(end)] = BlockKind(value)
        except ValueError:
            raise Unusable(f"{value[:40]!r} is no label of a part") from None
    if not kinds:
        raise Unusable("no label came with this form; load the report anew")
    return kinds


@router.post("/stories/{name}/reports/{key}/remove")
def remove(request: Request, name: str, key: str) -> Response:
    """Put a report's file aside."""
    desk = desk_of(request)
    one = desk.stories.story(name)
    file = one.remove(key)
    notice = Notice(f"{file} is out of the story; it lies in its folder removed/.")
    return to_story(one, said=desk.say(notice), at="notices")


@router.post("/stories/{name}/removed/{key}/restore")
def restore(request: Request, name: str, key: str) -> Response:
    """Take a file back into the story."""
    desk = desk_of(request)
    one = desk.stories.story(name)
    item = one.restore(key)
    return to_story(one, said=desk.say(Notice(f"{item.file} is back.")), at="notices")


@router.post("/stories/{name}/compare")
def compare(request: Request, name: str) -> Response:
    """Begin to compare; a story that is compared quickly is shown at once."""
    desk = desk_of(request)
    one = desk.stories.story(name)
    desk.compare(one)
    desk.jobs.wait(name, QUICK)
    return to_story(one, "dossier" if desk.state(one).state == "compared" else "progress")


QUICK = 1.5  # seconds that an answer may be held back to spare the reader a page of progress


@router.get("/stories/{name}/progress")
def progress(request: Request, name: str) -> Response:
    """How far the comparison has come; without a script the page loads itself anew."""
    desk = desk_of(request)
    one = desk.stories.story(name)
    state = desk.state(one)
    if state.state in {"compared", "changed"}:
        return to_story(one, "dossier")
    page = filled("progress", story=one, title=state.shelf.title, state=state_row(state))
    return HTMLResponse(page)
