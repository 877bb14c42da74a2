"""Every kind of fault, planted one at a time in a right run (or in the raw files behind it), is caught by name."""

import json

import pytest

from sufficiency.verify import verify_run
from tests.unit.verify.hand_made import INPUTS, RUN, changed, put

ROW_C1 = RUN["recommendations.csv"].splitlines()[1] + "\n"
ROW_C2 = RUN["recommendations.csv"].splitlines()[2] + "\n"

IN_THE_RUN = {
    "a child is missing": ("recommendations.csv", ROW_C1, "", "accounted"),
    "a child is listed twice": ("recommendations.csv", ROW_C1, ROW_C1 * 2, "accounted"),
    "a child is placed and unplaced": ("unplaced.csv", "C-7,9", "C-1,9", "accounted"),
    "a child nobody knows": ("recommendations.csv", "C-1,", "C-99,", "accounted"),
    "a place nobody knows": ("recommendations.csv", "C-3,900002,ANX,0", "C-3,900002,ANX,7", "accounted"),
    "another child's need beside it": ("recommendations.csv", "8,ASD,P0", "8,SLD,P0", "details"),
    "another setting's name": ("recommendations.csv", "Oak Annexe", "Elm School", "details"),
    "a basis that is not so": ("recommendations.csv", "authority proposal", "preference 1", "details"),
    "a free child called fixed": ("recommendations.csv", "8,ASD,P0,no,no", "8,ASD,P0,yes,no", "details"),
    "a long journey called short": ("recommendations.csv", "5,ASD,P2,no,yes", "5,ASD,P2,no,no", "details"),
    "an option counted that is barred": ("unplaced.csv", "2026-01-10,0,1", "2026-01-10,1,1", "details"),
    "a request forgotten": ("unplaced.csv", "2026-01-10,0,1", "2026-01-10,0,0", "details"),
    "a total that is not so": ("run.json", '"stated": 4', '"stated": 5', "counts"),
    "a named place not kept": ("recommendations.csv", "C-5,900001,MAIN,7", "C-5,900004,IND,0", "locks"),
    "a child on roll moved": ("recommendations.csv", "C-6,900001,MAIN,0", "C-6,900002,ANX,0", "locks"),
    "a held place moved": ("recommendations.csv", "C-8,900004,IND,0", "C-8,900002,ANX,0", "locks"),
    "a rank that is not the parent's": (
        "recommendations.csv",
        "C-3,900002,ANX,0,5,2",
        "C-3,900002,ANX,0,5,1",
        "preferences",
    ),
    "a rank nobody stated": ("recommendations.csv", "C-4,900003,MAIN,7,3,,", "C-4,900003,MAIN,7,3,1,", "preferences"),
    "a tier too early": ("recommendations.csv", "C-3,900002,ANX,0,5", "C-3,900002,ANX,0,1", "tiers"),
    "a tier too late": ("unplaced.csv", "SEMH,1,", "SEMH,2,", "tiers"),
    "a policy nobody published": ("run.json", '"code": "deadline"', '"code": "by name"', "tiers"),
    "an ordered policy used jointly": ("run.json", '"ordered"', '"cohort"', "tiers"),
    "use of a limit": (
        "limits.csv",
        "family,900001,,,,Oak School with its satellites,4,4",
        "family,900001,,,,Oak School with its satellites,4,3",
        "limits",
    ),
    "places of a limit": (
        "limits.csv",
        "setting,900003,,,,Elm School,2,1",
        "setting,900003,,,,Elm School,3,1",
        "limits",
    ),
    "a limit left out": ("limits.csv", "setting,900004,,,,Fir House,5,1\n", "", "limits"),
    "a level value": ("run.json", '"cost", "value": 5699910', '"cost", "value": 5699909', "levels"),
    "a level left out": ("run.json", '{"level": "unplaced", "value": 1}, ', "", "levels"),
    "a level nobody published": ("run.json", '"holds_moved"', '"friends"', "levels"),
    "a tenth of a minute": ("recommendations.csv", "50.0,given", "49.9,given", "travel"),
    "a metre": ("recommendations.csv", "16093", "16094", "travel"),
    "an estimate called given": ("recommendations.csv", "50.0,given", "50.0,estimated", "travel"),
    "a penny a year": ("recommendations.csv", "22798.10,", "22798.11,", "cost"),
    "a marginal penny": ("recommendations.csv", "12798.10,", "12798.00,", "cost"),
    "a vacant place charged again": ("recommendations.csv", "37200.00,27200.00", "37200.00,37200.00", "cost"),
    "an independent place for nothing": ("recommendations.csv", "52415.50,52415.50", "52415.50,2415.50", "cost"),
    "a deadline that is not so": ("unplaced.csv", "2026-01-10", "2026-01-11", "deadlines"),
}
"""What is done to the run: file, text, what it becomes, and the check that must notice."""

