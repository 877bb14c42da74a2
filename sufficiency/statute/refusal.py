"""Grounds on which a request may be refused, and the evidence each needs before a letter may go.

"Full" is a provider's report and not a ground: it is turned into the evidence of ``B_I_EDU`` or into a proposal to
admit over number.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sufficiency.domain.settings import Ground
from sufficiency.statute.provisions import provision

NOT_A_GROUND = (
    "“Full” is a report by the provider, not a ground of refusal. Give the evidence that ground B_I_EDU needs, or "
    "propose admission over number."
)
NO_GROUND = "No ground was given. A refusal needs one, with its evidence."

_INSIDE = frozenset({Ground.A_AGE, Ground.A_ABILITY, Ground.A_SEN, Ground.B_I_EDU, Ground.B_II_RES})
_OUTSIDE = frozenset({Ground.I_9, Ground.NOT_OFFERED})
"""Grounds that there are only for settings of a type listed in section 38(3), and only for others (grounds.toml)."""

_FULL = re.compile(
    r"""^\W*full\W*$ | \b(is|are|was|were|already|currently)\s+full\b(?![\s-]time)
    | \bno\s(places?|spaces?|room|capacity|vacanc(y|ies))\b | \bover-?\s?subscribed\b | \bover[\s-]?capacity\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing a refusal still needs: its name in the record, and what it is."""

    item: str
    says: str


def in_words(ground: Ground, on: date) -> str:
    """``A_SEN: Unsuitable for the child's special educational needs``."""
    if ground is Ground.NOT_GIVEN:
        return "None given"
    if ground is Ground.PROVIDER_REPORTED_FULL:
        return "Reported as full: not a ground"
    return f"{ground}: {provision(f'ground_{ground}', on).says.split(';')[0].rstrip('.')}"


def evidence_needed(ground: Ground, on: date) -> Mapping[str, str]:
    """The least evidence for a ground, by item; empty for what is not a ground.

    Raises
    ------
    MissingProvision
        A ground without its table.
    """
    if ground in (Ground.PROVIDER_REPORTED_FULL, Ground.NOT_GIVEN):
        return {}
    return provision(f"ground_{ground}", on).items


def missing_evidence(ground: Ground, evidence: Mapping[str, str], on: date) -> tuple[Missing, ...]:
    """What the record still lacks: items absent, blank, or saying no more than that the setting is full."""
    if ground is Ground.PROVIDER_REPORTED_FULL:
        return (Missing("ground", NOT_A_GROUND),)
    if ground is Ground.NOT_GIVEN:
        return (Missing("ground", NO_GROUND),)
    return tuple(
        Missing(item, says)
        for item, says in evidence_needed(ground, on).items()
        if not _answers(evidence.get(item, ""), ground)
    )


def not_for_setting(ground: Ground, *, s38_3: bool) -> str:
    """Why a ground is none for a setting, by whether its type is listed in section 38(3); blank where it may be one."""
    if s38_3 and ground in _OUTSIDE:
        return f"{ground} is a ground only outside the section 38(3) list, and this setting is of a type listed there."
    if not s38_3 and ground in _INSIDE:
        return f"{ground} is a ground only for settings of a section 38(3) type, and this one is not."
    return ""


def only_says_full(text: str) -> bool:
    """Whether a text claims the setting is full and gives no figure."""
    return bool(_FULL.search(text)) and not re.search(r"\d", text)


def _answers(text: str, ground: Ground) -> bool:
    """A setting outside section 38(3) need not offer a place, so there "full" is an answer."""
    return bool(text.strip()) and (ground is Ground.NOT_OFFERED or not only_says_full(text))
