"""The children table: one case awaiting a place."""

from collections.abc import Sequence
from typing import Any

from sufficiency.domain.cases import Case, Reason, Sex, State, Urgency
from sufficiency.domain.inputs import Authority
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.years import FIRST_NCY, LAST_NCY, ncy_in
from sufficiency.tables import kinds
from sufficiency.tables.coordinates import EASTING, NORTHING, point_is_whole
from sufficiency.tables.table import Column, Record, Rule, Table

NAMED_STATES = (State.PROVISIONAL, State.NAMED_FINAL, State.ON_ROLL, State.TRIBUNAL_ORDERED)
"""States in which a setting is already held, named, attended or ordered."""


def named_urn(row: Record) -> int | None:
    """The setting a case already has; the current setting where the state needs one and none is named."""
    if row["named_urn"] is None and row["state"] in NAMED_STATES:
        return row["current_urn"]  # type: ignore[no-any-return]
    return row["named_urn"]  # type: ignore[no-any-return]


def _ncy(row: Record, authority: Authority) -> int:
    given: int | None = row["ncy"]
    return ncy_in(row["date_of_birth"], authority.academic_year) if given is None else given


def _age_fits(row: Record, authority: Authority) -> bool:
    born = row["date_of_birth"]
    return born is None or FIRST_NCY <= ncy_in(born, authority.academic_year) <= LAST_NCY


def _born_before_request(row: Record, _: Authority) -> bool:
    return row["date_of_birth"] is None or row["date_of_birth"] < row["request_date"]


def _year_is_usual(row: Record, authority: Authority) -> bool:
    ncy, born = row["ncy"], row["date_of_birth"]
    return ncy is None or born is None or ncy_in(born, authority.academic_year) == ncy


def _asked_by_now(row: Record, authority: Authority) -> bool:
    return bool(row["request_date"] <= authority.as_at)


def _deadline_can_be_fixed(row: Record, _: Authority) -> bool:
    return row["deadline"] is not None or row["reason"] != Reason.TRIBUNAL or row["order_date"] is not None


def _deadline_follows(row: Record, _: Authority) -> bool:
    return row["deadline"] is None or row["deadline"] >= row["request_date"]


def _has_its_setting(row: Record, _: Authority) -> bool:
    return row["state"] not in NAMED_STATES or named_urn(row) is not None


def _provision_has_setting(row: Record, _: Authority) -> bool:
    return not row["named_provision_id"] or named_urn(row) is not None


