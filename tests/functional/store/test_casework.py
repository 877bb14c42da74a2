"""From an input folder to a decision, with the run that the panel really has."""

from dataclasses import replace
from shutil import copytree

import pytest

from sufficiency import api
from sufficiency.errors import UsageError
from sufficiency.panel.refusal import NotAllowed
from sufficiency.store import cases, people
from sufficiency.store.decisions import Choice, decide
from sufficiency.store.integrity import verify_store
from sufficiency.store.runs import recommended, run_files, runs
from sufficiency.store.versions import upgrade
from sufficiency.tables.write import write_folder
from tests.fixtures.rounds import OAK, one_place_two_children
from tests.fixtures.stores import CHAIR, OFFICER, ROUND, STAFF


@pytest.fixture
def store(tmp_path):
    upgrade(str(tmp_path / "x.db"), "operator:tests")
    made = api.casework.open_store(str(tmp_path / "x.db"))
    for person in STAFF:
        people.add_person(made, person, "operator:tests")
    return made


@pytest.fixture(scope="module")
def released_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("released")
    write_folder(folder / "round", one_place_two_children())
    run, record = api.recommend(folder / "round", api.Choices(compare_policies=False))
    api.release(run, record, folder / "run")
    return folder


@pytest.fixture
def released(released_once, tmp_path):
    """A run folder, its input folder beside it."""
    copytree(released_once, tmp_path, dirs_exist_ok=True)
    return tmp_path / "run"


def test_a_run_is_kept_to_the_byte_and_decided_on(store, released, tmp_path):
    api.casework.import_round(store, tmp_path / "round", OFFICER)
    kept = api.casework.keep_run(store, released, OFFICER)
    assert api.casework.keep_run(store, released, OFFICER) == kept == runs(store, ROUND)[0]
    assert run_files(store, kept.run) == {path.name: path.read_bytes() for path in released.iterdir()}
    with store.reading() as connection:
        first = recommended(connection, kept.run, "A")
    assert first.group.urn == OAK, "the first to ask"
    cases.open_case(store, kept.run, "A", CHAIR)
    choice = Choice(kept.run, kept.digest, "A", "hold", "as recommended", "k", first.group)
    assert not decide(store, choice, CHAIR).override
    assert verify_store(store).broken == ()


def test_a_run_that_no_longer_recounts_is_not_put_before_the_panel(store, released, tmp_path):
    api.casework.import_round(store, tmp_path / "round", OFFICER)
    table = released / "recommendations.csv"
    table.write_text(table.read_text().replace("A,900001", "A,900002").replace("B,900002", "B,900001"))
    with pytest.raises(NotAllowed) as caught:
        api.casework.keep_run(store, released, OFFICER)
    assert [refusal.rule for refusal in caught.value.refusals] == ["NOT_VERIFIED"]


def test_a_run_on_tables_that_were_not_brought_in_is_refused(store, released, tmp_path):
    inputs = one_place_two_children()
    write_folder(tmp_path / "other", replace(inputs, cases=inputs.cases[:1], preferences=inputs.preferences[:2]))
    api.casework.import_round(store, tmp_path / "other", OFFICER)
    with pytest.raises(NotAllowed) as caught:
        api.casework.keep_run(store, released, OFFICER)
    assert [refusal.rule for refusal in caught.value.refusals] == ["OTHER_TABLES"]


def test_what_is_no_run_is_said_to_be_none(store, tmp_path):
    with pytest.raises(UsageError, match="not a run folder"):
        api.casework.keep_run(store, tmp_path, OFFICER)
