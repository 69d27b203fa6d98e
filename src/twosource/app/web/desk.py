"""What the app can do with a story, for its pages and for its programs' interface alike."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Literal

from twosource.app.web import deciding
from twosource.app.web.jobs import Jobs
from twosource.app.web.keeping import Kept, key_of_comparison
from twosource.app.web.paging import dossier_page
from twosource.app.web.refusals import Conflict
from twosource.app.web.stories import Stories
from twosource.app.web.templating import story_address
from twosource.app.web.work import Task
from twosource.model import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from twosource.app.web.deciding import Wish
    from twosource.app.web.jobs import Job
    from twosource.app.web.shelf import Shelf
    from twosource.app.web.story import Story
    from twosource.model import Decision, Dossier

__all__ = ["Desk", "Notice", "State", "StoryState"]

State = Literal["empty", "not compared", "comparing", "compared", "changed", "failed"]
_PAGES = 12  # in memory; one of fourteen reports has a megabyte at most
_NOTICES = 200  # the last so many are kept, for pages that are loaded after a form was sent


@dataclass(frozen=True, slots=True)
class StoryState:
    """A story as it stands. `key` names the dossier that it would have now, `shown` the one that
    was made last, or None; `job` is the last comparison that was asked for since the start.
    """

    name: str
    shelf: Shelf
    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]
    key: str
    shown: str | None
    job: Job | None

    @property
    def state(self) -> State:
        """In a word. "changed": the dossier is of an earlier state of the story."""
        if self.job is not None and not self.job.over:
            return "comparing"
        if self.shown == self.key:
            return "compared"
        if not self.shelf.reports:
            return "empty"
        if self.job is not None and self.job.state == "failed" and self.job.key == self.key:
            return "failed"
        return "changed" if self.shown else "not compared"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the next page; `bad` where something was not done. `link` leads to the
    report, `undo` takes back the decision that it is about.
    """

    text: str
    bad: bool = False
    link: str = ""
    undo: str = ""


class Desk:
    """The stories of a folder, and the comparisons under way."""

    def __init__(self, root: Path) -> None:
        self.stories = Stories(root)
        self.jobs = Jobs(self._keep_page)
        self._lock = Lock()
        self._pages: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._notices: OrderedDict[str, tuple[Notice, ...]] = OrderedDict()

    def close(self) -> None:
        """End the process that compares."""
        self.jobs.close()

    def state(self, story: Story) -> StoryState:
        """How a story stands now."""
        shelf = story.shelf()
        problems = shelf.problems
        try:
            decisions = deciding.decisions_of(story.folder)
        except Conflict as error:
            decisions, problems = (), (*problems, Problem("decisions.json", str(error)))
        key = key_of_comparison(
            f"{story.name}\n{shelf.title}", shelf.reports, _problems(shelf), decisions
        )
        kept = Kept(story.folder)
        shown = key if kept.has(key) else kept.latest()
        return StoryState(
            story.name, shelf, decisions, problems, key, shown, self.jobs.of(story.name)
        )

    def compare(self, story: Story) -> StoryState:
        """Have the story compared as it stands now; a dossier that is there already is kept.

        Raises Conflict where there is no report to compare.
        """
        state = self.state(story)
        if not state.shelf.reports:
            raise Conflict("there is no report to compare yet; paste a text or add a file first")
        if state.shown == state.key and state.state != "comparing":
            return state
        task = Task(
            key=state.key,
            folder=str(story.folder),
            title=state.shelf.title,
            reports=state.shelf.reports,
            problems=_problems(state.shelf),
            decisions=state.decisions,
            actions=_actions(story, state.key),
        )
        self.jobs.start(story.name, task)
        return self.state(story)

    def dossier(self, story: Story, key: str | None = None) -> tuple[str, Dossier]:
        """The dossier of that key, else the one made last, with its key. Raises Conflict."""
        kept = Kept(story.folder)
        key = key or self.state(story).shown
        dossier = kept.dossier(key) if key and key.isalnum() else None
        if key is None or dossier is None:
            raise Conflict(
                "the dossier that this is about is not there (any more); compare the story, and "
                "decide on what you then see"
            )
        return key, dossier

    def page(self, story: Story, key: str) -> str:
        """The page of a dossier with its forms, before the app's bar is set on it.

        Raises Conflict where that dossier is not kept any more.
        """
        place = str(story.folder), key
        with self._lock:
            known = self._pages.get(place)
        if known is None:  # made before the app was started
            known = dossier_page(self.dossier(story, key)[1], actions=_actions(story, key))
            self._hold(place, known)
        return known

    def decide(self, story: Story, wish: Wish, key: str | None, *, wait: float) -> Decision:
        """Keep a decision about the dossier of that key, and compare anew; no report is read
        again. Waits for the new dossier for so many seconds at most.
        """
        with story.lock:
            made = deciding.decide(story.folder, self.dossier(story, key)[1], wish)
        self._again(story, wait)
        return made

    def undo(self, story: Story, decision: str, *, wait: float) -> None:
        """Take a decision back, and compare anew as `decide` does."""
        with story.lock:
            deciding.undo(story.folder, decision)
        self._again(story, wait)

    def say(self, *notices: Notice) -> str:
        """Keep notices for the next page; gives the word that it finds them by."""
        word = secrets.token_urlsafe(9)
        with self._lock:
            self._notices[word] = notices
            while len(self._notices) > _NOTICES:
                self._notices.popitem(last=False)
        return word

    def said(self, word: str) -> tuple[Notice, ...]:
        """The notices of that word, none where it is unknown."""
        with self._lock:
            return self._notices.get(word, ())

    def _keep_page(self, task: Task, page: str) -> None:
        self._hold((task.folder, task.key), page)

    def _hold(self, place: tuple[str, str], page: str) -> None:
        with self._lock:
            self._pages[place] = page
            self._pages.move_to_end(place)
            while len(self._pages) > _PAGES:
                self._pages.popitem(last=False)

    def _again(self, story: Story, wait: float) -> None:
        if self.compare(story).state == "comparing":
            self.jobs.wait(story.name, wait)


def _problems(shelf: Shelf) -> tuple[Problem, ...]:
    return tuple(p for p in shelf.given if isinstance(p, Problem))


def _actions(story: Story, key: str) -> str:
    """Where the forms of a dossier's page send decisions; they are about that dossier."""
    return f"{story_address(story.name, 'decisions')}?dossier={key}"
