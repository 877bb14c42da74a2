"""Bringing in a round: all of it or nothing, counted, and never over what a person decided."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from sqlalchemy import func, select, text

from sufficiency.domain.cases import State
from sufficiency.domain.settings import Consultation, Reply
from sufficiency.errors import Infeasible, StoreTrouble, UsageError
from sufficiency.panel.refusal import NotAllowed
from sufficiency.pipelines.casework import import_round, recorded_beside
from sufficiency.store import cases, places, schema
from sufficiency.store.audit import show
from sufficiency.store.decisions import Choice, decide
from sufficiency.store.integrity import verify_store
from sufficiency.store.moves import Step, take_step
from sufficiency.store.rounds import Conflict
from sufficiency.store.runs import keep_run
from sufficiency.store.snapshots import put_back, rows_about
from sufficiency.tables.load import load
from tests.fixtures.rounds import ELM, OAK, authority, case, provision, wants
from tests.fixtures.stores import (
    CHAIR,
    ELMS_PLACES,
    OAKS_PLACE,
    OFFICER,
    REFS,
    ROUND,
    bring,
    fifty_children_one_place,
    run_of,
)


def count(store, table):
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def room(store, group):
    with store.reading() as connection:
        return places.rooms(connection, ROUND)[places.group_id(group)]


def test_rows_in_are_rows_stored_by_table(store, tmp_path):
    again = bring(store, tmp_path / "same", fifty_children_one_place())
    assert not again.new
    more = bring(store, tmp_path / "more", fifty_children_one_place(*map(case, [*REFS, "C51"])))
    assert dict(more.rows) == {"children": 51, "preferences": 102, "settings": 2, "provision": 2, "consultations": 0}
    assert (more.added, more.changed, count(store, schema.snapshots)) == (1, 0, 2)
    assert verify_store(store).broken == ()


def test_what_fails_at_the_last_moment_leaves_nothing(store, tmp_path):
    def stopped_clock():
        raise OSError("no time")

    before = [count(store, table) for table in schema.metadata.sorted_tables]
    with pytest.raises(OSError, match="no time"):
        bring(replace(store, clock=stopped_clock), tmp_path / "more", fifty_children_one_place(case("C51")))
    assert [count(store, table) for table in schema.metadata.sorted_tables] == before


def test_rows_that_the_database_does_not_keep_leave_nothing(sqlite_panel, tmp_path):
    store = sqlite_panel.store
    losing = "BEFORE INSERT ON snapshot_rows WHEN NEW.about = 'C51' BEGIN SELECT RAISE(IGNORE); END"
    with store.noting() as connection:
        connection.execute(text(f"CREATE TRIGGER losing {losing}"))
    with pytest.raises(StoreTrouble, match="children are not stored as they came"):
        bring(store, tmp_path / "more", fifty_children_one_place(case("C51")))
    assert count(store, schema.snapshots) == 1


def test_what_is_known_of_a_child_is_what_the_newest_tables_of_its_round_say(store, tmp_path):
    elm_first = fifty_children_one_place(case("C01"), preferences=wants("C01", ELM, OAK))
    bring(store, tmp_path / "elm", elm_first)
    elsewhere = replace(elm_first, authority=authority(la_code="998"), preferences=wants("C01", OAK))
    bring(store, tmp_path / "elsewhere", elsewhere)
    with store.reading() as connection:
        asked = {ref: rows_about(connection, ROUND, "preferences", ref) for ref in ("C01", "C02")}
    assert {ref: [int(row["urn"]) for row in rows] for ref, rows in asked.items()} == {"C01": [ELM, OAK], "C02": []}


def test_what_a_person_decided_stands_and_the_conflict_is_listed(panel_on_either, tmp_path):
    store, run = panel_on_either.store, panel_on_either.run
    decide(store, Choice(run.run, run.digest, "C01", "hold", "agreed", "k", OAKS_PLACE), CHAIR)
    others = [case(ref, state=State.TYPE_AGREED) for ref in REFS[:40]]
    found = bring(store, tmp_path / "next", fifty_children_one_place(*others))
    assert found.conflicts == (Conflict("C01", State.PROVISIONAL, State.TYPE_AGREED),)
    assert (found.changed, found.unlisted) == (39, REFS[40:])
    assert cases.how_many(store, ROUND) == 40
    assert room(store, OAKS_PLACE).claimed == 1
    assert {one.state for one in cases.cases(store, ROUND) if one.listed and one.ref != "C01"} == {State.TYPE_AGREED}
    assert verify_store(store).broken == ()


def test_what_people_recorded_of_consultations_is_told_until_tables_say_something_newer(panel_on_either, tmp_path):
    """The last record of one consultation counts; another day's is another; what tables brought in is no record."""
    store, sent = panel_on_either.store, Consultation("C01", OAK, Reply.NONE, "", date(2026, 1, 2))
    came = replace(sent, reply=Reply.ACCEPT, replied_on=date(2026, 1, 9))
    later = replace(sent, sent_on=date(2026, 1, 20))
    for one in (sent, came, later):
        cases.record_consultation(store, ROUND, one, OFFICER)
    assert cases.recorded_by_people(store, ROUND) == (came, later)
    assert cases.recorded_by_people(store, "998-2026") == ()
    newer = replace(came, reply=Reply.ACCEPT_OVER_NUMBER)
    tables = replace(fifty_children_one_place(), consultations=(newer, replace(sent, child_ref="C02")))
    assert recorded_beside(store, tables) == (came, later), "tables not brought in yet: older or newer"
    bring(store, tmp_path / "next", tables)
    assert cases.recorded_by_people(store, ROUND) == (later,)
    assert recorded_beside(store, replace(tables, consultations=(later,))) == ()
    assert recorded_beside(store, replace(tables, cases=tables.cases[1:])) == (), "of what the tables list"


