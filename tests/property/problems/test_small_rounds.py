"""What a round must do, one rule at a time, on rounds small enough to answer by hand."""

from dataclasses import replace
from datetime import date

import pytest

from sufficiency import api
from sufficiency.domain.cases import State
from sufficiency.domain.inputs import SideRules, TravelRules
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.run import GroupKey, Move, Override
from sufficiency.domain.settings import Consultation, Reply, SettingType
from tests.fixtures.rounds import (
    ELM,
    OAK,
    a_held_place,
    authority,
    case,
    one_place_two_children,
    provision,
    setting,
    wants,
)
from tests.fixtures.solving import answered, level, places, recounted

OAK_SEVEN, ELM_SEVEN = GroupKey(OAK, "main", 7), GroupKey(ELM, "main", 7)
EVERY_POLICY = ("deadline", "chronological", "need-in-band", "urgent-then-chronological", "cohort")


@pytest.mark.parametrize("policy", EVERY_POLICY)
def test_the_first_in_the_order_has_the_contested_place(policy):
    """All else equal, even jointly the tie goes to the earlier request."""
    assert places(answered(one_place_two_children(), policy)) == {"A": OAK, "B": ELM}


@pytest.mark.parametrize("policy", EVERY_POLICY)
def test_with_one_place_in_all_the_later_child_has_none_and_is_told_why(policy):
    plain = one_place_two_children()
    run = answered(replace(plain, settings=plain.settings[:1], provisions=plain.provisions[:1],
                           preferences=(*wants("A", OAK), *wants("B", OAK))), policy)  # fmt: skip
    assert places(run) == {"A": OAK, "B": None}
    (without,) = run.unplaced
    assert (without.conflict_children, without.conflict_places, without.by_order) == (2, 1, False)
    assert "Oak School" in without.why


def test_a_strict_order_may_leave_a_child_out_whom_a_joint_round_would_place():
    """A may go to Oak or Elm and prefers Elm; B only to Elm. In the order A has Elm; jointly both have a place."""
    plain = one_place_two_children()
    settings = (setting(OAK), setting(ELM, s38_3=True, east=5_000))
    offers = (provision(OAK, 1), replace(provision(ELM, 1), needs=(Need.ASD, Need.SEMH)))
    cases = (plain.cases[0], replace(plain.cases[1], primary_need=Need.SEMH))
    inputs = replace(plain, cases=cases, settings=settings, provisions=offers,
                     preferences=(*wants("A", ELM, OAK), *wants("B", ELM)))  # fmt: skip
    ordered = answered(inputs)
    assert places(ordered) == {"A": ELM, "B": None}
    assert ordered.unplaced[0].by_order
    assert places(answered(inputs, "cohort")) == {"A": OAK, "B": ELM}


def test_a_held_place_stays_with_its_child():
    run = answered(a_held_place())
    assert places(run) == {"A": OAK, "B": ELM}
    assert [(r.child_ref, r.fixed) for r in run.recommendations] == [("A", True), ("B", False)]
    assert level(run, "holds_moved") == 0


def test_a_released_hold_goes_to_the_earlier_request_and_the_move_is_counted():
    run = answered(a_held_place(), release_holds=True)
    assert places(run) == {"A": ELM, "B": OAK}
    assert level(run, "holds_moved") == 1
    assert not any(r.fixed for r in run.recommendations)


def test_a_released_hold_that_nobody_earlier_wants_is_not_moved():
    inputs = replace(a_held_place(), preferences=(*wants("A", OAK, ELM), *wants("B", ELM, OAK)))
    run = answered(inputs, release_holds=True)
    assert places(run) == {"A": OAK, "B": ELM}
    assert level(run, "holds_moved") == 0


def test_a_child_on_roll_uses_no_place():
    plain = one_place_two_children()
    on_roll = case("C", state=State.ON_ROLL, named_urn=OAK)
    run = answered(replace(plain, cases=(*plain.cases, on_roll)))
    assert places(run) == {"A": OAK, "B": ELM, "C": OAK}
    oak = next(use for use in run.limits if use.kind == "setting" and use.urn == OAK)
    assert (oak.places, oak.used) == (1, 1)


@pytest.mark.parametrize("policy", EVERY_POLICY)
def test_a_round_in_which_every_place_is_settled_has_nothing_left_to_recommend(policy):
    plain = one_place_two_children()
    run = answered(replace(plain, cases=(case("A", state=State.NAMED_FINAL, named_urn=OAK),)), policy)
    assert places(run) == {"A": OAK}
    assert not any(level.value for level in run.levels)


def test_a_final_plan_takes_the_place_before_anybody_else():
    plain = one_place_two_children()
    named = case("C", asked=date(2026, 1, 2), state=State.NAMED_FINAL, named_urn=OAK)
    run = answered(replace(plain, cases=(*plain.cases, named)))
    assert places(run) == {"A": ELM, "B": None, "C": OAK}


