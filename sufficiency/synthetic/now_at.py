"""Where the children of a round are now: in a specialist setting for some of them, mostly one meant for their need."""

from collections.abc import Sequence
from dataclasses import replace

from sufficiency.domain.cases import Case, Reason
from sufficiency.synthetic.draws import Draws
from sufficiency.synthetic.offers import Offer, admits

AT_SPECIALIST_SETTING = {Reason.BREAKDOWN: 600, Reason.PHASE_TRANSFER: 450, Reason.TRIBUNAL: 250}
"""Assumed, per thousand. The others attend a mainstream school, which is not in the settings table, or none."""

MEANT_FOR_THE_NEED = 850
"""Assumed, per thousand of those: the rest are where places are for other needs."""


def with_present_settings(cases: Sequence[Case], offers: Sequence[Offer], seed: int) -> list[Case]:
    """Return the cases with the setting attended now. No rule, order or solver reads it for a case not yet settled."""
    draws = Draws("present settings", seed)
    return [_placed(case, offers, draws) for case in cases]


def _placed(case: Case, offers: Sequence[Offer], draws: Draws) -> Case:
    if not draws.chance(AT_SPECIALIST_SETTING.get(case.reason, 0)):
        return case
    before = case.ncy - 1
    there = [o for o in offers if o.on_roll and o.ncy_from <= before <= o.ncy_to and admits(o.setting.admits, case.sex)]
    fits = draws.chance(MEANT_FOR_THE_NEED)
    meant = [offer for offer in there if (case.primary_need in offer.needs) == fits]
    return replace(case, current_urn=draws.one_of(meant).setting.urn) if meant else case
