"""The evidence sheet: marginal cost by the cases, numbers with their source, nothing guessed."""

from sufficiency.reports.pack.evidence import NOT_HELD, evidence_sheet
from tests.fixtures.runs import RECORD
from tests.unit.reports.pack.test_requests import dossier


def _values(rows: object) -> dict[str, str]:
    assert isinstance(rows, list)
    return {row["says"]: row["value"] for row in rows}


def test_children_are_counted_before_and_after():
    """20 commissioned, 18 on roll of whom 1 leaves: 3 free to name; 2 are recommended in this run: 19, then 20."""
    found = _values(evidence_sheet(dossier(), RECORD, "C-007")["numbers"])
    assert found["Free to name"] == "3"
    assert found["Children in Year 7 to Year 11 without this child"] == "19"
    assert found["Children in Year 7 to Year 11 with this child"] == "20"


def test_what_the_data_do_not_hold_is_missing_and_not_guessed():
    sheet = evidence_sheet(dossier(), RECORD, "C-007")
    assert _values(sheet["numbers"])["Places the building holds"] == NOT_HELD
    costs = {row["says"]: row for row in sheet["costs"]}  # type: ignore[attr-defined]
    assert costs["Journey, incremental"]["asked"] == NOT_HELD
    assert costs["Difference, of what is known"]["asked"] == NOT_HELD, "no place is recommended to compare with"


def test_a_place_that_is_not_vacant_counts_and_the_rules_are_named():
    sheet = evidence_sheet(dossier(), RECORD, "C-007")
    costs = {row["says"]: row for row in sheet["costs"]}  # type: ignore[attr-defined]
    assert costs["Counted as additional"]["asked"] == "Yes", "both places at Alder are used"
    sources = " ".join(row["source"] for row in sheet["law"])  # type: ignore[attr-defined]
    assert "[2001] EWCA Civ 1358" in sources
    assert "[2015] UKUT 523" in sources
