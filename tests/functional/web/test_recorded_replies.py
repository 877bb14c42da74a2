"""Replies recorded on a case: brought into the tables of a new round, so that its run counts them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.errors import UsageError
from sufficiency.panel.people import Role
from sufficiency.tables.load import load
from sufficiency.tables.write import rows_of, write_folder, write_xlsx
from sufficiency.workbench.replies import begin_with_recorded, free_name, table_with
from tests.fixtures.pages import Page
from tests.fixtures.rounds import ELM, OAK
from tests.fixtures.workbench import Sender, person_for, six_children_four_places

OFFICER = person_for(Role.PANEL_OFFICER)
WAY = "/data/round/recorded"
SENT = Consultation("C02", OAK, Reply.NONE, sent_on=date(2026, 1, 5))


@pytest.fixture(scope="module")
def officer(before_the_panel):
    return Sender(before_the_panel, OFFICER)


def test_a_round_begins_with_what_was_recorded_and_the_one_before_stays(site, officer):
    """The reply that came replaces the consultation it answers; sent again, the form begins no second round."""
    assert "everything that was recorded" in officer.get(WAY).text
    form = {"urn": str(OAK), "sent_on": "2026-01-05", "reply": "none"}
    assert officer.post("/runs/run/cases/C02/consult", form).status == 303
    came = form | {"reply": "object", "replied_on": "2026-01-12", "ground": "A_SEN"}
    assert officer.post("/runs/run/cases/C02/consult", came).status == 303
    assert "1 not in the tables" in officer.get("/panel").text
    listed = Page(officer.get(WAY).text).text
    assert "C02 Oak School 5 January 2026 12 January 2026 object" in " ".join(listed.split())
    assert [officer.post(WAY, {"name": "round-2"}, key="once").status for _ in range(2)] == [303, 303]
    folder = site.workbench.shelf.folder
    begun = load(folder / "round-2").inputs
    assert [(one.child_ref, one.reply, one.replied_on) for one in begun.consultations] == [
        ("C02", Reply.OBJECT, date(2026, 1, 12))
    ]
    assert load(folder / "round").inputs.consultations == ()
    assert "everything that was recorded" in officer.get("/data/round-2/recorded").text
    assert "round-2 is there already" in officer.post(WAY, {"name": "round-2"}).text


def test_only_who_may_change_tables_is_shown_them(site):
    assert Sender(site, person_for(Role.CHAIR)).get(WAY).status == 403


def test_a_reply_takes_the_place_of_the_consultation_sent_that_day_and_of_no_other(tmp_path):
    others = (Consultation("C02", ELM, Reply.NONE), replace(SENT, child_ref="C03"))
    reply = replace(SENT, reply=Reply.OBJECT, replied_on=date(2026, 1, 9), ground=Ground.A_AGE)
    inputs = replace(six_children_four_places(), consultations=(SENT, *others))
    write_folder(tmp_path, inputs)
    (tmp_path / "consultations.csv").write_bytes(table_with(inputs, [reply]))
    assert set(load(tmp_path).inputs.consultations) == {reply, *others}


def test_consultations_on_the_sheet_of_a_workbook_are_left_to_people(tmp_path):
    inputs = replace(six_children_four_places(), consultations=(SENT,))
    book = tmp_path / "council" / "round"
    book.mkdir(parents=True)
    write_xlsx(book / "round.xlsx", rows_of(inputs))
    with pytest.raises(UsageError, match="sheet of its workbook"):
        begin_with_recorded(book.parent, "round", "round-2", inputs, [SENT], datetime.now(UTC))
    assert [path.name for path in book.parent.iterdir()] == ["round"]


@pytest.mark.parametrize(
    ("base", "free"), [("round", "round-3"), ("round-2", "round-3"), ("autumn-2026", "autumn-2026-2")]
)
def test_a_name_is_offered_that_is_free(tmp_path, base, free):
    (tmp_path / "round-2").mkdir()
    assert free_name(tmp_path, base) == free
