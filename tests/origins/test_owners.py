from __future__ import annotations

import pytest

from twosource.errors import TableError
from twosource.model import Report
from twosource.origins.owners import by_key, owner_of, read_owners, unused
from twosource.pipeline import compare


def test_a_table_is_read() -> None:
    owners, problems = read_owners("Outlet,Owner,note\nThe Star,Norland Media,x\nEcho,Lund\n", "o")
    assert owners == {"The Star": "Norland Media", "Echo": "Lund"}
    assert problems == ()


@pytest.mark.parametrize("mark", [";", "\t"])
def test_fields_may_be_parted_otherwise(mark: str) -> None:
    owners, problems = read_owners(f"\ufeffowner{mark}outlet\nLund, Inc.{mark}Echo\n", "o")
    assert owners == {"Echo": "Lund, Inc."}
    assert problems == ()


def test_bad_rows_are_named_and_the_others_kept() -> None:
    text = (
        "outlet,owner\nStar,Norland\n,Lund\nEcho,\n\nStar,norland\nwww.star.example,Lund\n"
        'Gaz"ette","Lund\nRadio,Lund\n'
    )
    owners, problems = read_owners(text, "owners.csv")
    assert owners["Star"] == "Norland"
    assert owners["Radio"] == "Lund"
    assert [(p.input, p.reason.partition(";")[0]) for p in problems][:3] == [
        ("owners.csv:3", "no outlet in this row"),
        ("owners.csv:4", "no owner in this row"),
        ("owners.csv:7", "www.star.example has two owners, Norland and Lund"),
    ]
    assert all(p.fatal for p in problems)


@pytest.mark.parametrize(
    ("text", "missing"),
    [("", "no column outlet and no column owner"), ("outlet,group\nA,B\n", "no column owner")],
)
def test_a_column_that_lacks_is_said_with_the_mend(text: str, missing: str) -> None:
    with pytest.raises(TableError, match=f"^o.csv: {missing}; give a CSV file"):
        read_owners(text, "o.csv")


def test_owners_are_found_by_any_spelling_of_an_outlet() -> None:
    owners = by_key({"The Star": "Norland Media", "brimholm-echo.example": "norland  media"})
    assert owner_of(Report("A", "", outlet="www.star.co.uk"), owners) == "Norland Media"
    assert owner_of(Report("A", "", outlet="Brimholm Echo"), owners) == "Norland Media"
    assert owner_of(Report("A", "", outlet="Gazette"), owners) == ""
    assert owner_of(Report("A", ""), owners) == ""


@pytest.mark.parametrize("given", ["Star", "www.star.example", "https://star.example/news"])
def test_an_outlet_is_found_by_the_host_of_the_reports_address(given: str) -> None:
    owners = by_key({given: "Norland Media", "Echo": "Lund"})
    url = "https://www.star.example/2025/fire?x=1"
    assert owner_of(Report("A", "", url=url), owners) == "Norland Media"
    assert owner_of(Report("A", "", outlet="Gazette", url=url), owners) == "Norland Media"
    assert owner_of(Report("A", "", outlet="Echo", url=url), owners) == "Lund"
    assert unused({given: "Norland Media"}, [Report("A", "", url=url)]) == []
    for other in ("https://[star", "star.example", "https://star.other.example", "https:///star"):
        assert owner_of(Report("A", "", url=other), owners) == ""


def test_the_dossier_says_whose_owner_was_taken() -> None:
    reports = [
        Report("A", "Nine people died in the fire.", url="https://star.example/a"),
        Report("B", "The fire killed nine people.", outlet="Echo"),
    ]
    dossier = compare(reports, owners={"Star": "Norland Media", "Echo": "Norland Media"})
    assert ("owners", "star.example: Norland Media; Echo: Norland Media") in dossier.settings


def test_outlets_of_no_report() -> None:
    reports = [Report("A", "", outlet="Star"), Report("B", "")]
    assert unused({"The Star": "x", "Echo": "y"}, reports) == ["Echo"]
