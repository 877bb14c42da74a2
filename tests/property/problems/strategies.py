"""Small rounds of every kind, drawn at random: locks, holds, siblings, satellites, over-number bands, replies."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from sufficiency.domain.cases import Case, Preference, State, Urgency
from sufficiency.domain.inputs import Inputs, Rates, SideRules, TravelRules
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.settings import Consultation, Ground, Provision, Reply, Setting, SettingType
from tests.fixtures.rounds import authority, case, provision, setting

URNS = (900_001, 900_002, 900_003, 900_004)
NEEDS = (Need.ASD, Need.SEMH, Need.SLCN)
SETTLED = (State.PROVISIONAL, State.NAMED_FINAL, State.ON_ROLL, State.TRIBUNAL_ORDERED)
OPEN = (State.REQUEST_OPEN, State.CONSULTED, State.TYPE_NAMED_ONLY)
BANDS = (((5, 11),), ((5, 11),), ((7, 11),), ((5, 6), (7, 11)), ((5, 7), (8, 11)))

days = st.integers(0, 6).map(lambda number: date(2025, 9, 1) + timedelta(number))


@st.composite
def rounds(draw: st.DrawFn, *, side: bool = False) -> Inputs:
    """Up to eight children and four settings; with ``side``, rules beside the limits too.

    A place is added for every settled child, so that most rounds can honour them all.
    """
    urns = URNS[: draw(st.integers(2, 4))]
    refs = [f"R-{number}" for number in range(draw(st.integers(2, 8)))]
    children = tuple(draw(cases(ref, refs, urns)) for ref in refs)
    settled = Counter(child.named_urn for child in children)
    return Inputs(
        authority=authority(
            travel=TravelRules(guideline_primary=20, guideline_secondary=30, limit=draw(st.sampled_from((40, 90)))),
            side=draw(side_rules) if side else SideRules(),
        ),
        cases=children,
        preferences=tuple(wish for ref in refs for wish in draw(preferences(ref, urns))),
        settings=draw(schools(urns)),
        provisions=tuple(row for urn in urns for row in draw(offers(urn, settled[urn]))),
        consultations=tuple(draw(consultations(refs, urns))),
        rates=Rates(source="made up"),
    )


side_rules = st.builds(
    SideRules,
    siblings_together=st.booleans(),
    mix_limits=st.sampled_from(((), (("ASD", 1),), (("SEMH", 1), ("ASD", 2)))),
    money_ceiling=st.none() | st.integers(0, 4_000_000),
)


@st.composite
def cases(draw: st.DrawFn, ref: str, refs: list[str], urns: tuple[int, ...]) -> Case:
    state = draw(st.sampled_from((*OPEN * 6, *SETTLED)))
    need, *others = draw(st.sampled_from(((Need.ASD,), (Need.ASD, Need.SLCN), (Need.SEMH,), (Need.SEMH, Need.ASD))))
    others_here = [other for other in refs if other != ref]
    return case(
        ref,
        asked=draw(days),
        ncy=draw(st.integers(6, 8)),
        need=need,
        other_needs=tuple(others),
        home=Place("", 450_000 + 1_000 * draw(st.integers(0, 30)), 300_000),
        deadline=date(2026, 1, 10) + timedelta(draw(st.integers(0, 9))),
        urgency=draw(st.sampled_from(Urgency)),
        need_score=draw(st.integers(0, 3)),
        state=state,
        named_urn=draw(st.sampled_from(urns)) if state in SETTLED else None,
        sibling_urn=draw(st.none() | st.sampled_from(urns)),
        sibling_ref=draw(st.sampled_from(["", *others_here])),
        max_minutes=draw(st.sampled_from((None, None, 20))),
        wheelchair=draw(st.booleans()),
    )


@st.composite
def preferences(draw: st.DrawFn, ref: str, urns: tuple[int, ...]) -> list[Preference]:
    wanted = draw(st.permutations(urns))[: draw(st.sampled_from((2, 1, 3, 0)))]
    return [Preference(ref, rank, urn) for rank, urn in enumerate(wanted, start=1)]


@st.composite
def schools(draw: st.DrawFn, urns: tuple[int, ...]) -> tuple[Setting, ...]:
    """The last may be a satellite of the first."""
    kinds = (SettingType.SPECIAL, SettingType.BASE, SettingType.INDEPENDENT)
    found = [
        setting(
            urn, kind=draw(st.sampled_from(kinds)), east=5_000 * place, s38_3=draw(st.sampled_from((True, True, False)))
        )
        for place, urn in enumerate(urns)
    ]
    if draw(st.booleans()):
        found[-1] = replace(found[-1], type=SettingType.SATELLITE, lead_urn=urns[0])
    shared = draw(st.none() | st.integers(0, 3))
    return (replace(found[0], shared_places=shared), *found[1:])


@st.composite
def offers(draw: st.DrawFn, urn: int, settled: int) -> list[Provision]:
    return [
        provision(
            urn,
            draw(st.sampled_from((1, 1, 0, 2, -1))) + settled,
            years=band,
            needs=draw(st.sampled_from((NEEDS, NEEDS[:2], NEEDS[:1]))),
            place_cost=1_000_000,
            top_up=draw(st.sampled_from((0, 500_000))),
        )
        for band in draw(st.sampled_from(BANDS))
    ]


@st.composite
def consultations(draw: st.DrawFn, refs: list[str], urns: tuple[int, ...]) -> list[Consultation]:
    pairs = draw(st.lists(st.tuples(st.sampled_from(refs), st.sampled_from(urns)), max_size=4, unique=True))
    replies = {
        Reply.ACCEPT: Ground.NOT_GIVEN,
        Reply.OBJECT: draw(st.sampled_from((Ground.A_SEN, Ground.PROVIDER_REPORTED_FULL))),
        Reply.NONE: Ground.NOT_GIVEN,
    }
    found = []
    for ref, urn in sorted(pairs):
        reply = draw(st.sampled_from([*replies]))
        sent, replied = date(2025, 11, 1), None if reply is Reply.NONE else date(2025, 11, 10)
        found.append(Consultation(ref, urn, reply, sent_on=sent, replied_on=replied, ground=replies[reply]))
    return found
