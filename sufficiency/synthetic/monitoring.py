"""Equality characteristics of the made-up children, in a table that no rule or solver reads."""

from collections.abc import Sequence
from typing import Any

from sufficiency.domain.cases import Case, Urgency
from sufficiency.synthetic.children import pick
from sufficiency.synthetic.draws import Draws
from sufficiency.synthetic.national import Calibration


def monitoring_of(cases: Sequence[Case], calibration: Calibration, seed: int) -> list[dict[str, Any]]:
    """Return one row a case: sex, ethnicity, free school meals, whether looked after, first language."""
    draws = Draws("monitoring", seed)
    other_language = calibration.shares["households"]["other_first_language"]
    return [
        {
            "child_ref": case.ref,
            "sex": case.sex,
            "ethnicity": pick(draws, calibration.ethnicity),
            "fsm": case.low_income,
            "looked_after": case.urgency == Urgency.LOOKED_AFTER,
            "language": "OTH" if draws.chance(other_language) else "ENG",
        }
        for case in cases
    ]
