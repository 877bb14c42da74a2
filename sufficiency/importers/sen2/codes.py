"""Code lists of the return. Source: DfE SEN2 person-level guides 2023 to 2026; DS from 2025.

Lists whose letters could not be established (work-based learning, direct payments, review outcome) are not stated:
those items are kept as text, and nothing here depends on them.
"""

REQUEST_SOURCE = {
    "1": "parent or young person",
    "2": "school or setting",
    "3": "health",
    "4": "social care",
    "5": "other",
}

OUTCOME = {
    "Y": "yes",
    "N": "no",
    "A": "not decided yet",
    "W": "withdrawn or ceased before the decision",
    "H": "decided before the collection year",
}

CEASE_REASON = {
    "1": "reached maximum age",
    "2": "needs met without a plan",
    "3": "higher education",
    "4": "paid employment",
    "5": "transferred to another authority in England",
    "6": "no longer wishes to engage",
    "7": "left England",
    "8": "deceased",
    "9": "other",
}

SETTING = {
    "OLA": "arranged by the authority otherwise than in a school (2014 Act, s.61)",
    "OPA": "arranged by the parent or young person (s.42(5)), not home education",
    "EHE": "elective home education",
    "EYP": "early-years provider without a URN",
    "OTH": "other; also a type named and no institution",
    "NEET": "not in education, employment or training, 16 to 25",
    "NIEC": "not in education or training, notice to cease issued",
    "NIEO": "not in education or training, other, such as moved in and awaiting a place",
}

RESIDENTIAL = {"A": "up to 38 weeks (38 to 51 before 2025)", "B": "39 to 52 weeks (52 before 2025)"}

ETHNICITY = frozenset(
    (
        "WBRI", "WIRI", "WIRT", "WROM", "WOTH", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH",
        "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
    )
)  # fmt: skip
"""Main codes of the Common Basic Data Set. Authorities may extend them, so another code is only a warning."""

TRANSFER_YEARS = frozenset((-1, 2, 3, 4, 6, 7, 8, 11, *range(12, 21)))
"""National Curriculum years at whose end a phase may end: early years, infant, primary to middle or secondary, middle
to secondary, secondary to post-16, post-16. Source: SEND Regulations 2014 (SI 2014/1530), reg 2 and 18."""

INSTITUTION_BY_PARENT = frozenset(("EHE", "OPA"))
"""The parent or young person has made suitable arrangements: s.42(5), so no place is awaited."""

NOT_IN_EDUCATION = frozenset({"NEET", "NIEC", "NIEO"})
