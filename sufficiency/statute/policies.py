"""The ordering policies an authority may publish, as data. What each part of a key means: ``ordering.PARTS``.

No statute makes a queue for specialist places. A policy orders work and provisional holds inside each case's own
deadline; it is never a ground of refusal. Each authority's legal team should approve the text it publishes.
"""

from sufficiency.domain.ordering import OrderingPolicy, Programme
from sufficiency.statute.statements import WHAT_IF_WATERMARK

_DUTIES = "Children and Families Act 2014, s.39 and s.40; SI 2014/1530, regs 13, 18, 20, 22 and 44"
_DISCRETION = (
    f"{_DUTIES}; within those deadlines the order of work is the authority's, rational, published and consistent"
)

_ALL = (
    OrderingPolicy(
        code="deadline",
        name="Earliest deadline first",
        sentence="The case whose statutory deadline comes first is considered first, overdue cases before all others.",
        source=_DUTIES,
        key_parts=("lock", "overdue", "deadline", "request"),
        programme=Programme.ORDERED,
        suitable="A continuous caseload: new plans in the year, amendments after review, children moving in.",
        legal_risk="Lowest.",
    ),
    OrderingPolicy(
        code="chronological",
        name="In the order of request",
        sentence="Cases are considered in the order in which the request was received.",
        source=_DISCRETION,
        key_parts=("lock", "request", "deadline"),
        programme=Programme.ORDERED,
        suitable="Where the order must be simple to explain, and nobody may be passed over by level of need.",
        legal_risk="Low. It can miss a deadline where requests and deadlines differ in order: such cases are listed.",
    ),
    OrderingPolicy(
        code="need-in-band",
        name="By need among equally urgent deadlines",
        sentence="Overdue cases come first, then blocks of 20 working days by deadline; inside each block the "
        "higher published need score comes first.",
        source=_DISCRETION,
        key_parts=("lock", "band", "need", "request"),
        programme=Programme.ORDERED,
        suitable="Scarce places for complex needs, with a published, evidence-based score.",
        legal_risk="Medium. The score is published, evidenced and assessed for equality; those passed over recorded.",
    ),
    OrderingPolicy(
        code="urgent-then-chronological",
        name="A closed list of urgent cases, then in the order of request",
        sentence="Cases on the closed list of urgent categories come first, most urgent first; the rest by request.",
        source=_DISCRETION,
        key_parts=("lock", "urgency", "request"),
        programme=Programme.ORDERED,
        suitable="Where a bright line is wanted.",
        legal_risk="Low to medium. The categories must be published and evidenced.",
    ),
    OrderingPolicy(
        code="cohort",
        name="The whole cohort together",
        sentence="There is no order: all cases are considered jointly, for the best outcome over all of them.",
        source="SI 2014/1530, reg 18 (15 February and 31 March cohorts); Children and Families Act 2014, s.39 and s.40",
        key_parts=(),
        programme=Programme.COHORT,
        suitable="Phase transfers, and the opening of a new school.",
        legal_risk="Low, if every request that is not met is justified on its own.",
    ),
    OrderingPolicy(
        code="what-if",
        name="What if",
        sentence="All cases jointly, to learn what could be; never for decisions about a child.",
        source="None: not lawful for live use",
        key_parts=(),
        programme=Programme.COHORT,
        suitable="Planning only.",
        legal_risk="Not for decisions.",
        watermark=WHAT_IF_WATERMARK,
    ),
)

POLICIES = {policy.code: policy for policy in _ALL}
"""Every policy by its code."""
