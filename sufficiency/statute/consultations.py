"""What a setting last replied about a child."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sufficiency.domain.settings import Consultation

Replies = Mapping[tuple[str, int], Sequence[Consultation]]


def by_pair(consultations: Iterable[Consultation]) -> Replies:
    """Consultations by child and URN, the latest reply last; the order of the table does not matter."""
    pairs: dict[tuple[str, int], list[Consultation]] = defaultdict(list)
    for consultation in sorted(consultations, key=_latest_last):
        pairs[consultation.child_ref, consultation.urn].append(consultation)
    return pairs


def reply_for(replies: Replies, child_ref: str, urn: int, provision_id: str) -> Consultation | None:
    """The latest consultation that covers the provision; one with a blank provision covers the whole setting."""
    for consultation in reversed(replies.get((child_ref, urn), ())):
        if consultation.provision_id in ("", provision_id):
            return consultation
    return None


def _latest_last(consultation: Consultation) -> tuple[date, date, str, str, str]:
    """Same dates: the one that names a provision counts, and among equals an objection is not lost."""
    replied, sent = consultation.replied_on or date.min, consultation.sent_on or date.min
    return replied, sent, consultation.provision_id, consultation.reply, consultation.ground