IN_THE_RAW_FILES = {
    "a group is over": (
        "provision.csv",
        "900001,MAIN,ASD|SLD,0,6,2026,10,8",
        "900001,MAIN,ASD|SLD,0,6,2026,10,9",
        "capacity",
    ),
    "a provision is over": (
        "provision.csv",
        "900003,MAIN,ASD|SEMH,7,11,2026,6,4,0,0,0,10000,12000,,\n",
        (
            "900003,MAIN,ASD|SEMH,7,11,2026,6,4,0,0,0,10000,12000,,\n"
            "900003,MAIN,ASD|SEMH,0,6,2026,6,8,0,0,0,10000,12000,,\n"
        ),
        "capacity",
    ),
    "a setting is over": (
        "provision.csv",
        "900003,MAIN,ASD|SEMH,7,11,2026,6,4,0,0,0,10000,12000,,\n",
        (
            "900003,MAIN,ASD|SEMH,7,11,2026,6,4,0,0,0,10000,12000,,\n"
            "900003,JUNIOR,ASD|SEMH,0,6,2026,6,8,0,0,0,10000,12000,,\n"
        ),
        "capacity",
    ),
    "a family is over": (
        "provision.csv",
        "900002,ANX,ASD,0,6,2026,4,2,0,0,0,10000,9000,,\n",
        ("900002,ANX,ASD,0,6,2026,4,2,0,0,0,10000,9000,,\n900002,OLD,ASD,7,11,2026,0,1,0,1,0,10000,9000,,\n"),
        "capacity",
    ),
    "shared places are over": ("settings.csv", "mixed,,4", "mixed,,3", "capacity"),
    "AGE": ("children.csv", "C-1,3,", "C-1,7,", "eligibility"),
    "NEED": ("children.csv", "C-3,5,ASD", "C-3,5,VI", "eligibility"),
    "SEX": ("children.csv", "C-4,8,ASD,,F", "C-4,8,ASD,,M", "eligibility"),
    "NOT_OPEN": ("provision.csv", "6,4,0,0,0,10000,12000,,", "6,4,0,0,0,10000,12000,2026-09-02,", "eligibility"),
    "CLOSED": ("provision.csv", "6,4,0,0,0,10000,12000,,", "6,4,0,0,0,10000,12000,,2026-09-01", "eligibility"),
    "OBJECTED": ("consultations.csv", "object,PROVIDER_REPORTED_FULL", "object,B_I_EDU", "eligibility"),
    "OBJECTED with no ground": ("consultations.csv", "object,PROVIDER_REPORTED_FULL", "object,", "eligibility"),
    "OBJECTED later": (
        "consultations.csv",
        "C-4,900003,MAIN,2025-11-01,2025-11-12,accept,\n",
        ("C-4,900003,MAIN,2025-11-01,2025-11-12,accept,\nC-4,900003,,2025-11-20,2025-11-21,object,A_SEN\n"),
        "eligibility",
    ),
    "NOT_OFFERED": ("settings.csv", "AB1 1ZB,yes", "AB1 1ZB,no", "eligibility"),
    "CHILD_LIMIT": ("children.csv", "no,no,60", "no,no,49", "eligibility"),
    "TRAVEL_LIMIT": ("travel.csv", "C-4,900003,30,", "C-4,900003,90.1,", "eligibility"),
    "NO_ROUTE": ("travel.csv", "C-4,900003,30,8047\n", "", "eligibility"),
    "a place that was open after all": ("children.csv", "C-7,9,SEMH,,M", "C-7,9,SEMH,,F", "room"),
    "an option that was open after all": ("children.csv", "C-7,9,SEMH,,M", "C-7,9,SEMH,,", "details"),
    "a named child was forgotten": ("children.csv", "P1,U6,9,,,,no", "P4,U6,9,,,900002,no", "locks"),
    "a child of the input was forgotten": (
        "children.csv",
        "C-1,3",
        "C-0,3,ASD,,F,AB1 1AA,2025-09-01,,new-plan,P0,U6,5,,,,no,no,\nC-1,3",
        "accounted",
    ),
    "a request made earlier": ("children.csv", "AB1 2AC,2025-11-01", "AB1 2AC,2025-07-01", "order"),
    "a deadline given": ("children.csv", "AB1 2AC,2025-11-01,,", "AB1 2AC,2025-11-01,2026-01-12,", "tiers"),
    "a rank changed": ("preferences.csv", "C-2,1,", "C-2,2,", "preferences"),
    "minutes changed": ("travel.csv", "900001,12.5", "900001,12.6", "travel"),
    "a rate changed": ("rates.toml", "share = 3", "share = 2", "cost"),
    "a sibling moved": ("children.csv", "2,900001,,,yes", "2,900003,,,yes", "levels"),
    "another need recorded": ("children.csv", "C-3,5,ASD,,", "C-3,5,ASD,HI,", "levels"),
    "siblings apart": ("children.csv", "9,,,,no,no,60", "9,,C-2,,no,no,60", "side rules"),
    "too many with a need": (
        "authority.toml",
        "[ordering]",
        '[side]\nmix = [{ need = "ASD", most = 1 }]\n[ordering]',
        "side rules",
    ),
    "over the ceiling": ("authority.toml", "[ordering]", "[side]\nmoney_ceiling = 96000\n[ordering]", "side rules"),
}
"""What is found changed in the raw files, as if the run had been made wrongly from them."""


