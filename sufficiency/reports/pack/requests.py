"""Each request that the run does not recommend: why, on which ground it might be refused, and what that still needs.

The tool never chooses a ground. It says which one the setting gave, flags "full" as none, and lists the least
evidence that a refusal would need (``statute.refusal``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sufficiency.domain.cases import Preference
from sufficiency.domain.run import GroupKey, Verdict
from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.domain.years import ncy_label
from sufficiency.reports.pack.dossier import Dossier
from sufficiency.reports.pack.sheets import Row
from sufficiency.statute.consultations import by_pair, reply_for
from sufficiency.statute.refusal import NO_GROUND, NOT_A_GROUND, evidence_needed, in_words, only_says_full

_FULL = ("NO_PLACE_FREE", "FULL_EARLIER_IN_ORDER", "FULL_SAME_TIER", "FULL_IN_COHORT")
_UNEXPLAINED = "No finding about this setting is in the run: no place there takes the year group."
_NONE_FREE = (
    "No ground was given, and that no place is free is not one. Give the evidence that ground B_I_EDU needs, or "
    "propose admission over number."
)
_ACCEPTED = "The setting accepts the child. "
TO_FILL = "To be given"


@dataclass(frozen=True, slots=True)
class Request:
    """A preference that is not recommended: the run's finding, the ground the setting gave, and what is wrong with it.

    ``group`` is the place group that came nearest, None where none takes the year. ``prepare`` is the ground whose
    evidence is listed: that of the setting, or B_I_EDU where the finding or the reply is only that places are full.
    """

    preference: Preference
    group: GroupKey | None
    finding: str
    ground: Ground
    flag: str
    prepare: Ground


def not_recommended(dossier: Dossier, ref: str) -> tuple[Request, ...]:
    """The child's requests ranked above the place recommended; all of them where no place is recommended."""
    return tuple(_request(dossier, asked) for asked in _not_met(dossier, ref))


def is_met(dossier: Dossier, asked: Preference) -> bool:
    """Whether this very request is what is recommended."""
    placed = dossier.recommended.get(asked.child_ref)
    return placed is not None and (placed.group.urn, asked.provision_id) in (
        (asked.urn, ""),
        (asked.urn, placed.group.provision_id),
    )


def _not_met(dossier: Dossier, ref: str) -> Iterator[Preference]:
    for asked in dossier.preferences.get(ref, ()):
        if is_met(dossier, asked):
            return
        yield asked


def _request(dossier: Dossier, asked: Preference) -> Request:
    verdict = _nearest(dossier, asked)
    reply = _reply(dossier, asked)
    ground = reply.ground if reply is not None and reply.reply is Reply.OBJECT else Ground.NOT_GIVEN
    full = verdict is not None and verdict.rule in _FULL
    return Request(
        preference=asked,
        group=None if verdict is None else verdict.group,
        finding=_UNEXPLAINED if verdict is None else verdict.sentence.removeprefix(f"Preference {asked.rank}. "),
        ground=ground,
        flag=_flag(ground, reply, full=full),
        prepare=_to_prepare(ground, full=full),
    )


def _flag(ground: Ground, reply: Consultation | None, *, full: bool) -> str:
    if ground is Ground.PROVIDER_REPORTED_FULL:
        return NOT_A_GROUND
    if ground is Ground.NOT_GIVEN:
        accepted = reply is not None and reply.reply in (Reply.ACCEPT, Reply.ACCEPT_OVER_NUMBER)
        return f"{_ACCEPTED if accepted else ''}{_NONE_FREE if full else NO_GROUND}"
    if reply is not None and ground is not Ground.NOT_OFFERED and only_says_full(reply.evidence):
        return f"The evidence noted says only that the setting is full. {NOT_A_GROUND}"
    return "The setting's ground is not yet the authority's: consider the reply, and give the evidence below."


def _to_prepare(ground: Ground, *, full: bool) -> Ground:
    if ground is Ground.PROVIDER_REPORTED_FULL or (ground is Ground.NOT_GIVEN and full):
        return Ground.B_I_EDU
    return ground


def _nearest(dossier: Dossier, asked: Preference) -> Verdict | None:
    """The finding that came nearest to a place there: places that may be recommended first, then the fewest bars."""
    found = [
        v
        for v in dossier.verdicts.get(asked.child_ref, ())
        if v.group is not None and v.group.urn == asked.urn and asked.provision_id in ("", v.group.provision_id)
    ]
    explained = [v for v in found if v.verdict == "eligible"]
    barred = [v for v in found if v.rule == "PREFERENCE_BARRED"] or [v for v in found if v.verdict == "not eligible"]
    return min(explained or barred, key=lambda v: (v.rule == "MAY", len(v.sentence), v.group, v.rule), default=None)


def _reply(dossier: Dossier, asked: Preference) -> Consultation | None:
    replies = by_pair(dossier.consultations.get(asked.child_ref, ()))
    return reply_for(replies, asked.child_ref, asked.urn, asked.provision_id)


def ground_in_words(dossier: Dossier, ground: Ground) -> str:
    """The ground by code and words, as the law stood on the day of the tables."""
    return in_words(ground, dossier.run.authority.as_at)


def refusal_row(dossier: Dossier, request: Request) -> Row:
    """A row of the refusals table."""
    return {
        "rank": request.preference.rank,
        "place": dossier.names.setting(request.preference.urn),
        "finding": request.finding,
        "ground": ground_in_words(dossier, request.ground),
        "flag": request.flag,
    }


def evidence_rows(dossier: Dossier, request: Request) -> tuple[Row, ...]:
    """The least evidence that the ground needs, item by item, with what the input already says."""
    known = _known(dossier, request)
    return tuple(
        {
            "place": dossier.names.setting(request.preference.urn),
            "ground": str(request.prepare),
            "says": f"{says[:1].upper()}{says[1:]}",
            "given": known.get(item, TO_FILL),
        }
        for item, says in evidence_needed(request.prepare, dossier.run.authority.as_at).items()
    )


def evidence_by_ground(dossier: Dossier, requests: Sequence[Request]) -> tuple[Row, ...]:
    """The same with settings on one ground taken together: one row for each item, what is given by setting."""
    found: dict[tuple[str, str], list[str]] = {}
    for request in requests:
        for row in evidence_rows(dossier, request):
            whose = f"{row['place']}: " if len(requests) > 1 else ""
            given = "" if row["given"] == TO_FILL else f"{whose}{row['given']}"
            found.setdefault((str(row["ground"]), str(row["says"])), []).append(given)
    return tuple(
        {"ground": ground, "says": says, "given": ". ".join(filter(None, given)) or TO_FILL}
        for (ground, says), given in found.items()
    )


def _known(dossier: Dossier, request: Request) -> dict[str, str]:
    """Evidence items that the input tables answer, with their source."""
    authority = dossier.run.authority
    case = dossier.cases[request.preference.child_ref]
    known = {"child_year": f"{ncy_label(case.ncy)} in {authority.academic_year} (children table)"}
    if request.group is not None and request.group in dossier.groups:
        group = dossier.groups[request.group]
        source = f"(provision table, {authority.academic_year})"
        known["places"] = f"{dossier.band(request.group)}: {group.commissioned} commissioned {source}"
        known["roll"] = f"{dossier.band(request.group)}: {group.on_roll} {source}; date of the count to be given"
        known["designation"] = f"{', '.join(group.needs)} {source}"
    return known