def test_places_settled_in_the_tables_are_claimed(store, tmp_path):
    named = case("C01", state=State.NAMED_FINAL, named_urn=OAK)
    bring(store, tmp_path / "next", fifty_children_one_place(named, *map(case, REFS[1:])))
    assert room(store, OAKS_PLACE).free == 0
    assert verify_store(store).broken == ()


def test_fewer_places_than_decided_are_over_number_and_said(panel, tmp_path):
    store, run = panel.store, panel.run
    decide(store, Choice(run.run, run.digest, "C01", "hold", "agreed", "k", OAKS_PLACE), CHAIR)
    fewer = fifty_children_one_place(provisions=(provision(OAK, 0), provision(ELM, 40)))
    assert places.group_id(OAKS_PLACE) in bring(store, tmp_path / "next", fewer).over_number
    assert (room(store, OAKS_PLACE).places, room(store, OAKS_PLACE).over) == (0, 1)


def test_more_settled_than_there_is_changes_nothing(store, tmp_path):
    two = tuple(case(ref, state=State.NAMED_FINAL, named_urn=OAK) for ref in REFS[:2])
    with pytest.raises(Infeasible):
        bring(store, tmp_path / "next", fifty_children_one_place(*two))
    assert count(store, schema.snapshots) == 1


def test_going_back_to_older_tables_is_refused(store, tmp_path):
    bring(store, tmp_path / "more", fifty_children_one_place(*map(case, [*REFS, "C51"])))
    with pytest.raises(UsageError, match="came in before"):
        bring(store, tmp_path / "older", fifty_children_one_place())


def test_only_a_steward_or_an_officer_imports(store, tmp_path):
    with pytest.raises(NotAllowed, match="data-steward"):
        bring(store, tmp_path / "next", fifty_children_one_place(case("C51")), by=CHAIR)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"repeatable": False}, "NOT_REPEATABLE"),
        ({"first": "travel"}, "WHAT_IF"),
        ({"inputs": (("children.csv", "0" * 64),)}, "OTHER_TABLES"),
        ({"verified": False}, "NOT_VERIFIED"),
    ],
)
def test_a_run_not_fit_for_a_panel_is_not_kept(panel, tmp_path, changes, rule):
    bring(panel.store, tmp_path / "same", fifty_children_one_place())
    offered = run_of(load(tmp_path / "same"), {"C02": ELMS_PLACES})
    of_the_run = {name: value for name, value in changes.items() if name in ("repeatable", "first")}
    of_the_offer = {name: value for name, value in changes.items() if name not in of_the_run}
    offered = replace(offered, run=replace(offered.run, **of_the_run), **of_the_offer)
    with pytest.raises(NotAllowed) as caught:
        keep_run(panel.store, offered, OFFICER)
    assert [refusal.rule for refusal in caught.value.refusals] == [rule]


def test_the_same_run_again_is_the_one_kept(panel, tmp_path):
    events = len(show(panel.store))
    bring(panel.store, tmp_path / "same", fifty_children_one_place())
    seats = dict.fromkeys(REFS, ELMS_PLACES) | {REFS[0]: OAKS_PLACE}
    assert keep_run(panel.store, run_of(load(tmp_path / "same"), seats), OFFICER) == panel.run
    assert len(show(panel.store)) == events


def test_no_detail_of_a_child_but_the_reference_is_in_the_trail(panel, tmp_path):
    plain = case("C01")
    secret = replace(plain, home=replace(plain.home, postcode="QX9 9ZZ", easting=451_234))
    bring(panel.store, tmp_path / "next", fifty_children_one_place(secret, *map(case, REFS[1:])))
    told = "".join(entry.detail + entry.subject for entry in show(panel.store))
    assert "QX9" not in told
    assert "451234" not in told
    assert import_round(panel.store, tmp_path / "next", OFFICER).new is False


def on_roll(ref, urn=OAK):
    """A child whom the roll of a setting counts already."""
    return case(ref, state=State.ON_ROLL, named_urn=urn)


def test_a_child_on_roll_uses_no_place_for_the_roll_counts_it(store, tmp_path):
    bring(store, tmp_path / "next", fifty_children_one_place(on_roll("C01"), *map(case, REFS[1:])))
    assert room(store, OAKS_PLACE).free == 1
    assert verify_store(store).broken == ()