CHILDREN = Table(
    name="children",
    one_row_is="one case awaiting a place",
    key=("child_ref",),
    either=(("ncy", "date_of_birth"), ("postcode", "easting"), ("deadline", "reason")),
    columns=(
        Column("child_ref", "The authority's own pseudonymous reference; never a name", kinds.REFERENCE, "authority",
               required=True, example="C-0001"),
        Column("ncy", "National Curriculum year in the round's academic year (Reception 0, nursery below 0)",
               kinds.whole_number(FIRST_NCY, LAST_NCY), "SEN2", unit="year", blank="worked out from date_of_birth",
               remedy="Write the year group as a number: 0 for Reception, 7 for Year 7.", example="7"),
        Column("date_of_birth", "Date of birth; used to work out the year and to notice twins, then dropped",
               kinds.DATE, "SEN2", private=True),
        Column("primary_need", "Primary type of need", kinds.code(Need), "SEN2", required=True,
               remedy="Use the code of the national return: ASD for autism, SEMH for social, emotional, mental health.",
               example="ASD"),
        Column("other_needs", "Other types of need", kinds.codes(Need), "SEN2", default=(), example="SLCN"),
        Column("sex", "Sex, where a setting admits one only", kinds.code(Sex), "SEN2", default=Sex.NOT_GIVEN,
               remedy="Write F or M, or leave it blank.", private=True),
        Column("postcode", "Home postcode", kinds.POSTCODE, "authority", default="", private=True, example="AB1 2CD"),
        Column("easting", "Home, metres east on the National Grid", EASTING, "authority", unit="m", private=True,
               example="430100"),
        Column("northing", "Home, metres north on the National Grid", NORTHING, "authority", unit="m", private=True,
               example="310100"),
        Column("request_date", "Day the request for a place was received", kinds.DATE, "authority", required=True,
               example="2025-11-03"),
        Column("deadline", "Day by which the place must be settled", kinds.DATE, "authority",
               blank="worked out from reason and the dated facts"),
        Column("reason", "Why a place is looked for", kinds.code(Reason), "authority",
               blank="new-plan, where deadline is given", example="phase-transfer"),
        Column("review_date", "Day of the review that found the placement breaking down", kinds.DATE, "authority"),
        Column("order_date", "Day of the tribunal's order", kinds.DATE, "tribunal"),
        Column("state", "How far the case has got", kinds.code(State), "authority", default=State.REQUEST_OPEN,
               blank="P0", remedy="P0 request open, P1 type agreed, P2 consulted, P3 held, P4 named in a final plan, "
               "P5 on roll, X1 ordered by a tribunal, X2 type named only.", example="P2"),
        Column("urgency", "Urgency category of the published list", kinds.code(Urgency), "authority",
               default=Urgency.OTHER, blank="U6", example="U6"),
        Column("need_score", "Published need score, higher is more urgent", kinds.whole_number(0, 1000), "authority",
               unit="points", default=0, blank="0"),
        Column("sibling_urn", "Setting a sibling attends", kinds.URN, "authority"),
        Column("sibling_ref", "A sibling's case in this table", kinds.REFERENCE, "authority", default="",
               refers="children.child_ref",
               remedy="Use the sibling's child_ref; a sibling who is no case of this round goes in sibling_urn."),
        Column("current_urn", "Setting attended now", kinds.URN, "authority"),
        Column("named_urn", "Setting held (P3), named (P4), attended (P5) or ordered (X1)", kinds.URN,
               "authority", blank="current_urn, for those states", refers="settings.urn",
               remedy="Add the setting to settings, or correct the URN."),
        Column("named_provision_id", "Provision held or named there", kinds.IDENTIFIER, "authority", default="",
               blank="any there"),
        Column("wheelchair", "Travels in a wheelchair", kinds.YES_NO, "authority", default=False, blank="no"),
        Column("passenger_assistant", "Needs a passenger assistant", kinds.YES_NO, "authority", default=False,
               blank="no"),
        Column("solo_travel", "Must travel alone", kinds.YES_NO, "authority", default=False, blank="no"),
        Column("max_minutes", "Longest journey this child can make, each way", kinds.whole_number(1, 300),
               "authority", unit="minutes", blank="no limit of its own"),
        Column("cannot_walk", "Cannot reasonably be expected to walk to school because of special educational needs, a "
               "disability or a mobility problem", kinds.YES_NO, "authority", blank="not known", private=True),
        Column("apart_from", "Children of this table or of passengers with whom no vehicle is shared",
               kinds.REFERENCES, "authority", default=(), blank="nobody"),
        Column("low_income", "Family has a low income", kinds.YES_NO, "authority", default=False, blank="no",
               private=True),
        Column("notes", "Free notes; read by nobody and dropped", kinds.text(4000, several_lines=True), "authority",
               default="", private=True),
    ),
    rules=(
        Rule("AGE_OUT_OF_RANGE", ("date_of_birth",), _age_fits,
             "gives an age that no National Curriculum year fits", "Check the year of birth."),
        Rule("BORN_AFTER_REQUEST", ("date_of_birth", "request_date"), _born_before_request,
             "is not before the request", "Check the date of birth and the request date."),
        Rule("YEAR_DIFFERS_FROM_AGE", ("ncy", "date_of_birth"), _year_is_usual,
             "{ncy} is not the usual year for the date of birth; the year given is used",
             "Leave as it is for a child taught out of year group; otherwise correct one of the two.", "warning"),
        Rule("HALF_A_POINT", ("easting", "northing"), point_is_whole, "easting and northing must be given together",
             "Give both or neither."),
        Rule("NEED_TWICE", ("other_needs", "primary_need"),
             lambda row, _: row["primary_need"] not in row["other_needs"],
             "repeats the primary need {primary_need}", "Leave the primary need out of other_needs."),
        Rule("AFTER_CENSUS", ("request_date",), _asked_by_now, "{request_date} is after the census date",
             "Correct the date, or leave the case for the next round."),
        Rule("NO_DEADLINE", ("deadline", "reason", "order_date"), _deadline_can_be_fixed,
             "is blank and cannot be worked out: a tribunal case needs order_date",
             "Give the deadline or the date of the order."),
        Rule("DEADLINE_BEFORE_REQUEST", ("deadline", "request_date"), _deadline_follows,
             "{deadline} is before the request of {request_date}", "Check both dates.", "warning"),
        Rule("NO_NAMED_SETTING", ("named_urn", "current_urn", "state"), _has_its_setting,
             "is blank, but state {state} needs the setting held, named, attended or ordered",
             "Give named_urn, or correct the state."),
        Rule("PROVISION_WITHOUT_SETTING", ("named_provision_id", "named_urn", "current_urn", "state"),
             _provision_has_setting, "is given without named_urn", "Give named_urn too."),
        Rule("OWN_SIBLING", ("sibling_ref", "child_ref"),
             lambda row, _: not row["sibling_ref"] or row["sibling_ref"] != row["child_ref"],
             "{sibling_ref} is the child's own reference", "Give the sibling's reference."),
        Rule("APART_FROM_ITSELF", ("apart_from", "child_ref"), lambda row, _: row["child_ref"] not in row["apart_from"],
             "{child_ref} is the child's own reference", "Give the other child's reference, or leave it blank."),
    ),
)  # fmt: skip