def test_an_override_displaces_exactly_whom_the_alternatives_said():
    inputs = one_place_two_children()
    before = answered(inputs)
    chosen = next(a for a in before.alternatives if (a.child_ref, a.group) == ("B", OAK_SEVEN))
    assert set(chosen.moves) == {Move("B", ELM_SEVEN, OAK_SEVEN), Move("A", OAK_SEVEN, ELM_SEVEN)}
    after = answered(inputs, overrides=[Override("B", OAK, "main", "a brother is there")])
    assert places(after) == {"A": ELM, "B": OAK}
    assert tuple(a.value - b.value for a, b in zip(after.levels, before.levels, strict=True)) == chosen.change


def test_an_override_into_no_mans_place_moves_nobody():
    inputs = replace(one_place_two_children(), provisions=(provision(OAK, 2), provision(ELM, 1)))
    before = answered(inputs)
    assert places(before) == {"A": OAK, "B": OAK}
    chosen = next(a for a in before.alternatives if (a.child_ref, a.group) == ("B", ELM_SEVEN))
    assert chosen.moves == (Move("B", OAK_SEVEN, ELM_SEVEN),)


def satellite_round(shared: int | None, lead_free: int = 2, satellite_free: int = 2):
    plain = one_place_two_children()
    return replace(
        plain,
        settings=(
            setting(OAK, shared_places=shared),
            setting(ELM, kind=SettingType.SATELLITE, lead_urn=OAK, east=5_000),
        ),
        provisions=(provision(OAK, lead_free), provision(ELM, satellite_free)),
    )


def test_a_school_and_its_satellite_share_places_where_that_was_agreed():
    run = answered(satellite_round(shared=1))
    assert places(run) == {"A": OAK, "B": None}
    family = next(use for use in run.limits if use.kind == "family")
    assert (family.urn, family.places, family.used) == (OAK, 1, 1)
    assert "Oak School with its satellites" in run.unplaced[0].why


def test_without_an_agreement_the_satellite_has_its_own_places():
    assert places(answered(satellite_round(shared=None, lead_free=1))) == {"A": OAK, "B": ELM}


def test_a_school_over_number_takes_places_from_its_satellite():
    """Oak is two over number: of the satellite's three places the family has one."""
    run = answered(satellite_round(shared=None, lead_free=-2, satellite_free=3))
    assert places(run) == {"A": ELM, "B": None}


def test_places_are_shared_across_year_bands_of_a_provision_over_number():
    plain = one_place_two_children()
    rows = (provision(OAK, 2, years=(7, 9)), provision(OAK, -1, years=(10, 11)))
    run = answered(replace(plain, settings=plain.settings[:1], provisions=rows,
                           preferences=(*wants("A", OAK), *wants("B", OAK))))  # fmt: skip
    assert places(run) == {"A": OAK, "B": None}


def test_a_child_joins_its_brother_where_that_costs_nobody_a_preference():
    plain = one_place_two_children()
    cases = (replace(plain.cases[0], sibling_urn=ELM), plain.cases[1])
    run = answered(replace(plain, cases=cases, preferences=()), "cohort")
    assert places(run) == {"A": ELM, "B": OAK}
    assert level(run, "apart_from_sibling") == 0


def test_apart_from_a_brother_is_counted_once_placed_and_not_for_a_child_without_a_place():
    plain = one_place_two_children()
    cases = tuple(replace(c, sibling_urn=999_999) for c in plain.cases)
    assert level(answered(replace(plain, cases=cases)), "apart_from_sibling") == 2
    alone = replace(plain, cases=cases, settings=plain.settings[:1], provisions=(provision(OAK, 1),),
                    preferences=())  # fmt: skip
    assert level(answered(alone), "apart_from_sibling") == 1


@pytest.mark.parametrize(("ncy", "years", "over"), [(6, (5, 6), 1), (7, (7, 9), 0)])
def test_the_guideline_is_45_minutes_in_primary_years_and_75_above(ncy, years, over):
    """45 km in a straight line are taken to be some 52 minutes."""
    plain = one_place_two_children()
    inputs = replace(
        plain,
        cases=(case("A", ncy=ncy, home=Place("QX1 1AA", 450_000, 300_000)),),
        settings=(setting(OAK, east=44_000),),
        provisions=(provision(OAK, 1, years=years),),
        preferences=wants("A", OAK),
    )
    run = answered(inputs)
    (row,) = run.recommendations
    assert row.journey is not None
    assert 450 < row.journey.tenths < 750
    assert (level(run, "over_guideline"), row.over_guideline) == (over, bool(over))


