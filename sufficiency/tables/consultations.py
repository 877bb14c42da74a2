"""The consultations table: one consultation of one setting about one child."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sufficiency.domain.inputs import Authority
from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.tables import kinds
from sufficiency.tables.table import Column, Record, Rule, Table

_ACCEPTED = (Reply.ACCEPT, Reply.ACCEPT_OVER_NUMBER)


def _replied_after_sending(row: Record, _: Authority) -> bool:
    sent, replied = row["sent_on"], row["replied_on"]
    return sent is None or replied is None or bool(sent <= replied)


CONSULTATIONS = Table(
    name="consultations",
    one_row_is="one consultation of one setting about one child",
    key=("child_ref", "urn", "provision_id", "sent_on"),
    optional=True,
    columns=(
        Column("child_ref", "The case", kinds.REFERENCE, "authority", required=True, refers="children.child_ref",
               remedy="Use the child_ref of a row of children, or remove this row.", example="C-0001"),
        Column("urn", "The setting consulted", kinds.URN, "GIAS", required=True, refers="settings.urn",
               remedy="Add the setting to settings, or correct the URN.", example="900001"),
        Column("provision_id", "The provision consulted about", kinds.IDENTIFIER, "authority", default="",
               blank="every provision there"),
        Column("sent_on", "Day the consultation was sent", kinds.DATE, "authority", example="2025-11-10"),
        Column("replied_on", "Day of the reply", kinds.DATE, "authority", example="2025-11-24"),
        Column("reply", "What the setting replied", kinds.code(Reply), "setting", required=True,
               remedy="accept, accept-over-number, object, or none where no reply has come.", example="accept"),
        Column("ground", "Ground of an objection", kinds.code(Ground), "setting", default=Ground.NOT_GIVEN,
               remedy="Use a ground code; PROVIDER_REPORTED_FULL where the setting only says that it is full."),
        Column("evidence", "Where the evidence is kept", kinds.text(1000, several_lines=True), "setting", default="",
               private=True),
    ),
    rules=(
        Rule("REPLIED_BEFORE_SENT", ("replied_on", "sent_on"), _replied_after_sending,
             "{replied_on} is before sent_on, {sent_on}", "Correct one of the two dates."),
        Rule("NO_GROUND", ("ground", "reply"),
             lambda row, _: row["reply"] != Reply.OBJECT or row["ground"] != Ground.NOT_GIVEN,
             "is blank, but an objection needs a ground",
             "Give the ground; PROVIDER_REPORTED_FULL where the setting only says that it is full."),
        Rule("GROUND_WITHOUT_OBJECTION", ("ground", "reply"),
             lambda row, _: row["reply"] not in _ACCEPTED or row["ground"] == Ground.NOT_GIVEN,
             "{ground} contradicts the reply {reply}", "Remove the ground, or correct the reply."),
    ),
)  # fmt: skip


def build(rows: Sequence[Record]) -> tuple[Consultation, ...]:
    """The consultations, by child, URN, provision and day sent. Rows must be free of faults."""
    names = [column.name for column in CONSULTATIONS.columns]
    asked = (Consultation(**{name: row[name] for name in names}) for row in rows)
    return tuple(sorted(asked, key=_order))


def _order(asked: Consultation) -> tuple[str, int, str, date]:
    return asked.child_ref, asked.urn, asked.provision_id, asked.sent_on or date.min


def last_of_each(consultations: Iterable[Consultation]) -> tuple[Consultation, ...]:
    """One of each key of the table, in its order: the last given, as a reply takes the place of its sending."""
    every = {tuple(getattr(one, name) for name in CONSULTATIONS.key): one for one in consultations}
    return tuple(sorted(every.values(), key=_order))


def row_of(asked: Consultation) -> dict[str, Any]:
    """The row that reads back as this consultation."""
    return {column.name: getattr(asked, column.name) for column in CONSULTATIONS.columns}
