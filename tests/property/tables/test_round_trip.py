"""What is written reads back the same, from plain files and from a workbook."""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sufficiency.domain.built_in_finance import FIGURES as FINANCE_FIGURES
from sufficiency.domain.built_in_finance import built_in_finance
from sufficiency.domain.built_in_fleet import FIGURES, built_in_fleet
from sufficiency.domain.cases import Case, Preference, Reason, Sex, State, Urgency
from sufficiency.domain.finance import BudgetLine, CostHead, Finance, Section
from sufficiency.domain.fleet import Fleet, VehicleType
from sufficiency.domain.inputs import Authority, Inputs, Rates, SideRules, TravelRow, TravelRules
from sufficiency.domain.needs import Need
from sufficiency.domain.passengers import Passenger, PickUpPoint
from sufficiency.domain.places import Place
from sufficiency.domain.plans import Awaited, ChildrenOfAge, Placement, PlanHeld, PlanningArea
from sufficiency.domain.settings import Admits, Consultation, Ground, Provision, Reply, Setting, SettingType
from sufficiency.domain.years import AcademicYear, FinancialYear
from sufficiency.tables.load import load
from sufficiency.tables.write import rows_of, write_folder, write_xlsx

YEAR = AcademicYear(2026)
URNS = (900001, 900002, 900003)
days = st.dates(date(2025, 9, 1), date(2026, 1, 15))
later = st.none() | st.dates(date(2026, 2, 1), date(2027, 9, 1))
letters = st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="\ufffe\uffff")
words = st.text(letters, min_size=1, max_size=20).filter(lambda text: text.strip() == text)
places = st.builds(
    Place, st.sampled_from(("", "QX1 1AA", "QX10 9ZZ")), st.integers(200, 600_000), st.integers(200, 1_000_000)
)
unsafe = st.none() | st.booleans()
urns = st.none() | st.sampled_from(URNS)


@st.composite
def cases(draw: st.DrawFn, ref: str) -> Case:
    need, *others = draw(st.lists(st.sampled_from(Need), min_size=1, max_size=4, unique=True))
    state = draw(st.sampled_from(State))
    held = state in (State.PROVISIONAL, State.NAMED_FINAL, State.ON_ROLL, State.TRIBUNAL_ORDERED)
    named = draw(st.sampled_from(URNS) if held else urns)
    return Case(
        ref,
        draw(st.integers(-4, 20)),
        need,
        draw(places),
        draw(days),
        deadline=draw(later),
        reason=draw(st.sampled_from(Reason)),
        review_date=draw(later),
        order_date=draw(st.dates(date(2025, 1, 1), date(2026, 1, 1))),
        state=state,
        urgency=draw(st.sampled_from(Urgency)),
        other_needs=tuple(others),
        sex=draw(st.sampled_from(Sex)),
        need_score=draw(st.integers(0, 1000)),
        sibling_urn=draw(urns),
        current_urn=draw(urns),
        named_urn=named,
        named_provision="main" if named and draw(st.booleans()) else "",
        wheelchair=draw(st.booleans()),
        passenger_assistant=draw(st.booleans()),
        solo_travel=draw(st.booleans()),
        max_minutes=draw(st.none() | st.integers(1, 300)),
        low_income=draw(st.booleans()),
        cannot_walk=draw(st.none() | st.booleans()),
        apart_from=draw(st.sampled_from(((), ("Z-1",), ("Z-2", "Z-1")))),
    )


@st.composite
def provisions(draw: st.DrawFn, urn: int) -> tuple[Provision, ...]:
    edge = draw(st.integers(0, 10))
    needs = tuple(draw(st.lists(st.sampled_from(Need), min_size=1, max_size=3, unique=True)))
    count, pence = st.integers(0, 100), st.integers(0, 5_000_000)
    one = Provision(
        urn,
        "main",
        needs,
        0,
        edge,
        YEAR,
        draw(st.integers(1, 100)),
        on_roll=draw(st.integers(50, 99)),
        held=draw(count),
        named_not_started=draw(count),
        leavers=draw(st.integers(0, 50)),
        physical=draw(st.none() | count),
        place_cost=draw(pence),
        top_up=draw(pence),
        opens_on=draw(st.none() | days),
        closes_on=draw(later),
    )
    return one, replace(one, ncy_from=edge + 1, ncy_to=14, commissioned=draw(count))


