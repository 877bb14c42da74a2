"""Whether a place may be recommended to a child, restated rule by rule from the raw rows."""

from collections.abc import Iterator
from datetime import date

from sufficiency.verify.facts import Child, Group, Reply, Round

ACCEPTED = ("accept", "accept-over-number")
SEX_ADMITTED = {"girls": "F", "boys": "M"}


def barred(facts: Round, child: Child, group: Group, tenths: int | None) -> Iterator[str]:
    """Every rule that bars the place, none where it may be recommended.

    ``tenths`` are the minutes of the journey in tenths, None where no route is known.
    """
    if not group.key.ncy_from <= child.ncy <= group.ncy_to:
        yield "AGE"
    reply = latest_reply(facts, child.ref, group)
    accepted = reply is not None and reply.reply in ACCEPTED
    if child.needs[0] not in group.needs and not accepted:
        yield "NEED"
    yield from _by_setting(facts, child, group, accepted)
    yield from _by_dates(group, date(facts.authority.year, 9, 1))
    if reply is not None and reply.reply == "object" and reply.ground != "PROVIDER_REPORTED_FULL":
        yield "OBJECTED"
    yield from _by_journey(facts, child, group, tenths)


def latest_reply(facts: Round, ref: str, group: Group) -> Reply | None:
    """The last reply about this provision or about the setting as a whole; of equals, the one that names it."""
    replies = [r for r in facts.replies.get((ref, group.key.urn), ()) if r.provision_id in ("", group.key.provision_id)]
    return max(replies, key=_when, default=None)


def _when(reply: Reply) -> tuple[date, date, str, str, str]:
    return reply.replied or date.min, reply.sent or date.min, reply.provision_id, reply.reply, reply.ground


def rank_of(facts: Round, ref: str, group: Group) -> int | None:
    """The parent's best rank that this place satisfies, None where nobody asked for it."""
    for rank, urn, provision_id in facts.asked.get(ref, ()):
        if urn == group.key.urn and provision_id in ("", group.key.provision_id):
            return rank
    return None


def _by_setting(facts: Round, child: Child, group: Group, accepted: bool) -> Iterator[str]:
    setting = facts.settings[group.key.urn]
    if setting.admits in SEX_ADMITTED and child.sex not in ("", SEX_ADMITTED[setting.admits]):
        yield "SEX"
    if not setting.listed and not accepted:
        yield "NOT_OFFERED"


def _by_dates(group: Group, first_day: date) -> Iterator[str]:
    if group.opens is not None and group.opens > first_day:
        yield "NOT_OPEN"
    if group.closes is not None and group.closes <= first_day:
        yield "CLOSED"


def _by_journey(facts: Round, child: Child, group: Group, tenths: int | None) -> Iterator[str]:
    if tenths is None:
        yield "NO_ROUTE"
        return
    if child.max_minutes is not None and tenths > 10 * child.max_minutes:
        yield "CHILD_LIMIT"
    asked = any(urn == group.key.urn for _, urn, _ in facts.asked.get(child.ref, ()))
    if tenths > 10 * facts.authority.limit and not asked:
        yield "TRAVEL_LIMIT"
