"""Who needs a specialist place: incumbents and entrants make the stock, in every area, kind and year."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from scenarios.files.scenario import DemandAssumptions, DemandChange, Shock
from scenarios.planning.segments import SEGMENTS, NeedGroup, PlanningPhase, Segment, Tier
from scenarios.projection.history import history_of
from scenarios.projection.project import expected
from scenarios.projection.specialist import demand_of, outlook
from scenarios.projection.stated import ScenarioDemand, assumed
from scenarios.projection.told import need_steps
from sufficiency.domain.age_stock import FIRST_AGE
from sufficiency.domain.needs import Need
from sufficiency.domain.settings import SettingType
from sufficiency.domain.years import AcademicYear
from tests.unit.scenarios.small_authority import a_county, inputs, plan

SPECIAL, INDEPENDENT = 2, 3
NOTHING = DemandAssumptions()


@pytest.fixture(scope="module")
def county():
    return history_of(inputs(a_county()))


def by_identity(demand):
    """The stock that incumbents and entrants come to, summed one by one."""
    years = len(demand.entrants)
    return np.array([
        demand.placed * demand.remaining[:, year]
        + sum(demand.entrants[begun] * demand.holds[:, year - begun] for begun in range(year + 1))
        for year in range(years)
    ])  # fmt: skip


@pytest.mark.parametrize("draw", [None, 0, 7])
def test_the_stock_is_incumbents_and_entrants_who_are_still_there(county, draw):
    demand = demand_of(county, county.assumed, draw)
    assert demand.stock.shape == (10, 2, len(SEGMENTS))
    np.testing.assert_allclose(demand.stock, by_identity(demand), atol=1e-9)
    assert (demand.entrants >= 0).all()
    assert (demand.holds[:, 0] == 1).all()
    assert (demand.remaining[:, 0] == 1).all()
    for shares in (demand.holds, demand.remaining):
        assert (np.diff(shares, axis=1) <= 1e-12).all(), "nobody comes back to a cohort"


def test_the_expected_stock_is_the_projections(county):
    told = expected(county.stock.astype(float), county.assumed)[1:]
    school = slice(0, 17)
    wanted = told[:, :, school, :, SPECIAL].sum(axis=(1, 2, 3)) + told[:, :, school, :, INDEPENDENT].sum(axis=(1, 2, 3))
    demand = demand_of(county, county.assumed)
    special = [at for at, one in enumerate(SEGMENTS) if one.tier is Tier.SPECIAL]
    above = demand.stock[:, :, special].sum(axis=(1, 2)) - wanted
    assert (above > -1e-6).all(), "nobody is moved out of a place, so a stock may be above, and never below"
    assert above.sum() < 0.002 * demand.stock.sum()


def test_a_place_is_held_to_the_end_of_the_phase_and_no_longer():
    """One child in Year 5 of a special school: there in Year 6, and chooses again for Year 7."""
    demand = demand_of(*_told([plan("A", 5, "special")]))
    row = SEGMENTS.index(Segment(NeedGroup.COMMUNICATION, PlanningPhase.PRIMARY, Tier.SPECIAL))
    assert 0.9 < demand.placed[0, row] <= 1
    assert demand.remaining[row, 1:].sum() == 0


def test_who_waits_enters_in_the_first_year(county):
    counted, left_out = (outlook(county, replace(county.assumed, latent=latent)).expected
                         for latent in (county.latent.cells, None))  # fmt: skip
    more = (counted.entrants - left_out.entrants)[0].sum()
    np.testing.assert_allclose(counted.placed, left_out.placed)
    assert 4.5 < more < 7, "seven wait, some of whom leave school or the authority before September"


def test_draws_lie_about_what_is_expected_and_scenarios_share_their_chance(county):
    plain, more = (ScenarioDemand(county, DemandAssumptions(trend=trend)) for trend in (None, Decimal(10)))
    total, grown = ([told.drawn(number).stock.sum() for number in range(8)] for told in (plain, more))
    assert min(total) < plain.expected().stock.sum() < max(total)
    assert all(one > other for one, other in zip(grown, total, strict=True))
    assert np.corrcoef(total, grown)[0, 1] > 0.7


def test_a_shock_adds_its_children_who_stay_to_the_end_of_their_phase(county):
    year = AcademicYear(2028)
    shock = Shock(year, 20, (Need.SEMH,), (PlanningPhase.SECONDARY,))
    shocked = ScenarioDemand(county, DemandAssumptions(shocks=(shock,))).expected()
    plain = ScenarioDemand(county, NOTHING).expected()
    row = SEGMENTS.index(Segment(NeedGroup.SEMH, PlanningPhase.SECONDARY, Tier.SPECIAL))
    added = (shocked.stock - plain.stock).sum(axis=1)
    assert added[2, row] == pytest.approx(0.2 * plain.stock[2, :, row].sum())
    np.testing.assert_allclose(added[2:, row], added[2, row] * plain.holds[row, :8])
    others = [at for at, one in enumerate(SEGMENTS) if one.need is not NeedGroup.SEMH or at % 2 == 0]
    assert added[:2].sum() == 0
    assert np.abs(added[:, [at for at in others if SEGMENTS[at].phase is not PlanningPhase.SECONDARY]]).sum() == 0


def test_fewer_moves_at_year_7_leave_fewer_in_special_schools_from_then_on(county):
    change = DemandChange("x", "move", SettingType.SPECIAL, Decimal("0.5"), AcademicYear(2027), ncy_from=7, ncy_to=7)
    fewer = ScenarioDemand(county, DemandAssumptions(changes=(change,))).expected().stock.sum(axis=(1, 2))
    plain = ScenarioDemand(county, NOTHING).expected().stock.sum(axis=(1, 2))
    assert fewer[0] == pytest.approx(plain[0])
    assert (fewer[1:] < plain[1:] - 0.1).all()


def test_steps_add_up_to_the_change_since_the_first_year(county):
    stated = DemandAssumptions(trend=Decimal(5), shocks=(Shock(AcademicYear(2028), 10),))
    rows = need_steps(county, stated)
    stock = ScenarioDemand(county, stated).expected().stock.sum(axis=(1, 2))
    for number in range(10):
        added = sum(row.children for row in rows if row.year == 2026 + number)
        assert added / 1000 == pytest.approx(stock[number] - stock[0], abs=0.005)
    assert {row.step for row in rows if row.children} == {"rates of today", "trend of rates", "latent demand", "shocks"}


def _told(plans):
    history = history_of(inputs(plans))
    return history, history.assumed


def test_a_change_is_of_the_year_before_the_move_and_of_the_share_that_has_the_needs():
    """Three of autism and one of SEMH in Year 6: halving the moves of SEMH takes an eighth of all moves into Year 7.

    They are of those aged 10, from September 2027 (the second January ahead of 2026), or two years later if delayed.
    """
    plans = [plan(f"A{n}", 6, "mainstream") for n in range(3)] + [plan("S", 6, "mainstream", need=Need.SEMH)]
    change = DemandChange("x", "move", SettingType.SPECIAL, Decimal("0.5"), AcademicYear(2027), (Need.SEMH,), 7, 7)
    for delay, first in ((0, 2), (2, 4)):
        (found,) = assumed(history_of(inputs(plans)), DemandAssumptions(delay=delay, changes=(change,))).changes
        assert (found.ages, found.first, found.factor) == ((10 - FIRST_AGE,), first, pytest.approx(1 - 0.5 / 4))


def test_demand_not_met_today_is_left_out_where_a_scenario_says_so(county):
    assert assumed(county, NOTHING).latent.any()
    assert assumed(county, DemandAssumptions(latent=False)).latent is None
