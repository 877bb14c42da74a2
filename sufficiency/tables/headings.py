"""What people write over their columns, and in them: headings and words by which a spreadsheet is recognised.

Used to propose a mapping that a person then confirms; nothing is read by them unconfirmed. All are compared in
``plain_words``.
"""

import re
from collections.abc import Mapping

from sufficiency.domain.needs import Need
from sufficiency.domain.settings import SettingType
from sufficiency.tables.table import Column, Table

_NOT_WORDS = re.compile(r"[^a-z0-9]+")

HEADINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "children": {
        "child_ref": ("reference", "ref", "child reference", "pupil reference", "case reference", "case ref", "case id",
                      "child id", "pupil id", "pseudonym"),
        "ncy": ("year group", "nc year", "national curriculum year", "ncy next year", "year"),
        "date_of_birth": ("dob", "birth date", "d o b", "person birth date"),
        "primary_need": ("primary need", "need", "main need", "primary sen type", "sen type", "need type"),
        "other_needs": ("secondary need", "secondary needs", "other needs", "additional needs", "sen type 2"),
        "sex": ("gender",),
        "postcode": ("home postcode", "post code", "home post code", "child postcode", "pupil postcode"),
        "request_date": ("date of request", "request received", "date requested", "received date", "date received"),
        "deadline": ("due date", "statutory deadline", "due by", "deadline date"),
        "reason": ("reason for request", "request reason", "type of request"),
        "state": ("status", "case status", "stage"),
        "urgency": ("priority",),
        "sibling_urn": ("sibling school urn",),
        "current_urn": ("current school urn", "current setting urn", "current placement urn", "urn of current setting"),
        "named_urn": ("named school urn", "named setting urn", "section i urn"),
        "wheelchair": ("wheelchair user",),
        "passenger_assistant": ("escort", "passenger assistant needed"),
        "low_income": ("fsm", "free school meals"),
        "notes": ("comments", "comment", "note"),
    },
    "preferences": {
        "child_ref": ("reference", "ref", "child reference", "pupil reference", "case reference", "case id"),
        "rank": ("preference", "preference number", "preference order", "choice"),
        "urn": ("school urn", "preferred school urn", "setting urn"),
        "provision_id": ("provision",),
        "requested_on": ("date requested", "date of request", "date"),
    },
    "settings": {
        "urn": ("school urn", "unique reference number", "setting urn"),
        "name": ("school", "school name", "setting", "setting name", "establishment name", "provider"),
        "type": ("setting type", "school type", "provision type", "type of provision", "kind"),
        "postcode": ("school postcode", "site postcode", "post code"),
        "s38_3": ("section 38 3", "s38", "section 41", "s41", "s 41 approved"),
        "sex": ("gender", "gender of entry"),
        "lead_urn": ("lead school urn", "parent urn", "main school urn"),
        "la_code": ("la", "la number", "authority code", "lea"),
    },
    "provision": {
        "urn": ("school urn", "unique reference number", "setting urn"),
        "provision_id": ("provision", "provision name", "unit", "base"),
        "needs": ("need", "needs met", "designation", "designated need", "sen type"),
        "ncy_from": ("from year", "lowest year", "first year", "year from"),
        "ncy_to": ("to year", "highest year", "last year", "year to"),
        "year": ("academic year",),
        "commissioned": ("commissioned places", "places", "funded places", "planned places", "agreed places", "pan"),
        "on_roll": ("roll", "nor", "number on roll", "pupils on roll", "current roll"),
        "held": ("places held",),
        "named_not_started": ("named not started", "allocated not started"),
        "leavers": ("expected leavers", "leaving"),
        "physical": ("capacity", "physical capacity", "net capacity"),
        "place_cost": ("place funding", "cost per place"),
        "top_up": ("top up funding", "element 3", "e3", "average top up"),
    },
    "consultations": {
        "child_ref": ("reference", "ref", "child reference", "pupil reference", "case reference", "case id"),
        "urn": ("school urn", "setting urn", "consulted urn"),
        "sent_on": ("date sent", "consultation sent", "sent", "date consulted"),
        "replied_on": ("date of reply", "reply date", "response date", "date replied"),
        "reply": ("response", "outcome"),
        "ground": ("reason", "grounds", "ground of objection"),
    },
    "passengers": {
        "child_ref": ("reference", "ref", "child reference", "pupil reference", "passenger reference", "passenger ref",
                      "passenger id", "pupil id"),
        "ncy": ("year group", "nc year", "national curriculum year", "year"),
        "urn": ("school urn", "setting urn", "destination urn"),
        "postcode": ("home postcode", "post code", "pick up postcode", "pupil postcode"),
        "wheelchair": ("wheelchair user",),
        "passenger_assistant": ("escort", "pa", "passenger assistant needed"),
        "solo_travel": ("single occupancy", "solo", "travels alone"),
        "max_minutes": ("longest journey", "maximum journey"),
        "apart_from": ("do not transport with", "cannot travel with", "not to travel with"),
    },
    "vehicles": {
        "code": ("vehicle code", "vehicle type", "type"),
        "label": ("vehicle", "description"),
        "seats": ("passenger seats", "number of seats"),
        "wheelchairs": ("wheelchair spaces", "wheelchair positions", "wheelchair places"),
        "day": ("day rate", "daily rate", "price per day", "cost per day"),
        "mile": ("mileage rate", "rate per mile", "price per mile", "cost per mile"),
        "number": ("vehicles", "number of vehicles", "available"),
    },
}  # fmt: skip
"""Headings by table and column, beside the column's own name."""