@st.composite
def authorities(draw: st.DrawFn) -> Authority:
    needs = st.lists(st.tuples(st.sampled_from([need.value for need in Need]), st.integers(0, 9)), max_size=3)
    return Authority(
        draw(words),
        "999",
        YEAR,
        date(2026, 1, 15),
        policy=draw(st.sampled_from(("deadline", "cohort"))),
        policy_version=draw(st.just("") | words),
        policy_approved_by=draw(st.just("") | words),
        date_format=draw(st.sampled_from(("iso", "dd/mm/yyyy"))),
        seed=draw(st.integers(0, 2**31 - 1)),
        travel=TravelRules(*draw(st.tuples(*[st.integers(1, 300)] * 3))),
        side=SideRules(draw(st.booleans()), tuple(draw(needs)), draw(st.none() | st.integers(0, 10**9))),
        assumed=tuple(draw(st.lists(words, max_size=3))),
        synthetic=draw(st.booleans()),
    )


@st.composite
def passengers(draw: st.DrawFn, ref: str) -> Passenger:
    yes_no = draw(st.tuples(*[st.booleans()] * 3))
    limit = draw(st.none() | st.integers(1, 300))
    apart = draw(st.sampled_from(((), ("Z-1",), ("Z-2", "Z-1"))))
    return Passenger(ref, draw(st.integers(-4, 20)), draw(st.sampled_from(URNS)), draw(places), *yes_no, limit, apart)


@st.composite
def plans(draw: st.DrawFn, ref: str, january: int) -> PlanHeld:
    placement = draw(st.sampled_from(Placement))
    awaited = draw(st.sampled_from([None, *(kind for kind in Awaited if kind != str(placement))]))
    need, ncy = draw(st.sampled_from(Need)), draw(st.integers(-4, 21))
    return PlanHeld(ref, january, ncy, need, placement, ref, draw(urns), awaited)


@st.composite
def fleets(draw: st.DrawFn, source: str) -> Fleet:
    """Some figures stated, the others built in; kinds of vehicle stated, or none."""
    built_in = built_in_fleet()
    stated = draw(st.sets(st.sampled_from(sorted(FIGURES))))
    values = {name: draw(st.integers(1, 4 if name == "budget_legs" else 100)) for name in sorted(stated)}
    codes = sorted(draw(st.sets(st.sampled_from(("BUS", "TAXI")))))
    kinds = tuple(
        VehicleType(code, draw(words), draw(st.integers(1, 100)), *draw(st.tuples(*[st.integers(0, 20)] * 4)), number)
        for code in codes
        for number in (draw(st.none() | st.integers(1, 9)),)
    )
    sources = dict(built_in.sources) | dict.fromkeys(sorted(stated), source)
    if kinds:
        sources["vehicles"] = "As each kind says"
    return replace(
        built_in,
        **values,
        vehicles=kinds or built_in.vehicles,
        sources=tuple(sources.items()),
        assumed=tuple(name for name in built_in.assumed if name not in stated and not (kinds and name == "vehicles")),
    )


@st.composite
def finances(draw: st.DrawFn) -> Finance:
    """Some figures stated, the others built in; budgets, a balance and a price base, or none."""
    built_in = built_in_finance()
    stated = draw(st.sets(st.sampled_from(sorted(FINANCE_FIGURES))))
    keys, source = {FINANCE_FIGURES[name] for name in stated}, draw(words)
    years = st.none() | st.builds(FinancialYear, st.integers(2020, 2035))
    lines = [
        BudgetLine(section, section, FinancialYear(year), draw(st.integers(0, 10**9)), head)
        for section, head in zip(Section, (CostHead.SPECIAL, None, None, None), strict=True)
        for year in sorted(draw(st.sets(st.integers(2020, 2030), max_size=3)))
    ]
    return replace(
        built_in,
        **{name: draw(st.integers(0, 2000)) for name in sorted(stated)},
        price_base=draw(years),
        opening_balance=draw(st.none() | st.integers(-(10**11), 10**11)),
        opening_year=draw(years),
        budgets=tuple(lines),
        sources=tuple((key, source if key in keys else said) for key, said in built_in.sources),
        assumed=tuple(key for key in built_in.assumed if key not in keys),
    )