def caught(verification):
    """Names of the checks that found something."""
    return {check.name for check in verification.checks if check.broken}


@pytest.mark.parametrize(("file", "old", "new", "check"), IN_THE_RUN.values(), ids=IN_THE_RUN)
def test_a_fault_planted_in_the_run_is_caught(tmp_path, file, old, new, check):
    found = verify_run(put(tmp_path, INPUTS, changed(RUN, file, old, new)))
    assert not found.verified
    assert check in caught(found)


@pytest.mark.parametrize(("file", "old", "new", "check"), IN_THE_RAW_FILES.values(), ids=IN_THE_RAW_FILES)
def test_a_run_that_disregards_the_raw_files_is_caught(tmp_path, file, old, new, check):
    inputs = changed(INPUTS, file, old, new)
    if check == "side rules" and file == "children.csv":
        inputs = changed(inputs, "authority.toml", "[ordering]", "[side]\nsiblings_together = true\n[ordering]")
    found = verify_run(put(tmp_path, inputs))
    assert not found.verified
    assert check in caught(found)


@pytest.mark.parametrize("rule", [r.split()[0] for r in IN_THE_RAW_FILES if r[:3].isupper()])
def test_the_rule_that_was_broken_is_named_with_the_child_and_nothing_more(tmp_path, rule):
    file, old, new, _ = next(fault for name, fault in IN_THE_RAW_FILES.items() if name.split()[0] == rule)
    found = verify_run(put(tmp_path, changed(INPUTS, file, old, new)))
    [breach] = next(check.broken for check in found.checks if check.name == "eligibility")
    child, where, rules = breach.split(maxsplit=2)[0], breach.split()[2].rstrip(":"), breach.split(": ")[1].split(", ")
    assert child in {"C-1", "C-3", "C-4"}
    assert where in {"900001", "900002", "900003"}
    assert rule in rules


