"""Drawn children follow the published national shares built into the product."""

from collections import Counter
from datetime import date, timedelta

import pytest

from sufficiency.domain.cases import Case, Reason, Sex
from sufficiency.domain.places import Place
from sufficiency.synthetic.children import draw_children
from sufficiency.synthetic.dates import AS_AT
from sufficiency.synthetic.homes import Area, Homes
from sufficiency.synthetic.national import national

CHILDREN = 5000
POINTS = 0.015
"""Tolerance of a share: a point and a half, twice the standard error of the largest share at 5,000 children."""


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Five thousand children in one home."""
    homes = Homes([Area((Place("ZR1 1AA", 620_000, 420_000),), (1,) * 26)])
    return draw_children(CHILDREN, homes, national(), AS_AT, seed=1)


def share(cases: list[Case], test) -> float:
    return sum(map(test, cases)) / len(cases)


def test_year_7_is_the_dominant_entry(cases) -> None:
    """Year 7 is 7,507 of 26,445 net entries to special schools in 2025; post-16 starts take 3% of all."""
    years = Counter(case.ncy for case in cases)
    assert years.most_common(1)[0][0] == 7
    assert years[7] / CHILDREN == pytest.approx(0.97 * 7507 / 26445, abs=0.005)


def test_every_year_has_its_share_of_entries(cases) -> None:
    entries = national().entries
    for ncy, weight in entries.items():
        assert share(cases, lambda case, ncy=ncy: case.ncy == ncy) == pytest.approx(
            weight / sum(entries.values()), abs=0.005
        )


def test_every_need_has_its_share_at_the_ages_drawn(cases) -> None:
    known = national()
    total = sum(known.entries.values())
    for place, need in enumerate(known.needs):
        expected = sum(
            known.entries[ncy] / total * known.need_weights[ncy][place] / sum(known.need_weights[ncy])
            for ncy in known.entries
        )
        found = share(cases, lambda case, need=need: case.primary_need == need)
        assert found == pytest.approx(expected, abs=POINTS), need


def test_autism_speech_and_semh_lead_as_published(cases) -> None:
    assert [need for need, _ in Counter(case.primary_need for case in cases).most_common(3)] == ["ASD", "SLCN", "SEMH"]


def test_about_seven_in_ten_are_boys(cases) -> None:
    """140,338 of 193,880 children placed in special schools in January 2025, 72.4%, are boys."""
    assert share(cases, lambda case: case.sex == Sex.MALE) == pytest.approx(0.724, abs=0.02)


def test_a_third_are_new_plans_and_year_7_is_phase_transfer(cases) -> None:
    assert share(cases, lambda case: case.reason == Reason.NEW_PLAN) == pytest.approx(0.33, abs=0.03)
    year_7 = [case for case in cases if case.ncy == 7]
    assert share(year_7, lambda case: case.reason == Reason.PHASE_TRANSFER) == pytest.approx(0.85, abs=0.03)


def test_no_date_is_after_the_day_of_the_round(cases) -> None:
    dates = [d for case in cases for d in (case.request_date, case.review_date, case.order_date) if d]
    assert max(dates) <= AS_AT
    assert min(dates) >= AS_AT - timedelta(days=500) > date(2024, 1, 1)
    assert all(case.order_date for case in cases if case.reason == Reason.TRIBUNAL)


def test_siblings_point_at_each_other_and_share_a_home(cases) -> None:
    by_ref = {case.ref: case for case in cases}
    pairs = [(case, by_ref[case.sibling_ref]) for case in cases if case.sibling_ref]
    assert 100 <= len(pairs) <= 200
    assert all(other.sibling_ref == case.ref and other.home == case.home for case, other in pairs)
    assert any(other.ncy == case.ncy for case, other in pairs)
