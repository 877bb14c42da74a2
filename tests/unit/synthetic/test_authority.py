"""A made-up authority: loads without a fault, comes out the same, and is worth allocating."""

import os
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from sufficiency.domain.cases import State
from sufficiency.domain.inputs import Inputs
from sufficiency.domain.settings import Ground, Reply, SettingType
from sufficiency.errors import UsageError
from sufficiency.synthetic.authority import write_authority
from sufficiency.tables.load import load

MADE = "from pathlib import Path; from sufficiency.synthetic.authority import write_authority; "


def digest(folder: Path) -> str:
    """One digest of every file's name and bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return sha256(b"".join(str(f.relative_to(folder)).encode() + f.read_bytes() for f in files)).hexdigest()


@pytest.fixture(scope="module")
def default_folder(tmp_path_factory) -> Path:
    """The folder that the demonstration uses: 600 children, 60 settings, seed 1."""
    folder = tmp_path_factory.mktemp("riverside")
    write_authority(folder)
    return folder


@pytest.fixture(scope="module")
def inputs(default_folder) -> Inputs:
    """The same folder, loaded."""
    return load(default_folder).inputs


def test_it_loads_without_a_fault_or_warning(default_folder) -> None:
    assert load(default_folder).warnings == ()


LARGE_AT_NIGHT = pytest.param(1500, 90, 5, marks=pytest.mark.nightly)


@pytest.mark.parametrize(("children", "settings", "seed"), [(1, 6, 2), (40, 10, 3), (700, 25, 4), LARGE_AT_NIGHT])
def test_other_sizes_and_seeds_load_too(tmp_path, children, settings, seed) -> None:
    write_authority(tmp_path, children, settings, seed)
    loaded = load(tmp_path).inputs
    assert (len(loaded.cases), len(loaded.settings)) == (children, settings)
    assert locks_that_find_no_place(loaded) == []


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tmp_path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_authority(tmp_path / name, 60, 12, seed)
    assert digest(tmp_path / "one") == digest(tmp_path / "again") != digest(tmp_path / "other")


def test_the_bytes_do_not_depend_on_the_hash_seed(tmp_path) -> None:
    write_authority(tmp_path / "here", 60, 12, 1)
    code = MADE + f"write_authority(Path({str(tmp_path / 'there')!r}), 60, 12, 1)"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONHASHSEED": "7"})
    assert digest(tmp_path / "here") == digest(tmp_path / "there")


def test_it_says_that_it_is_made_up(inputs) -> None:
    assert inputs.authority.synthetic
    assert inputs.authority.assumed
    assert {setting.urn // 100_000 for setting in inputs.settings} == {9}
    assert {setting.site.postcode[:2] for setting in inputs.settings} == {"ZR"}


def test_its_settings_are_mostly_bases_with_every_other_kind(inputs) -> None:
    kinds = Counter(setting.type for setting in inputs.settings)
    assert kinds[SettingType.BASE] + kinds[SettingType.DSP] == pytest.approx(0.6 * 60, abs=3)
    assert kinds[SettingType.SPECIAL] == 7
    assert kinds[SettingType.AP] == 1
    assert {setting.s38_3 for setting in inputs.settings if setting.type == SettingType.INDEPENDENT} == {True, False}
    assert all(setting.lead_urn for setting in inputs.settings if setting.type == SettingType.SATELLITE)


def test_there_are_fewer_places_than_children_and_some_in_the_wrong_corner(inputs) -> None:
    free = [group.free_to_name for group in inputs.provisions]
    assert 0.92 <= sum(free) / len(inputs.cases) <= 0.97
    assert free.count(0) > 10
    assert min(free) >= -1


def test_two_in_three_special_schools_are_at_or_over_capacity(inputs) -> None:
    special = {setting.urn for setting in inputs.settings if setting.type == SettingType.SPECIAL}
    on_roll, physical = Counter(), Counter()
    for group in inputs.provisions:
        on_roll[group.urn] += group.on_roll
        physical[group.urn] += group.physical
    assert sum(on_roll[urn] >= physical[urn] for urn in special) / len(special) == pytest.approx(0.67, abs=0.1)


def test_parents_state_none_to_three_preferences(inputs) -> None:
    stated = Counter(wish.child_ref for wish in inputs.preferences)
    counts = Counter(stated[case.ref] for case in inputs.cases)
    assert set(counts) == {0, 1, 2, 3}
    assert counts[0] / len(inputs.cases) == pytest.approx(0.15, abs=0.04)


def test_some_schools_are_asked_for_by_more_than_they_can_take(inputs) -> None:
    first = Counter(wish.urn for wish in inputs.preferences if wish.rank == 1)
    free = Counter()
    for group in inputs.provisions:
        free[group.urn] += max(0, group.free_to_name)
    assert any(first[urn] > 1.2 * free[urn] for urn in first if free[urn] > 10)


def test_consultations_have_every_reply_and_full_is_the_commonest_objection(inputs) -> None:
    assert {asked.reply for asked in inputs.consultations} == set(Reply)
    grounds = Counter(asked.ground for asked in inputs.consultations if asked.reply == Reply.OBJECT)
    assert grounds.most_common(1)[0][0] == Ground.PROVIDER_REPORTED_FULL


def test_some_children_are_accepted_outside_section_38_3(inputs) -> None:
    outside = {setting.urn for setting in inputs.settings if not setting.s38_3}
    assert sum(asked.urn in outside and asked.reply == Reply.ACCEPT for asked in inputs.consultations) > 10


def test_children_at_every_stage_are_there_and_locks_find_their_places(inputs) -> None:
    assert {case.state for case in inputs.cases} == set(State) - {State.ON_ROLL}
    assert locks_that_find_no_place(inputs) == []


def test_too_small_an_authority_is_refused(tmp_path) -> None:
    with pytest.raises(UsageError, match="at least 1 child and 6 settings"):
        write_authority(tmp_path, children=0)
    with pytest.raises(UsageError):
        write_authority(tmp_path, settings=5)
    assert list(tmp_path.iterdir()) == []


def locks_that_find_no_place(inputs: Inputs) -> list[str]:
    """Every limit that the children already named a setting go over, counted afresh from the loaded round."""
    lead = {setting.urn: setting.lead_urn or setting.urn for setting in inputs.settings}
    used, places = Counter(), Counter()
    for group in inputs.provisions:
        for limit in limits_of(group.urn, group.provision_id, group.ncy_from, lead):
            places[limit] += group.free_to_name
    for setting in inputs.settings:
        if setting.shared_places is not None:
            places["family", setting.urn] = min(places["family", setting.urn], setting.shared_places)
    bands = {(g.urn, g.provision_id, ncy): g for g in inputs.provisions for ncy in range(g.ncy_from, g.ncy_to + 1)}
    for case in inputs.cases:
        if case.named_urn:
            group = bands[case.named_urn, case.named_provision, case.ncy]
            assert case.primary_need in group.needs
            used.update(limits_of(group.urn, group.provision_id, group.ncy_from, lead))
    return [str(limit) for limit in used if used[limit] > places[limit]]


def limits_of(urn: int, provision: str, ncy_from: int, lead: dict[int, int]) -> list[tuple[object, ...]]:
    return [("group", urn, provision, ncy_from), ("provision", urn, provision), ("setting", urn), ("family", lead[urn])]