@st.composite
def rounds(draw: st.DrawFn) -> Inputs:
    refs = sorted(
        draw(st.lists(st.from_regex(r"[A-Z]-[0-9]{1,4}", fullmatch=True), min_size=1, max_size=4, unique=True))
    )
    one, two, three = (draw(words) for _ in URNS)
    kind = st.sampled_from([kind for kind in SettingType if kind != SettingType.SATELLITE])
    schools = (
        Setting(URNS[0], one, draw(kind), draw(places), draw(st.booleans()), draw(st.sampled_from(Admits))),
        Setting(
            URNS[1], two, draw(kind), draw(places), True, la_code="999", shared_places=draw(st.none() | st.just(7))
        ),
        Setting(URNS[2], three, SettingType.SATELLITE, draw(places), True, lead_urn=URNS[1]),
    )
    wishes = [
        Preference(ref, rank, urn, draw(st.sampled_from(("", "main"))), draw(st.none() | days), draw(st.booleans()))
        for ref in refs
        for rank, urn in enumerate(draw(st.permutations(URNS))[: draw(st.integers(0, 3))], start=1)
    ]
    asked = [
        Consultation(
            ref, urn, Reply.OBJECT, "", draw(st.none() | days), draw(later), Ground.A_SEN, draw(st.just("") | words)
        )
        for ref in refs
        for urn in sorted(draw(st.sets(st.sampled_from(URNS))))
    ]
    journeys = [
        TravelRow(ref, URNS[0], draw(st.integers(0, 6000)), draw(st.none() | st.just(1200)), "", draw(unsafe))
        for ref in refs
    ]
    rates = draw(st.builds(Rates, *[st.integers(0, 10**6)] * 3, st.integers(1, 16), st.just(190), words))
    fleet = draw(fleets(rates.source))
    rates = replace(rates, days=fleet.days)
    return Inputs(
        authority=draw(authorities()),
        cases=tuple(draw(cases(ref)) for ref in refs),
        preferences=tuple(wishes),
        settings=schools,
        provisions=tuple(group for urn in URNS for group in draw(provisions(urn))),
        consultations=tuple(asked),
        travel=tuple(journeys),
        rates=rates,
        fleet=fleet,
        depth=draw(st.sampled_from(("rate", "insertion"))),
        passengers=tuple(draw(passengers(f"z{ref}")) for ref in refs),
        pickup_points=tuple(PickUpPoint(ref, draw(st.just("") | words), draw(places)) for ref in refs),
        finance=draw(finances()),
        areas=tuple(PlanningArea(ref, draw(words), draw(places), draw(st.none() | st.integers(1, 10))) for ref in refs),
        plans=tuple(draw(plans(ref, january)) for january in (2025, 2026) for ref in refs),
        population=tuple(ChildrenOfAge(ref, 2026, age, draw(st.integers(0, 999))) for ref in refs for age in (2, 25)),
    )


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(rounds())
def test_plain_files_read_back_as_they_were(inputs: Inputs) -> None:
    with tempfile.TemporaryDirectory() as place:
        write_folder(Path(place), inputs)
        assert load(Path(place)).inputs == inputs


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(rounds())
def test_a_workbook_reads_back_as_it_was(inputs: Inputs) -> None:
    with tempfile.TemporaryDirectory() as place:
        write_xlsx(Path(place) / "round.xlsx", rows_of(inputs))
        assert load(Path(place)).inputs == inputs