def test_the_capacity_check_names_the_limit_that_is_over(tmp_path):
    file, old, new, _ = IN_THE_RAW_FILES["shared places are over"]
    found = verify_run(put(tmp_path, changed(INPUTS, file, old, new)))
    assert "capacity: family 900001: 4 in 3 places" in found.broken


def test_a_place_left_empty_while_a_child_could_have_it_is_caught(tmp_path):
    """C-2 left without a place although the Annexe has room."""
    run = changed(RUN, "recommendations.csv", ROW_C2, "")
    run = changed(run, "unplaced.csv", "C-7,9", "C-2,4,ASD,4,2026-02-18,1,1,No room.,0,0,no\nC-7,9")
    inputs = changed(INPUTS, "travel.csv", "C-4,900003", "C-2,900002,9,1000\nC-4,900003")
    found = verify_run(put(tmp_path, inputs, run))
    assert "room: C-2 could have a place at 900001" in found.broken
    assert "room: C-2 could have a place at 900002" in found.broken


def test_an_override_must_be_honoured(tmp_path):
    override = '"overrides": [{"child_ref": "C-2", "urn": 900002, "provision_id": "ANX", "reason": "r", "by": "b"}]'
    found = verify_run(put(tmp_path, INPUTS, changed(RUN, "run.json", '"overrides": []', override)))
    assert "locks: C-2 is not at 900002 (override)" in found.broken


def test_a_released_hold_that_did_not_move_costs_nothing_and_one_that_moved_counts(tmp_path):
    released = changed(RUN, "run.json", '"holds_released": false', '"holds_released": true')
    kept = verify_run(put(tmp_path / "kept", INPUTS, released))
    assert not any(b.startswith("levels: holds_moved") for b in kept.broken)
    moved = changed(released, "recommendations.csv", "C-8,900004,IND,0", "C-8,900002,ANX,0")
    found = verify_run(put(tmp_path / "moved", INPUTS, moved))
    assert "levels: holds_moved is 0, recounted 1" in found.broken
    assert "locks" not in caught(found)


def test_a_supersession_must_be_one(tmp_path):
    head = RUN["supersessions.csv"]
    row = "S-1,900001,MAIN,0,C-3,C-2,2025-11-01,2025-10-01,P2,2026-03-21,2026-02-18,NEED_SCORE,9,9\n"
    backwards = verify_run(put(tmp_path / "a", INPUTS, RUN | {"supersessions.csv": head + row}))
    assert backwards.broken == ("supersessions: S-1",)
    right = "S-2,900002,ANX,0,C-2,C-3,2025-10-01,2025-11-01,P1,2026-02-18,2026-03-21,NEED_SCORE,9,9\n"
    assert verify_run(put(tmp_path / "b", INPUTS, RUN | {"supersessions.csv": head + right})).verified
    unknown = right.replace("C-2", "C-99")
    assert not verify_run(put(tmp_path / "c", INPUTS, RUN | {"supersessions.csv": head + unknown})).verified


def test_the_tie_break_of_a_joint_run_is_counted_in_the_published_order(tmp_path):
    """One tier for all: C-7 (first of five, unplaced, last class 3) and C-3 (its second choice, last of five)."""
    record = json.loads(RUN["run.json"])
    record["policy"] = {"code": "cohort", "programme": "cohort"}
    record["programme"].append({"level": "order", "value": 5 * 3 + 1 * 1})
    run = RUN | {"run.json": json.dumps(record)}
    for file in ("recommendations.csv", "unplaced.csv"):
        for tier in ("MAIN,0,2,1", "MAIN,0,4,1", "ANX,0,5,2", "MAIN,7,3,"):
            run[file] = run[file].replace(tier, ",".join([*tier.split(",")[:2], "1", *tier.split(",")[3:]]))
    assert verify_run(put(tmp_path / "right", INPUTS, run)).broken == ()
    run["run.json"] = run["run.json"].replace('"value": 16}', '"value": 15}')
    assert verify_run(put(tmp_path / "wrong", INPUTS, run)).broken == ("levels: order is 15, recounted 16",)
