"""The shortlist leaves out only places that age or need would bar."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sufficiency.domain.needs import Need
from sufficiency.domain.settings import Consultation, Reply
from sufficiency.statute.eligibility import assess
from sufficiency.statute.shortlist import shortlist

NEEDS = st.sampled_from([Need.ASD, Need.SLD, Need.SEMH])


@given(
    ncy=st.integers(0, 6),
    need=NEEDS,
    bands=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), NEEDS), max_size=5),
    accepting=st.sets(st.integers(0, 4)),
)
def test_what_it_leaves_out_is_barred_by_age_or_need(fits, ncy, need, bands, accepting):
    pair = fits.but(case={"ncy": ncy, "primary_need": need}).pairing
    places = [
        replace(pair.provision, urn=urn, ncy_from=min(a, b), ncy_to=max(a, b), needs=(designated,))
        for urn, (a, b, designated) in enumerate(bands)
    ]
    listed = shortlist(places).of(pair.case, accepting)
    for place in places:
        reply = Consultation("C-1", place.urn, Reply.ACCEPT) if place.urn in accepting else None
        answer = assess(replace(pair, provision=place, consultation=reply), fits.travel)
        barred = {reason.rule for reason in answer.reasons} & {"AGE", "NEED"}
        assert (place in listed) == (not barred)