def test_a_child_who_started_is_counted_once_when_the_roll_counts_it_too(panel, tmp_path):
    """Started here, it keeps the place claimed; once the tables have it on roll, the roll counts it instead."""
    order = Step("C01", State.TRIBUNAL_ORDERED, "order", "", date(2026, 1, 10), OAKS_PLACE)
    take_step(panel.store, ROUND, order, OFFICER)
    take_step(panel.store, ROUND, Step("C01", State.ON_ROLL), OFFICER)
    assert room(panel.store, OAKS_PLACE).claimed == 1
    bring(panel.store, tmp_path / "next", fifty_children_one_place(on_roll("C01"), *map(case, REFS[1:])))
    assert room(panel.store, OAKS_PLACE).claimed == 0
    assert verify_store(panel.store).broken == ()


def test_tables_that_name_a_place_do_not_claim_it_for_a_case_moved_here(panel, tmp_path):
    take_step(panel.store, ROUND, Step("C01", State.TYPE_AGREED), OFFICER)
    named = case("C01", state=State.NAMED_FINAL, named_urn=OAK)
    found = bring(panel.store, tmp_path / "next", fifty_children_one_place(named, *map(case, REFS[1:])))
    assert found.conflicts == (Conflict("C01", State.TYPE_AGREED, State.NAMED_FINAL),)
    assert room(panel.store, OAKS_PLACE).claimed == 0
    assert verify_store(panel.store).broken == ()


def test_a_settled_case_that_tables_leave_out_gives_up_its_place_and_has_it_again(store, tmp_path):
    named = case("C01", state=State.NAMED_FINAL, named_urn=OAK)
    for folder, cases_, claimed in (("a", [named], 1), ("b", [], 0), ("c", [named], 1)):
        listed = fifty_children_one_place(*cases_, *map(case, [*REFS[1:], f"X{folder}"]))
        bring(store, tmp_path / folder, listed)
        assert room(store, OAKS_PLACE).claimed == claimed
        assert cases.how_many(store, ROUND) == 50 + claimed, "a case that comes again is listed again"
        assert verify_store(store).broken == ()


def test_consultations_of_the_tables_are_brought_in_once(store, tmp_path):
    asked = Consultation("C01", OAK, Reply.ACCEPT, "main", date(2026, 1, 2), date(2026, 1, 9))
    for folder, more in (("a", ()), ("b", ("C51",))):
        rows = fifty_children_one_place(*map(case, [*REFS, *more]), consultations=(asked,))
        bring(store, tmp_path / folder, rows)
    assert count(store, schema.consultations) == 1


def test_a_provision_that_the_tables_no_longer_give_has_no_places(store, tmp_path):
    bring(store, tmp_path / "fewer", fifty_children_one_place(provisions=(provision(ELM, 40),)))
    assert (room(store, OAKS_PLACE).places, room(store, OAKS_PLACE).over) == (0, 0)


@pytest.mark.parametrize("who", [CHAIR, "v.viewer"])
def test_only_an_officer_puts_a_run_before_the_panel(panel, tmp_path, who):
    bring(panel.store, tmp_path / "same", fifty_children_one_place())
    with pytest.raises(NotAllowed, match="takes the role panel-officer"):
        keep_run(panel.store, run_of(load(tmp_path / "same"), {"C02": ELMS_PLACES}), who)


def test_a_what_if_is_not_put_before_the_panel(panel, tmp_path):
    bring(panel.store, tmp_path / "same", fifty_children_one_place())
    offered = run_of(load(tmp_path / "same"), {"C02": ELMS_PLACES})
    marked = replace(offered.run, policy=replace(offered.run.policy, watermark="Not for decisions"))
    with pytest.raises(NotAllowed, match="Not for decisions"):
        keep_run(panel.store, replace(offered, run=marked), OFFICER)


def test_tables_are_put_back_as_they_were_brought_in(store, tmp_path):
    """What is kept by its digest alone comes from beside them while it is the same; no name leads out of the folder."""
    bring(store, tmp_path / "next", fifty_children_one_place(case("C51")))
    files = [(file.name, file.sha256) for file in load(tmp_path / "next").files]
    (tmp_path / "next" / "postcodes.csv").write_bytes(b"too large to keep")
    large = ("postcodes.csv", sha256(b"too large to keep").hexdigest())
    for number, (beside, whole) in enumerate(((None, False), (tmp_path / "next", True))):
        room = tmp_path / f"back-{number}"
        assert put_back(store, files, room)
        assert load(room).inputs == load(tmp_path / "next").inputs
        assert put_back(store, [*files, large], room, beside) is whole
    (tmp_path / "next" / "postcodes.csv").write_bytes(b"another")
    assert not put_back(store, [large], tmp_path / "back", tmp_path / "next")
    assert not put_back(store, [(f"../{files[0][0]}", files[0][1])], tmp_path / "back")
    assert not (tmp_path / files[0][0]).exists()
