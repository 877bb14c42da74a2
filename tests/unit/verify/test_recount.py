"""A right run is verified; a folder that cannot be read, or has changed since, is not."""

import json

import pytest
from openpyxl import Workbook

from sufficiency.verify import as_json, verify_run, write
from tests.unit.verify.hand_made import INPUTS, RUN, changed, put


def broken(verification):
    """Names of the broken checks."""
    return [check.name for check in verification.checks if check.broken]


def test_a_right_run_is_verified_and_every_check_says_what_it_counted(tmp_path):
    found = verify_run(put(tmp_path))
    assert found.verified, found.broken
    assert {check.name: check.checked for check in found.checks} == {
        "inputs": 8, "accounted": 8, "details": 8, "counts": 6, "capacity": 14, "limits": 14, "eligibility": 4,
        "locks": 3, "preferences": 7, "tiers": 5, "room": 1, "order": 1, "side rules": 0, "levels": 9,
        "travel": 7, "todays-routes": 0, "arrangements": 0, "entitlement": 0, "cost": 7, "deadlines": 1,
        "supersessions": 0, "passed over": 0, "alternatives": 0,
    }  # fmt: skip
    assert all(check.says for check in found.checks)


def test_the_input_folder_can_be_somewhere_else_by_now(tmp_path):
    run = put(tmp_path)
    moved = (tmp_path / "input").rename(tmp_path / "archive")
    assert verify_run(run, moved).verified
    assert broken(verify_run(run)) == ["readable"]


def test_what_is_written_is_what_was_found(tmp_path):
    run = put(tmp_path)
    found = verify_run(run)
    stored = json.loads(write(found, run).read_text(encoding="utf-8"))
    assert stored == json.loads(as_json(found))
    assert stored["verified"] is True
    assert {check["name"] for check in stored["checks"]} == {check.name for check in found.checks}
    assert {file["name"] for file in stored["inputs"]} == set(INPUTS)
    assert all(len(file["sha256"]) == 64 for file in stored["inputs"])


def test_an_input_file_touched_after_the_run_breaks_it(tmp_path):
    run = put(tmp_path)
    with (tmp_path / "input" / "preferences.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert verify_run(run).broken == ("inputs: preferences.csv has changed",)


def test_a_table_removed_or_added_after_the_run_breaks_it(tmp_path):
    run = put(tmp_path, {name: text for name, text in INPUTS.items() if name != "consultations.csv"})
    (tmp_path / "input" / "rates.toml").unlink()
    (tmp_path / "input" / "consultations.csv").write_text(INPUTS["consultations.csv"], encoding="utf-8")
    assert {"inputs: rates.toml is missing", "inputs: consultations.csv is not in the record"} <= set(
        verify_run(run).broken
    )


@pytest.mark.parametrize(
    ("where", "file"), [("run", "run.json"), ("input", "authority.toml"), ("input", "settings.csv")]
)
def test_a_missing_file_is_a_broken_check_and_no_traceback(tmp_path, where, file):
    run = put(tmp_path)
    (tmp_path / where / file).unlink()
    assert broken(verify_run(run)) == ["readable"]


def test_an_unreadable_cell_is_named_without_what_it_holds(tmp_path):
    run = put(tmp_path, INPUTS, changed(RUN, "recommendations.csv", "16093", "Jane Doe"))
    assert verify_run(run).broken == ("readable: recommendations.csv row 4: metres is not a number",)


def test_dates_are_read_as_the_authority_declares_them(tmp_path):
    inputs = changed(INPUTS, "authority.toml", "[ordering]", 'date_format = "dd/mm/yyyy"\n[ordering]')
    for name in ("children.csv", "consultations.csv"):
        for day in {cell for line in inputs[name].splitlines() for cell in line.split(",") if cell[:3] in ("202",)}:
            inputs = inputs | {name: inputs[name].replace(day, "/".join(reversed(day.split("-"))))}
    assert verify_run(put(tmp_path, inputs)).verified


def test_a_workbook_may_stand_for_the_tables(tmp_path):
    run = put(tmp_path, {name: text for name, text in INPUTS.items() if name.endswith(".toml")})
    book = Workbook()
    for name, text in INPUTS.items():
        if name.endswith(".csv"):
            sheet = book.create_sheet(name.removesuffix(".csv"))
            for line in text.splitlines():
                sheet.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in line.split(",")])
    book.save(tmp_path / "input" / "round.xlsx")
    assert broken(verify_run(run)) == []


def test_headers_in_capitals_and_a_byte_order_mark_are_no_matter(tmp_path):
    header, rest = INPUTS["preferences.csv"].split("\n", 1)
    run = put(tmp_path, INPUTS | {"preferences.csv": f"\ufeff{header.upper().replace('_', ' ')}\n{rest}"})
    assert broken(verify_run(run)) == []


def test_a_place_settled_by_override_counts_at_every_level_and_in_the_order(tmp_path):
    """C-4 put where it was recommended anyway: no level changes, and nobody else's tier does."""
    run = changed(
        RUN,
        "recommendations.csv",
        "30.0,given,8047,37200.00,27200.00,authority proposal",
        "30.0,given,8047,37200.00,27200.00,override",
    )
    run = changed(run, "recommendations.csv", "C-4,900003,MAIN,7,3,", "C-4,900003,MAIN,7,0,")
    override = '"overrides": [{"child_ref": "C-4", "urn": 900003, "provision_id": "", "reason": "r", "by": "b"}]'
    found = verify_run(put(tmp_path, INPUTS, changed(run, "run.json", '"overrides": []', override)))
    assert found.verified, found.broken


def test_a_round_with_no_children_is_verified_too(tmp_path):
    inputs = INPUTS | {name: INPUTS[name].split("\n", 1)[0] + "\n" for name in ("children.csv", "preferences.csv")}
    inputs = inputs | {"consultations.csv": "child_ref,urn,provision_id,sent_on,replied_on,reply,ground\n"}
    levels = ("unplaced", "unsuitability", "apart_from_sibling", "over_guideline", "minutes", "cost", "holds_moved")
    record = {
        "seed": 7,
        "policy": {"code": "deadline", "programme": "ordered"},
        "programme": [{"level": name, "value": 0} for name in levels],
    }
    run = {name: RUN[name].split("\n", 1)[0] + "\n" for name in ("recommendations.csv", "unplaced.csv")}
    limits = [row.rsplit(",", 1)[0] + ",0" for row in RUN["limits.csv"].splitlines()[1:]]
    run |= {"limits.csv": "\n".join(["limit,urn,provision_id,ncy_from,ncy_to,name,places,used", *limits]) + "\n"}
    found = verify_run(put(tmp_path, inputs, run | {"run.json": json.dumps(record)}))
    assert found.verified, found.broken
