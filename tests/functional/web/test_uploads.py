"""Tables sent from a browser: sound ones are in place as a whole, others change nothing and say what is wrong."""

import io
import shutil
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from sufficiency import api
from sufficiency.errors import UsageError
from sufficiency.panel.people import Role
from sufficiency.web.protection import UPLOAD_LIMIT
from sufficiency.workbench.uploads import ASIDE, KEPT_FOR, Sent, delete_old, receive, rows_read, set_aside, unpacked
from tests.fixtures.pages import Page
from tests.fixtures.workbench import Sender, person_for

CHILD = "Ottoline-Featherstonehaugh"
"""A name that a file may have come under."""


@pytest.fixture(scope="module")
def steward(site):
    return Sender(site, person_for(Role.DATA_STEWARD))


@pytest.fixture
def shelf(site):
    return site.workbench.shelf.folder


def tables_of(folder):
    return [(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]


def zipped(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def workbook_of(folder, tmp_path):
    api.export(folder, tmp_path / "book", "xlsx")
    return next((tmp_path / "book").glob("*.xlsx")).read_bytes()


@pytest.mark.parametrize("form", ["tables", "archive", "folder in an archive", "workbook"])
def test_a_sound_round_is_put_in_place_whatever_its_files_are_called(steward, shelf, tmp_path, form):
    plain, name = tables_of(shelf / "round"), f"new-{form.split()[0]}-{len(form)}"
    files = {
        "tables": plain,
        "archive": [(f"{CHILD}.zip", zipped(plain))],
        "folder in an archive": [("x", zipped([(f"{CHILD}/{called}", content) for called, content in plain]))],
    }.get(form) or [(f"../../{CHILD}.csv", workbook_of(shelf / "round", tmp_path))]
    answer = steward.send("/uploads", {"name": name}, files)
    assert (answer.status, answer.headers["location"]) == (303, f"/data/{name}")
    said = Page(steward.get(f"/data/{name}").text).text
    assert "Nothing is wrong" in said
    assert [line for line in ("children", "preferences", "settings") if line in said] == [
        "children", "preferences", "settings",
    ]  # fmt: skip
    assert not [path for path in shelf.rglob("*") if CHILD in path.name]
    assert rows_read(shelf / name) == rows_read(shelf / "round")


def test_a_round_with_an_error_is_set_aside_with_its_table_and_marked_copies(steward, shelf):
    before = tables_of(shelf / "round")
    children = dict(before)["children.csv"].replace(b"ASD", b"XYZ", 1)
    answer = steward.send("/uploads", {"name": "round"}, [("children.csv", children)])
    assert answer.status == 303
    way = answer.headers["location"]
    said = Page(steward.get(way).text).text
    assert "nothing was changed" in said
    assert "primary_need" in said
    assert tables_of(shelf / "round") == before
    packed = steward.get(f"{way}/errors").content
    assert "errors.csv" in zipfile.ZipFile(io.BytesIO(packed)).namelist()
    fixed = steward.send("/uploads", {"name": "round"}, [("children.csv", dict(before)["children.csv"])])
    assert fixed.headers["location"] == "/data/round"
    assert list((shelf / ASIDE).iterdir()) == [], "what was set aside is gone with the next upload"
    assert steward.get(way).status == 404


@pytest.mark.parametrize(
    ("name", "files", "said"),
    [
        ("", [("children.csv", b"x")], "Enter the name of the round"),
        ("../round", [("children.csv", b"x")], "small letters, digits and hyphens"),
        ("run", [("children.csv", b"x")], "is no round"),
        ("other", [], "Choose the files"),
        ("other", [(f"{CHILD}.csv", b"a,b")], "file 1 is no workbook"),
        ("other", [("children.csv", b"\0\1\2")], "is not text"),
        ("other", [("a.zip", b"PK\x03\x04 nonsense")], "not an archive that can be read"),
        ("other", [("a.zip", zipped([("../children.csv", "x")]))], "leads out of it"),
        ("other", [("a.zip", zipped([("b.zip", zipped([("children.csv", "x")]))]))], "archive inside an archive"),
        ("other", [("a.zip", zipped([("children.csv", b"0" * 20_000_000)]))], "times its packed size"),
        ("other", [("children.csv", b"x"), ("a.zip", zipped([("children.csv", "y")]))], "gives children.csv again"),
    ],
)
def test_what_is_not_what_it_should_be_is_refused_in_words_without_the_file_s_name(steward, shelf, name, files, said):
    before = sorted(path.name for path in shelf.iterdir())
    answer = steward.send("/uploads", {"name": name}, files)
    assert answer.status in {409, 422}
    assert said in Page(answer.text).text
    assert CHILD not in answer.text
    assert sorted(path.name for path in shelf.iterdir()) == before


def test_what_was_set_aside_is_deleted_after_a_week_by_the_next_upload_or_start(filled, tmp_path):
    shutil.copytree(filled / "round", tmp_path / "round")
    wrong = [Sent("children.csv", (filled / "round/children.csv").read_bytes().replace(b"ASD", b"XYZ", 1))]
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    first = receive(tmp_path, "round", wrong, now).aside
    assert receive(tmp_path, "other-round", [Sent("authority.toml", b"")], now + KEPT_FOR).aside
    assert set_aside(tmp_path, first).is_dir(), "a week is not over yet"
    delete_old(tmp_path, now + KEPT_FOR + timedelta(seconds=1))
    assert [path.name.partition(".")[0] for path in (tmp_path / ASIDE).iterdir()] == ["other-round"]


def test_more_than_the_limit_is_not_taken(site):
    cookie = site.cookie(person_for(Role.DATA_STEWARD))
    assert site.ask("POST", "/uploads", cookie, b"", Content_Length=str(UPLOAD_LIMIT + 1)).status == 413


def test_a_table_is_known_by_its_name_alone_and_an_utf_16_one_is_text():
    assert unpacked([Sent("C:\\x\\Children.CSV", "a".encode("utf-16"))]) == {"children.csv": "a".encode("utf-16")}


def test_a_new_round_takes_from_another_what_is_not_sent(steward, shelf):
    """Its map too, which no browser sends; a round that is there is not begun again."""
    (shelf / "round/roads").mkdir()
    (shelf / "round/roads/note.txt").write_text("a map", encoding="utf-8")
    children = (shelf / "round/children.csv").read_bytes().replace(b"C02", b"D02")
    form, files = {"name": "summer", "begun_from": "round"}, [("children.csv", children)]
    assert steward.send("/uploads", form | {"begun_from": "run"}, files).status == 422
    with pytest.raises(UsageError, match="no such round"):
        receive(shelf, "summer", [], datetime.now(UTC), "run")
    assert steward.send("/uploads", form, files).headers["location"].startswith("/uploads/summer."), "a wish of C02"
    wishes = (shelf / "round/preferences.csv").read_bytes().replace(b"C02", b"D02")
    files.append(("preferences.csv", wishes))
    assert steward.send("/uploads", form, files).headers["location"] == "/data/summer"
    assert (shelf / "summer/roads/note.txt").read_text(encoding="utf-8") == "a map"
    assert (shelf / "summer/settings.csv").read_bytes() == (shelf / "round/settings.csv").read_bytes()
    assert "D02" not in (shelf / "round/children.csv").read_text(encoding="utf-8")
    assert "summer is there already" in steward.send("/uploads", form, files).text
