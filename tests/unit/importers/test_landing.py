"""An import into a folder that holds the table already: nobody's change is lost unsaid, and nothing else is touched."""

import csv

import pytest

from sufficiency.importers.imported import Count, Imported
from sufficiency.importers.landing import Landing, land

ABOUT = 'name = "Riverside"  # ours\nla_code = "999"\nacademic_year = 2026\ncensus_date = 2026-01-15\n'


def schools(**names):
    rows = tuple({"urn": f"90000{at}", "name": name, "type": "special"} for at, name in enumerate(names.values(), 1))
    return Imported((), {"settings": rows}, (Count("rows", len(rows), len(rows), 0, 0),), ())


def names(folder):
    with (folder / "settings.csv").open(encoding="utf-8") as file:
        return [row["name"] for row in csv.DictReader(file)]


def edit(folder, old, new):
    path = folder / "settings.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """A folder into which Oak and Elm were brought."""
    land(schools(a="Oak", b="Elm"), "gias", tmp_path / "round")
    return tmp_path / "round"


def everything(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_again_changes_nothing(folder):
    before = everything(folder)
    assert land(schools(a="Oak", b="Elm"), "gias", folder).changes[0].unchanged == 2
    assert everything(folder) == before


def test_a_row_follows_the_source_where_nobody_changed_it(folder):
    assert land(schools(a="Oak", b="Ash"), "gias", folder).changes[0].followed == 1
    assert names(folder) == ["Oak", "Ash"]


def test_a_persons_change_stands_while_the_source_stays_as_it_was(folder):
    edit(folder, "Elm", "Elm House")
    edit(folder, "Oak,special", "Oak,base")
    assert land(schools(a="Oak", b="Elm"), "gias", folder).changes[0].kept == 2
    assert names(folder) == ["Oak", "Elm House"]


def test_a_row_that_a_person_removed_stays_away(folder):
    kept = [line for line in (folder / "settings.csv").read_text().splitlines() if "Elm" not in line]
    (folder / "settings.csv").write_text("\n".join(kept) + "\n")
    land(schools(a="Oak", b="Elm"), "gias", folder)
    assert names(folder) == ["Oak"]


def test_a_change_on_both_sides_is_a_conflict_and_nothing_is_written(folder):
    edit(folder, "Elm", "Elm House")
    before = everything(folder)
    landed = land(schools(a="Yew", b="Ash"), "gias", folder)
    assert landed.refused
    assert not landed.written
    assert [(fault.file, fault.row, fault.column, fault.rule) for fault in landed.faults] == [
        ("settings.csv", 3, "name", "CONFLICT")
    ]
    assert everything(folder) == before


def test_replace_lets_the_source_stand(folder):
    edit(folder, "Elm", "Elm House")
    land(schools(a="Oak", b="Ash"), "gias", folder, Landing(replace=True))
    assert names(folder) == ["Oak", "Ash"]


def test_a_row_of_another_origin_is_a_conflict_too(folder):
    assert land(schools(a="Another"), "spreadsheet-settings", folder).refused


def test_cells_the_import_does_not_give_stay(folder):
    edit(folder, "Elm,special,", "Elm,special,AB1 2CD")
    land(schools(a="Oak", b="Ash"), "gias", folder)
    assert "Ash,special,AB1 2CD" in (folder / "settings.csv").read_text(encoding="utf-8")


def test_a_row_no_longer_in_the_source_stays_and_is_counted(folder):
    assert land(schools(a="Oak"), "gias", folder).changes[0].gone == 1
    assert names(folder) == ["Oak", "Elm"]


def test_a_dry_run_writes_nothing_and_says_the_same(folder):
    before = everything(folder)
    landed = land(schools(a="Oak", b="Ash"), "gias", folder, Landing(dry_run=True))
    assert (landed.written, landed.changes[0].followed) == (False, 1)
    assert everything(folder) == before


def test_dates_are_written_as_the_folder_declares(tmp_path):
    folder = tmp_path / "round"
    folder.mkdir()
    (folder / "authority.toml").write_text(ABOUT + 'date_format = "dd/mm/yyyy"\n')
    row = {"child_ref": "C-1", "rank": "1", "urn": "900001", "requested_on": "2025-11-03"}
    found = Imported((), {"preferences": (row,)}, (Count("rows", 1, 1, 0, 0),), ())
    land(found, "spreadsheet-preferences", folder)
    assert "03/11/2025" in (folder / "preferences.csv").read_text()
    assert land(found, "spreadsheet-preferences", folder).changes[0].unchanged == 1


def test_keys_are_added_to_a_persons_file_and_its_comments_stay(tmp_path):
    folder = tmp_path / "round"
    folder.mkdir()
    (folder / "authority.toml").write_text(ABOUT)
    keys = {"la_code": "999", "name": "Other", "assumed": "one\ntwo", "ordering.seed": "7"}
    land(Imported((), {"authority": (keys,)}, (), ()), "gias", folder)
    text = (folder / "authority.toml").read_text()
    assert text == 'assumed = ["one", "two"]\n' + ABOUT + "\n[ordering]\nseed = 7\n"


def test_another_authoritys_import_is_refused(tmp_path):
    folder = tmp_path / "round"
    folder.mkdir()
    (folder / "authority.toml").write_text(ABOUT)
    landed = land(Imported((), {"authority": ({"la_code": "998"},)}, (), ()), "gias", folder)
    assert [(fault.column, fault.rule) for fault in landed.faults] == [("la_code", "CONFLICT")]


def test_a_lost_record_is_never_written():
    with pytest.raises(ValueError, match="a record was lost"):
        Count("rows", 3, 1, 1, 0)
