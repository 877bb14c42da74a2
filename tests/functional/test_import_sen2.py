"""``data import sen2`` as a person runs it: three shapes, one folder; refused whole; nothing of a child let out."""

import csv

import pytest

from tests.fixtures.gias import write_town
from tests.fixtures.sen2_files import SHAPES
from tests.fixtures.sen2_returns import draw_return
from tests.functional.commands import in_process

SCHOOLS = tuple(range(900_001, 900_009))


@pytest.fixture
def place(tmp_path):
    """A folder with an extract of GIAS in it."""
    write_town(tmp_path / "edubasealldata20260115.csv")
    return tmp_path


def import_gias(place, into="round"):
    said = in_process("data", "import", "gias", "edubasealldata20260115.csv", "--into", into, "--authority", "999",
                      "--year", "2026", "--as-at", "2026-01-15", "--assume-capacity", folder=place)  # fmt: skip
    assert said.code == 0, said.err


def import_sen2(place, source, *more, into="round"):
    return in_process("data", "import", "sen2", source.relative_to(place), "--into", into,
                      "--census-date", "2026-01-15", *more, folder=place)  # fmt: skip


def rows(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_three_shapes_fill_the_same_folder(place):
    made = draw_return(80, 4, SCHOOLS)
    found = []
    for shape, write in SHAPES.items():
        import_gias(place, shape)
        said = import_sen2(place, write(place, made), into=shape)
        assert said.code == 0, said.err
        found.append([{name: text for name, text in row.items() if name != "notes"}
                      for row in rows(place / shape, "children")])  # fmt: skip
    assert found[0] == found[1] == found[2]
    assert 10 <= len(found[0]) <= 40
    assert rows(place / "xml", "monitoring") == rows(place / "blade", "monitoring")
    placed = rows(place / "xml", "placements")
    assert placed == rows(place / "blade", "placements") == rows(place / "workbook", "placements")
    assert len(placed) > 10
    assert not {row["child_ref"] for row in placed} & {row["child_ref"] for row in rows(place / "xml", "children")}
    assert rows(place / "xml", "preferences") == []


def test_nothing_that_names_a_child_reaches_folder_or_screen(place):
    made = draw_return(60, 5, SCHOOLS)
    tags = ("Surname", "UPN", "UniqueLearnerNumber", "PersonBirthDate")
    secret = {str(person.items[tag]) for person in made.people for tag in tags if tag in person.items}
    assert len(secret) > 150
    import_gias(place)
    said = import_sen2(place, SHAPES["xml"](place, made), "--format", "json")
    files = [path for path in (place / "round").rglob("*") if path.is_file()]
    written = said.out + said.err + "".join(path.read_text(encoding="utf-8") for path in files)
    assert len(files) >= 7
    assert [word for word in secret if word in written] == []


def test_the_same_return_again_changes_nothing(place):
    import_gias(place)
    source = SHAPES["blade"](place, draw_return(60, 6, SCHOOLS))
    assert import_sen2(place, source).code == 0
    before = {path.name: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    assert import_sen2(place, source).code == 0
    assert {path.name: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


def test_another_round_beside_it_gives_the_same_references(place):
    source = SHAPES["workbook"](place, draw_return(60, 6, SCHOOLS))
    for into in ("first", "second"):
        import_gias(place, into)
        assert import_sen2(place, source, into=into).code == 0
    first, second = (rows(place / into, "children") for into in ("first", "second"))
    assert [row["child_ref"] for row in first] == [row["child_ref"] for row in second]


def test_an_error_anywhere_and_nothing_is_written(place):
    made = draw_return(40, 7, SCHOOLS)
    made.people[5].items["UPN"] = "A801200005001"
    made.people[9].items["PostCode"] = "nowhere"
    source = SHAPES["xml"](place, made)
    import_gias(place)
    before = sorted(path.name for path in place.rglob("*"))
    said = import_sen2(place, source)
    assert said.code == 3
    assert "Person[6]/UPN" in said.err
    assert "Person[10]/PostCode" in said.err
    assert sorted(path.name for path in place.rglob("*")) == before


def test_a_dry_run_writes_nothing_at_all(place):
    import_gias(place)
    source = SHAPES["xml"](place, draw_return(40, 8, SCHOOLS))
    before = sorted(path.name for path in place.rglob("*"))
    assert import_sen2(place, source, "--dry-run").code == 0
    assert sorted(path.name for path in place.rglob("*")) == before


def test_another_authoritys_return_is_refused(place):
    import_gias(place)
    said = import_sen2(place, SHAPES["xml"](place, draw_return(40, 8, SCHOOLS, la_code="998")))
    assert said.code == 3
    assert "la_code" in said.err