def build(rows: Sequence[Record], authority: Authority) -> tuple[Case, ...]:
    """The cases, by reference. Rows must be free of faults."""
    return tuple(sorted((_case(row, authority) for row in rows), key=lambda case: case.ref))


def _case(row: Record, authority: Authority) -> Case:
    return Case(
        ref=row["child_ref"],
        ncy=_ncy(row, authority),
        primary_need=row["primary_need"],
        home=Place(row["postcode"], row["easting"], row["northing"]),
        request_date=row["request_date"],
        deadline=row["deadline"],
        reason=row["reason"] or Reason.NEW_PLAN,
        review_date=row["review_date"],
        order_date=row["order_date"],
        state=row["state"],
        urgency=row["urgency"],
        other_needs=row["other_needs"],
        sex=row["sex"],
        need_score=row["need_score"],
        sibling_urn=row["sibling_urn"],
        sibling_ref=row["sibling_ref"],
        current_urn=row["current_urn"],
        named_urn=named_urn(row),
        named_provision=row["named_provision_id"],
        wheelchair=row["wheelchair"],
        passenger_assistant=row["passenger_assistant"],
        solo_travel=row["solo_travel"],
        max_minutes=row["max_minutes"],
        low_income=row["low_income"],
        cannot_walk=row["cannot_walk"],
        apart_from=row["apart_from"],
    )


def row_of(case: Case) -> dict[str, Any]:
    """The row that reads back as this case; the date of birth is not kept, so the year stands for it."""
    home = case.home
    return {
        "child_ref": case.ref,
        "postcode": home.postcode,
        "easting": home.easting,
        "northing": home.northing,
        "named_provision_id": case.named_provision,
    } | {name: getattr(case, name) for name in _SAME_NAME}


_SAME_NAME = (
    "ncy", "primary_need", "other_needs", "sex", "request_date", "deadline", "reason", "review_date", "order_date",
    "state", "urgency", "need_score", "sibling_urn", "sibling_ref", "current_urn", "named_urn", "wheelchair",
    "passenger_assistant", "solo_travel", "max_minutes", "low_income", "cannot_walk", "apart_from",
)  # fmt: skip
"""Columns that are fields of a case under the same name."""