def test_a_place_nobody_asked_for_is_not_offered_beyond_the_travel_limit_but_a_wish_is_heard():
    plain = replace(one_place_two_children(), authority=authority(travel=TravelRules(limit=10)))
    far = tuple(replace(s, site=Place("QX1 1AB", 451_000 + 24_000, 300_000)) for s in plain.settings)
    assert places(answered(replace(plain, settings=far, preferences=()))) == {"A": None, "B": None}
    assert places(answered(replace(plain, settings=far))) == {"A": OAK, "B": ELM}


def test_a_setting_that_accepts_a_child_outside_its_designation_may_be_recommended():
    plain = one_place_two_children()
    cases = (replace(plain.cases[0], primary_need=Need.SEMH), plain.cases[1])
    inputs = replace(plain, cases=cases)
    assert places(answered(inputs)) == {"A": None, "B": OAK}
    accepted = replace(inputs, consultations=(Consultation("A", ELM, Reply.ACCEPT),))
    run = answered(accepted)
    assert places(run) == {"A": ELM, "B": OAK}
    assert level(run, "unsuitability") == 2


# Rules beside the limits, through files and back to a recount.


def with_rules(inputs, **rules):
    return replace(inputs, authority=authority(side=SideRules(**rules)))


@pytest.mark.parametrize(
    ("policy", "together"), [("cohort", {"A": ELM, "B": ELM}), ("chronological", {"A": OAK, "B": None})]
)
def test_brothers_kept_together_have_places_at_one_school_or_only_one_has(tmp_path, policy, together):
    """In a strict order the first has what it prefers, and then there is no room beside it."""
    plain = one_place_two_children()
    cases = (replace(plain.cases[0], sibling_ref="B"), replace(plain.cases[1], sibling_ref="A"))
    apart = replace(plain, cases=cases, provisions=(provision(OAK, 1), provision(ELM, 2)))
    assert places(answered(apart, policy)) == {"A": OAK, "B": ELM}
    run, found = recounted(with_rules(apart, siblings_together=True), tmp_path, api.Choices(policy))
    assert found.broken == ()
    assert places(run) == together


def test_at_most_so_many_with_a_need_in_one_place_group(tmp_path):
    roomy = replace(one_place_two_children(), provisions=(provision(OAK, 2), provision(ELM, 2)))
    assert places(answered(roomy)) == {"A": OAK, "B": OAK}
    run, found = recounted(with_rules(roomy, mix_limits=(("ASD", 1),)), tmp_path, api.Choices())
    assert found.broken == ()
    assert places(run) == {"A": OAK, "B": ELM}


def test_a_child_already_settled_counts_towards_the_mix_and_the_ceiling(tmp_path):
    """C holds one of Oak's three places: with at most two such children there, B goes to Elm. £25,000 pays for two."""
    paid = tuple(replace(provision(urn, free), place_cost=1_000_000) for urn, free in ((OAK, 3), (ELM, 2)))
    plain = replace(one_place_two_children(), provisions=paid, settings=(setting(OAK), setting(ELM)))
    named = case("C", state=State.NAMED_FINAL, named_urn=OAK)
    inputs = replace(plain, cases=(*plain.cases, named))
    run, found = recounted(with_rules(inputs, mix_limits=(("ASD", 2),)), tmp_path / "mix", api.Choices())
    assert found.broken == ()
    assert places(run) == {"A": OAK, "B": ELM, "C": OAK}
    run, found = recounted(with_rules(inputs, money_ceiling=2_500_000), tmp_path / "money", api.Choices())
    assert found.broken == ()
    assert places(run) == {"A": OAK, "B": None, "C": OAK}
    for name, rules in (("full", {"mix_limits": (("ASD", 0),)}), ("spent", {"money_ceiling": 500_000})):
        run, found = recounted(with_rules(inputs, **rules), tmp_path / name, api.Choices())
        assert found.broken == ()
        assert places(run) == {"A": None, "B": None, "C": OAK}


def test_a_ceiling_on_money_leaves_out_the_place_it_cannot_pay_for(tmp_path):
    """Each place is paid £10,000 a year and both children walk: £15,000 is one place."""
    paid = tuple(replace(row, place_cost=1_000_000) for row in one_place_two_children().provisions)
    near = (setting(OAK), setting(ELM))
    inputs = replace(one_place_two_children(), provisions=paid, settings=near)
    run, found = recounted(with_rules(inputs, money_ceiling=1_500_000), tmp_path, api.Choices())
    assert found.broken == ()
    assert places(run) == {"A": OAK, "B": None}
    run, found = recounted(with_rules(inputs, money_ceiling=2_000_000), tmp_path / "more", api.Choices())
    assert found.broken == ()
    assert places(run) == {"A": OAK, "B": ELM}