NEED_WORDS: Mapping[str, str] = {need.label: need for need in Need} | {
    "autism": Need.ASD, "autistic": Need.ASD, "asc": Need.ASD, "autism spectrum condition": Need.ASD,
    "autistic spectrum condition": Need.ASD, "autism spectrum disorder": Need.ASD, "semh needs": Need.SEMH,
    "social emotional and mental health needs": Need.SEMH, "besd": Need.SEMH, "ebd": Need.SEMH,
    "moderate learning difficulties": Need.MLD, "severe learning difficulties": Need.SLD,
    "profound and multiple learning difficulties": Need.PMLD, "specific learning difficulties": Need.SPLD,
    "dyslexia": Need.SPLD, "speech and language": Need.SLCN, "speech language and communication": Need.SLCN,
    "hearing": Need.HI, "hearing impaired": Need.HI, "deaf": Need.HI, "visual impairment": Need.VI,
    "visually impaired": Need.VI, "vision": Need.VI, "physical": Need.PD, "physical difficulties": Need.PD,
    "multisensory impairment": Need.MSI, "downs syndrome": Need.DS, "down s syndrome": Need.DS, "other": Need.OTH,
}  # fmt: skip
"""Words for types of need. BESD and EBD are the names that SEMH replaced in 2014."""

TYPE_WORDS: Mapping[str, str] = {kind.label: kind for kind in SettingType} | {
    "special school": SettingType.SPECIAL, "rp": SettingType.BASE, "srp": SettingType.BASE, "arp": SettingType.BASE,
    "resourced provision": SettingType.BASE, "specialist resource provision": SettingType.BASE,
    "additionally resourced provision": SettingType.BASE, "sen unit": SettingType.BASE, "unit": SettingType.BASE,
    "designated specialist provision": SettingType.DSP, "non maintained special school": SettingType.INDEPENDENT,
    "nmss": SettingType.INDEPENDENT, "inmss": SettingType.INDEPENDENT, "iss": SettingType.INDEPENDENT,
    "independent special school": SettingType.INDEPENDENT, "pru": SettingType.AP, "pupil referral unit": SettingType.AP,
    "alternative provision": SettingType.AP, "mainstream school": SettingType.MAINSTREAM,
    "satellite": SettingType.SATELLITE,
}  # fmt: skip
"""Words for kinds of setting: authorities call a specialist base RP, SRP, ARP, DSP or unit."""

WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("children", "primary_need"): NEED_WORDS,
    ("children", "other_needs"): NEED_WORDS,
    ("provision", "needs"): NEED_WORDS,
    ("settings", "type"): TYPE_WORDS,
    ("children", "sex"): {"female": "F", "girl": "F", "male": "M", "boy": "M"},
    ("settings", "sex"): {"girl": "girls", "boy": "boys", "female": "girls", "male": "boys", "coeducational": "mixed"},
    ("children", "reason"): {
        "new": "new-plan", "new ehcp": "new-plan", "new plan": "new-plan", "phase transfer": "phase-transfer",
        "transition": "phase-transfer", "moved in": "move-in", "move in": "move-in", "placement breakdown": "breakdown",
        "appeal": "tribunal",
    },
    ("consultations", "reply"): {
        "yes": "accept", "accepted": "accept", "offer": "accept", "can meet need": "accept", "no": "object",
        "objected": "object", "declined": "object", "cannot meet need": "object", "no reply": "none",
        "no response": "none", "awaiting": "none",
    },
}  # fmt: skip
"""Words for the codes of a column, by table and column."""


def plain_words(text: str) -> str:
    """The text in lower case, with one space for everything that is neither letter nor digit."""
    return _NOT_WORDS.sub(" ", text.casefold()).strip()


def headings_of(table: Table, column: Column) -> frozenset[str]:
    """Every heading a column is known by, in plain words."""
    return frozenset(map(plain_words, (column.name, *HEADINGS.get(table.name, {}).get(column.name, ()))))


def code_for(table: Table, column: Column, written: str) -> str:
    """The code that a word stands for in a column; blank where it is not known."""
    words = {plain_words(word): code for word, code in WORDS.get((table.name, column.name), {}).items()}
    codes = {plain_words(code): code for code in column.kind.choices}
    return (codes | words).get(plain_words(written), "")
