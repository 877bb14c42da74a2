"""When an action can open, and whether it needs a statutory proposal."""

from datetime import date

import pytest

from scenarios.files.kinds_of_action import kinds_of_action
from scenarios.files.read import read_scenario
from scenarios.files.timing import soonest_year
from sufficiency.domain.years import AcademicYear
from sufficiency.statute.alterations import much_larger
from tests.fixtures.scenario_files import ASH, OAK, county, write
from tests.unit.scenarios.files.test_faults import BASE, CHANGE, CLOSURE, LARGER, NEW, OPTION, SATELLITE, section


def scenario(folder, *texts):
    """The scenario of one file."""
    return read_scenario(write(folder, x='name = "x"\ndescription = "d"\n' + "".join(texts)), county(), "x")


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (SATELLITE, "another site"),
        (BASE, "a base in a mainstream school"),
        (CHANGE, "type of need"),
        (CLOSURE, "a school is closed"),
        ({**CLOSURE, "setting": ASH}, "established or removed"),
        ({**CLOSURE, "places": 5}, ""),
        (NEW, ""),
        ({**LARGER, "places": 9}, ""),
        ({**LARGER, "places": 10}, "10 percent or 20 pupils"),
    ],
)
def test_what_needs_a_statutory_proposal(tmp_path, action, words):
    (found,) = scenario(tmp_path, section(action)).actions
    assert words in found.proposal
    assert found.statutory_proposal == bool(words)


def test_increases_of_one_school_within_five_years_are_added_up(tmp_path):
    later = {**LARGER, "name": "Later"}
    near = scenario(tmp_path, section(LARGER, places=5), section(later, places=5, opens=2032)).actions
    assert [action.statutory_proposal for action in near] == [False, True]
    far = scenario(tmp_path, section(LARGER, places=5), section(later, places=5, opens=2033)).actions
    assert [action.statutory_proposal for action in far] == [False, False]


def test_twenty_pupils_are_much_even_of_a_large_school():
    year = AcademicYear(2030)
    assert much_larger(400, [(year, 20)], year)
    assert not much_larger(400, [(year, 19)], year)
    assert much_larger(50, [(year, 5)], year)


def test_sixteen_weeks_of_a_proposal_come_on_top_of_the_lead_time(tmp_path):
    """12 months from 15 June 2026 end in June 2027, 16 weeks more in October: the next September is 2028's."""
    base = scenario(tmp_path, section(OPTION, approved="2026-06-15")).options[0]
    assert (base.approved, base.lead_months, base.earliest) == (date(2026, 6, 15), 12, AcademicYear(2028))
    sooner = scenario(tmp_path, section(OPTION, approved="2026-05-11")).options[0]
    assert sooner.earliest == AcademicYear(2027), "16 weeks from 11 May end on 31 August"


def test_an_expansion_that_needs_a_proposal_for_one_of_its_sizes_opens_later(tmp_path):
    """18 months from 20 February 2026 end in August 2027; with 16 weeks more the next September is 2028's."""
    option = {**OPTION, "kind": "expansion", "setting": OAK, "because": "Rooms", "approved": "2026-02-20"}
    small = scenario(tmp_path, section(option, provision_id="MLD", sizes=[4, 9])).options[0]
    large = scenario(tmp_path, section(option, provision_id="MLD", sizes=[4, 10])).options[0]
    assert (small.earliest, large.earliest) == (AcademicYear(2027), AcademicYear(2028))
    assert [size.proposal != "" for size in large.sizes] == [False, True]


def test_what_is_not_stated_is_usual_for_the_kind_or_the_settings_own(tmp_path):
    satellite, larger = scenario(tmp_path, section(SATELLITE), section(LARGER)).actions
    assert (satellite.capital, satellite.place_cost) == (20 * 40_000_00, 10_000_00)
    assert satellite.top_up == 1_500_000, "the mean of like provision"
    assert (larger.ncy_from, larger.ncy_to, larger.top_up) == (0, 6, 1_500_000)
    assert satellite.urn < 100_000 < larger.urn


def test_every_figure_assumed_of_a_kind_has_its_source():
    for kind, usual in kinds_of_action().items():
        assert usual.sources.keys() == {"lead", "capital", "ramp_up", "phasing", "place_cost"}, kind
        assert all(words.startswith("Assumed: ") and "checked 2026" in words for words in usual.sources.values())
        assert usual.lead == tuple(sorted(usual.lead))
        assert sum(usual.phasing) == 100


@pytest.mark.parametrize(("approved", "soonest"), [("2026-09-01", 2028), ("2026-09-02", 2029)])
def test_what_is_ready_on_the_first_of_september_opens_that_day(tmp_path, approved, soonest):
    """Two years of lead time and no proposal."""
    new = section(NEW, approved=approved, lead_months=24, opens=2031)
    (found,) = scenario(tmp_path, new).actions
    assert soonest_year(found, proposal=False) == AcademicYear(soonest)
