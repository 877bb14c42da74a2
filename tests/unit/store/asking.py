"""What tests of decisions ask of a store: a choice, a case as it stands, a place, another run."""

from dataclasses import replace

from sufficiency.store import cases, places
from sufficiency.store.decisions import Choice
from sufficiency.store.runs import keep_run
from sufficiency.tables.load import load
from sufficiency.tables.write import write_folder
from tests.fixtures.stores import OAKS_PLACE, OFFICER, ROUND, fifty_children_one_place, run_of


def hold(panel, ref="C01", group=OAKS_PLACE, **changes):
    plain = Choice(panel.run.run, panel.run.digest, ref, "hold", "agreed by the panel", f"key-{ref}", group)
    return replace(plain, **changes)


def rules(caught):
    return [refusal.rule for refusal in caught.value.refusals]


def state(panel, ref="C01"):
    with panel.store.reading() as connection:
        return cases.case_now(connection, ROUND, ref)


def room(panel, group=OAKS_PLACE):
    with panel.store.reading() as connection:
        return places.rooms(connection, ROUND)[places.group_id(group)]


def kept_again(panel, tmp_path, seats, by=OFFICER, **changes):
    """Another run on the same tables."""
    if not (tmp_path / "again").exists():
        write_folder(tmp_path / "again", fifty_children_one_place())
    return keep_run(panel.store, run_of(load(tmp_path / "again"), seats, **changes), by)
