"""What people do with the page: mouse, keys, filters, history."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from twosource.model import Dossier

    Open = Callable[..., Any]

OPEN = ".claim.open, .report.open"


def toll(page: Any) -> Any:
    """The row of the toll: the statement with most reports among the figures."""
    return page.locator("#g-many tr.row[data-standing=updated]").first


def claim_of(row: Any) -> str:
    return str(row.get_attribute("data-claim"))


# ---------------------------------------------------------------- open, close, history


def test_a_click_opens_a_statement_and_back_closes_it(opened: Open) -> None:
    page = opened()
    row = toll(page)
    row.locator("a.q").click()
    drawer = page.locator(OPEN)
    expect(drawer).to_have_attribute("id", claim_of(row))
    assert page.url.endswith(f"#{claim_of(row)}")
    expect(drawer.locator("h3")).to_be_focused()
    place = drawer.locator("a.place").first
    target = str(place.get_attribute("href"))
    place.click()
    report = page.locator(".report.open")
    expect(report).to_be_visible()
    assert page.url.endswith(target)
    lit = report.locator(".lit")
    assert lit.count() > 0
    expect(lit.first).to_be_in_viewport()
    page.go_back()
    expect(page.locator(OPEN)).to_have_attribute("id", claim_of(row))
    page.go_back()
    expect(page.locator(OPEN)).to_have_count(0)
    page.go_forward()
    expect(page.locator(OPEN)).to_have_attribute("id", claim_of(row))


def test_words_in_a_text_lead_back_to_their_statement(opened: Open) -> None:
    page = opened("#r1")
    link = page.locator(".report.open a.m.s-conflicting, .report.open a.m.s-updated").first
    target = str(link.get_attribute("href"))
    link.click()
    expect(page.locator(".claim.open")).to_have_attribute("id", target[1:])


def test_enter_opens_and_escape_returns_to_where_one_was(opened: Open) -> None:
    page = opened()
    link = toll(page).locator("a.q")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(OPEN)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(OPEN)).to_have_count(0)
    expect(link).to_be_focused()
    assert "#" not in page.url
    page.locator("#tools [data-do=close]").wait_for(state="hidden")


def test_links_to_statements_and_spans_open_them(opened: Open, fourteen: Dossier) -> None:
    claim = next(c for c in fourteen.claims if c.standing == "updated")
    evidence = claim.evidence[0]
    number = [r.id for r in fourteen.reports].index(evidence.report) + 1
    page = opened(f"#r{number}-{evidence.start}-{evidence.end}")
    words = "".join(page.locator(".report.open .lit").all_text_contents())
    text = next(r.text for r in fourteen.reports if r.id == evidence.report)
    assert words == text[evidence.start : evidence.end]
    page = opened("#claim-1")
    expect(page.locator(OPEN)).to_have_attribute("id", "claim-1")
    page = opened("#no-such-place")
    expect(page.locator(OPEN)).to_have_count(0)


def test_a_row_opens_where_ever_it_is_clicked(opened: Open) -> None:
    page = opened()
    row = toll(page)
    row.locator("td.silent").first.click()
    expect(page.locator(OPEN)).to_have_attribute("id", claim_of(row))


def test_a_cell_points_to_the_words_of_its_origin(opened: Open) -> None:
    page = opened()
    cell = toll(page).locator("td:not(.silent):not(.sub) a").first
    column = cell.evaluate("a => a.closest('td').dataset.o")
    cell.click()
    marked = page.locator(".claim.open .ev.now")
    expect(marked.first).to_be_visible()
    assert column
    assert marked.count() > 0
    for k in range(marked.count()):
        assert column in str(marked.nth(k).get_attribute("data-o")).split()


def test_copy_link_gives_the_address_of_what_is_open(opened: Open) -> None:
    page = opened("#claim-2")
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard',"
        "{value: {writeText: async (t) => { window.copied = t; }}})"
    )
    page.locator("#tools [data-do=link]").click()
    expect(page.locator("#said")).to_have_text("Link copied")
    assert page.evaluate("copied") == page.url


# ---------------------------------------------------------------- previews


def test_hover_and_focus_show_the_words_and_escape_hides_them(opened: Open) -> None:
    page = opened()
    preview = page.locator("#preview")
    cell = toll(page).locator("td:not(.silent):not(.sub) a").first
    cell.hover()
    expect(preview).to_be_visible()
    assert preview.locator("blockquote").first.text_content()
    expect(cell).to_have_attribute("aria-describedby", "preview")
    preview.hover()  # it stays while the mouse is on it
    page.wait_for_timeout(300)
    expect(preview).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    toll(page).locator("a.q").focus()
    expect(preview).to_be_visible()
    page.mouse.move(2, 2)
    page.locator("#q").focus()
    expect(preview).to_be_hidden()


def test_a_source_shows_its_words(opened: Open) -> None:
    page = opened()
    place = page.locator("#attention a.place").first
    place.hover()
    preview = page.locator("#preview")
    expect(preview).to_be_visible()
    name = str(place.text_content())
    assert name in str(preview.locator(".by").text_content())


# ---------------------------------------------------------------- keys


def test_j_and_k_walk_the_statements_h_and_l_the_origins(opened: Open) -> None:
    page = opened()
    rows = page.locator("tr.row")
    page.keyboard.press("j")
    expect(rows.nth(0).locator("a.q")).to_be_focused()
    page.keyboard.press("j")
    expect(rows.nth(1).locator("a.q")).to_be_focused()
    page.keyboard.press("k")
    expect(rows.nth(0).locator("a.q")).to_be_focused()
    page.keyboard.press("l")
    assert page.evaluate("document.activeElement.closest('td').cellIndex") == 1
    page.keyboard.press("h")
    expect(rows.nth(0).locator("a.q")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(OPEN)).to_have_attribute("id", claim_of(rows.nth(0)))
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(OPEN)).to_have_attribute("id", claim_of(rows.nth(2)))
    page.go_back()  # over all that one walked through
    expect(page.locator(OPEN)).to_have_count(0)


def test_brackets_walk_the_findings(opened: Open) -> None:
    page = opened()
    findings = page.locator(".finding")
    for key, n in (("]", 0), ("]", 1), ("]", 2), ("[", 1)):
        page.keyboard.press(key)
        expect(findings.nth(n).locator("h4 a")).to_be_focused()
        expect(findings.nth(n)).to_be_in_viewport()
    page.keyboard.press("Enter")
    href = str(findings.nth(1).locator("h4 a").get_attribute("href"))
    expect(page.locator(OPEN)).to_have_attribute("id", href[1:])


def test_slash_filters_and_question_mark_helps(opened: Open) -> None:
    page = opened()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("j/k?")  # keys are letters here
    expect(page.locator("#q")).to_have_value("j/k?")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.locator("#ask").click()
    expect(page.locator("#help")).to_be_visible()


def test_everything_by_keyboard_alone(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#attention")).to_be_in_viewport()
    page.keyboard.press("Tab")
    first = page.locator(".finding h4 a").first
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    drawer = page.locator(".claim.open")
    expect(drawer).to_be_visible()
    page.keyboard.press("Tab")
    expect(drawer.locator("a.place").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".report.open .lit").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(OPEN)).to_have_count(0)
    expect(first).to_be_focused()


# ---------------------------------------------------------------- filters


def shown(page: Any) -> list[Any]:
    return [r for r in page.locator("tr.row").all() if r.is_visible()]


def test_filters_by_standing_kind_origin_speaker_and_words(opened: Open) -> None:
    page = opened()
    every = len(shown(page))
    page.locator("[name=standing][value=one-origin]").uncheck()
    left = shown(page)
    assert 0 < len(left) < every
    assert all(r.get_attribute("data-standing") != "one-origin" for r in left)
    expect(page.locator("#shown")).to_have_text(re.compile(r"^\d+ of \d+ statements$"))
    page.locator("#filters [type=reset]").click()
    expect(page.locator("#shown")).to_have_text("")
    assert len(shown(page)) == every
    page.locator("[name=kind]").select_option("quantity")
    assert {r.get_attribute("data-kind") for r in shown(page)} == {"quantity"}
    page.locator("#filters [type=reset]").click()
    page.locator("[name=origin]").select_option(label="Island Times")
    key = page.locator("[name=origin]").input_value()
    assert all(key in str(r.get_attribute("data-origins")).split() for r in shown(page))
    page.locator("#filters [type=reset]").click()
    page.locator("[name=speaker]").select_option(label="Tarn Line")
    key = page.locator("[name=speaker]").input_value()
    found = shown(page)
    assert found
    assert all(key in str(r.get_attribute("data-speakers")).split() for r in found)
    page.locator("#filters [type=reset]").click()
    page.locator("#q").fill("third LIFEBOAT")
    expect(page.locator("#shown")).to_have_text(re.compile("^[1-9]"))
    found = shown(page)
    assert 0 < len(found) < every
    assert any("lifeboat" in str(r.text_content()) for r in found)


def test_a_count_in_the_head_picks_its_standing(opened: Open) -> None:
    page = opened()
    page.locator(".tally [data-pick=conflicting]").click()
    assert {r.get_attribute("data-standing") for r in shown(page)} == {"conflicting"}
    expect(page.locator("#statements")).to_be_in_viewport()
    page.locator(".tally [data-pick=single-source]").click()
    expect(page.locator("#single-source li.line").first).to_be_visible()


def test_a_column_opens_into_its_reports(opened: Open) -> None:
    page = opened()
    column = page.locator("details.col").first
    names = column.locator("a").all_text_contents()
    assert len(names) > 1
    subs = page.locator("#matrix thead th.sub")
    expect(subs.first).to_be_hidden()
    column.locator("summary").click()
    expect(subs.first).to_be_visible()
    assert subs.all_text_contents() == names
    widths = page.locator("tr.row").first.locator("td:visible").count()
    heads = page.locator("#matrix thead th:visible").count()
    assert widths == heads - 1
    column.locator("summary").click()
    expect(subs.first).to_be_hidden()


# ---------------------------------------------------------------- layers, citations


def test_layers_light_up_the_words(opened: Open, fourteen: Dossier) -> None:
    reading = fourteen.readings[0]
    page = opened("#r1")
    for name, spans in (
        ("names", [(m.start, m.end) for n in reading.names for m in n.mentions if m.how == "full"]),
        ("numbers", [(q.start, q.end) for q in reading.quantities]),
        ("times", [(t.start, t.end) for t in reading.times]),
        ("said", [(s.start, s.end) for a in reading.attributions for s in a.cue]),
    ):
        button = page.locator(f"#tools [data-layer={name}]")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        lit = page.evaluate(f"Array.from(CSS.highlights.get('{name}'), (r) => r.toString())")
        words = {reading.report.text[a:b] for a, b in spans}
        assert words
        assert words <= set(lit)
        button.click()
        assert page.evaluate(f"CSS.highlights.has('{name}')") is False


@pytest.mark.parametrize("style", ["plain", "wikitext", "bibtex"])
def test_copy_as_citation(opened: Open, fourteen: Dossier, style: Any) -> None:
    from twosource.dossier.exports.references import cite  # noqa: PLC0415

    page = opened("#claim-1")
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard',"
        "{value: {writeText: async (t) => { window.copied = t; }}})"
    )
    claim = next(c for c in fourteen.claims if c.standing == "denied")
    drawer = page.locator(".claim.open")
    place = str(drawer.locator("a.place").first.get_attribute("href"))
    number, start, end = map(int, place[2:].split("-"))
    report = fourteen.reports[number - 1]
    assert (report.id, start, end) in {(e.report, e.start, e.end) for e in claim.evidence}
    drawer.locator("[data-cite]").first.click()
    drawer.locator(f"[data-style={style}]").click()
    expect(page.locator("#said")).to_contain_text("Copied")
    assert page.evaluate("copied") == cite(report, quote=report.text[start:end], style=style)
