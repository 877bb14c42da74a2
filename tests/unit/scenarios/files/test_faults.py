"""Every fault of a scenario file, one planted at a time in a file that is sound without it."""

import re
from dataclasses import replace

import pytest

from scenarios.files.read import read_scenarios, scenario_faults
from scenarios.files.wrong import FAULTS
from sufficiency.domain.finance import BudgetLine, Section
from sufficiency.domain.years import FinancialYear
from tests.fixtures.scenario_files import ASH, ELM, FIR, OAK, YEW, county, write

SCENARIO = 'name = "x"\ndescription = "d"\n'
SITE = {"easting": 400500, "northing": 300000}
SATELLITE = {"kind": "satellite", "name": "Sat", **SITE, "lead_urn": OAK, "needs": ["SLD"], "ncy_from": 0, "ncy_to": 6,
             "places": 20, "opens": 2028}  # fmt: skip
LARGER = {"kind": "expansion", "name": "Larger", "setting": OAK, "provision_id": "SLD", "places": 9, "opens": 2028,
          "because": "Rooms for profound needs"}  # fmt: skip
CLOSURE = {"kind": "closure", "name": "Close", "setting": OAK, "opens": 2029}
CHANGE = {"kind": "re-designation", "name": "Change", "setting": OAK, "provision_id": "MLD", "needs": ["ASD"],
          "opens": 2028}  # fmt: skip
BASE = {"kind": "base", "name": "Base", "setting": FIR, "needs": ["ASD"], "ncy_from": 0, "ncy_to": 6, "places": 8,
        "opens": 2028}  # fmt: skip
NEW = {"kind": "new-build", "name": "New", **SITE, "needs": ["SLD"], "ncy_from": 0, "ncy_to": 14, "places": 80,
       "opens": 2031, "because": "Rooms for profound needs"}  # fmt: skip
OPTION = {"kind": "base", "name": "Maybe", "setting": FIR, "provision_id": "B", "needs": ["ASD"], "ncy_from": 0,
          "ncy_to": 6, "sizes": [8, 16]}  # fmt: skip
SOUND = (SATELLITE, LARGER, CHANGE, BASE, NEW, OPTION)


def section(keys, **changes):
    """One action, or option where it has sizes; a key that is None is left out."""
    given = {key: value for key, value in {**keys, **changes}.items() if value is not None}
    head = "[[option]]" if "sizes" in given else "[[action]]"
    return "\n".join([head, *(f"{key} = {_toml(value)}" for key, value in given.items()), ""])


def _toml(value):
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return f'"{value}"' if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value) else str(value)


def faults(folder, *texts, **files):
    """(key, code) of every fault of one file, or of several."""
    files = files or {"x": SCENARIO + "".join(texts)}
    return [(fault.column, fault.rule) for fault in scenario_faults(write(folder, **files), county())]


def test_what_the_faults_are_planted_in_is_sound(tmp_path):
    assert faults(tmp_path, *map(section, SOUND)) == []


BROKEN = {
    "KEY_REFUSED": ("action[1].openz", section(SATELLITE, openz=2028)),
    "NOT_LISTED": ("action[1].needs", section(SATELLITE, needs=["ASD", "AUTISM"])),
    "NOT_A_YEAR": ("action[1].opens", section(SATELLITE, opens="soon")),
    "KEY_MISSING": ("action[1].opens", section(SATELLITE, opens=None)),
    "NOT_WHOLE_NUMBER": ("seed", "seed = -1\n"),
    "WRONG_TYPE": ("action[1].name", section(SATELLITE, name=7)),
    "NOT_A_NUMBER": ("demand.trend", '[demand]\ntrend = "fast"\n'),
    "NOT_A_SECTION": ("policy.independent", "[policy]\nindependent = 3\n"),
    "NOT_MONEY": ("budget.high-needs.2027-28", section(OPTION) + "[budget.high-needs]\n2027-28 = -5\n"),
    "ALREADY_OPEN": ("action[1].provision_id", section(BASE, setting=ASH)),
    "ALREADY_CLOSED": ("action[1].setting", section(LARGER, setting=YEW)),
    "BAND_BACKWARDS": ("action[1].ncy_to", section(SATELLITE, ncy_from=6, ncy_to=0)),
    "BASE_UNKNOWN": ("base", 'base = "y"\n'),
    "BUDGET_YEAR": ("budget.high-needs.2025-26", section(OPTION) + "[budget.high-needs]\n2025-26 = 5\n"),
    "BUDGET_UNUSED": ("budget.other", section(OPTION) + "[budget.other]\n2027-28 = 5\n"),
    "CAPITAL_PER_SIZE": ("option[1].capital", section(OPTION, capital=[5, 6, 7])),
    "CLOSED_AND_CHANGED": ("action[2].setting", section(LARGER) + section(CLOSURE)),
    "DELAY_OF_NOTHING": ("delay.Sat", "[delay]\nSat = 1\n"),
    "DISAGREE": ("action[2].opens", section(CHANGE) + section(CHANGE, name="Other", needs=["SEMH"])),
    "EXTENDS_ITSELF": ("base", 'base = "x"\n'),
    "KEY_NEEDED": ("action[1].places", section(SATELLITE, places=None)),
    "LEAD_CLOSED": ("action[1].lead_urn", section(SATELLITE, lead_urn=YEW)),
    "LEAD_MISSING": ("action[1].lead_urn", section(SATELLITE, lead_urn=None)),
    "LEAD_NOT_SPECIAL": ("action[1].lead_urn", section(SATELLITE, lead_urn=ASH)),
    "LEAD_NOT_WANTED": ("action[1].lead_urn", section(NEW, lead_urn=OAK)),
    "LEAD_OPENS_LATER": ("action[1].lead_urn", section(SATELLITE, lead_urn=ELM)),
    "LEAD_UNKNOWN": ("action[1].lead_urn", section(SATELLITE, lead_urn=900999)),
    "LIMIT_OF_NOBODY": (
        "policy.independent[1].percent",
        '[[policy.independent]]\nfirst = 2027\nphases = ["secondary"]\npercent = 60\n',
    ),
    "MORE_THAN_THERE": ("action[1].places", section(CHANGE, places=31)),
    "NAME_TWICE": ("option[1].name", section(SATELLITE) + section(OPTION, name="SAT")),
    "NO_LIKE_PROVISION": ("action[1].top_up", section(BASE, needs=["VI"])),
    "NOTHING_CHANGES": ("action[1].needs", section(CHANGE, needs=["MLD"])),
    "NOTHING_THERE": ("action[1].provision_id", section(CHANGE, provision_id="VI")),
    "NOT_A_FINANCIAL_YEAR": ("budget.high-needs.2027-29", section(OPTION) + "[budget.high-needs]\n2027-29 = 5\n"),
    "NOT_A_HOST": ("action[1].setting", section(BASE, setting=OAK)),
    "NOT_OPEN_YET": ("action[1].setting", section(CHANGE, setting=ELM, provision_id="SLD")),
    "OUT_OF_PLAN": ("action[1].opens", section(SATELLITE, opens=2036)),
    "PHASING_SUM": ("action[1].phasing", section(SATELLITE, phasing=[50, 40])),
    "RAMP_UP_FALLS": ("action[1].ramp_up", section(SATELLITE, ramp_up=[60, 35])),
    "REASON_MISSING": ("action[1].because", section(LARGER, because=None)),
    "REQUIRES_LATER": ("action[2].requires", section(NEW) + section(SATELLITE, requires=["New"])),
    "REQUIRES_UNKNOWN": ("action[1].requires", section(SATELLITE, requires=["Nobody"])),
    "SETTING_GIVEN": ("action[1].setting", section(NEW, setting=OAK, easting=None, northing=None)),
    "SETTING_MISSING": ("action[1].setting", section(CLOSURE, setting=None)),
    "SETTING_UNKNOWN": ("action[1].setting", section(CLOSURE, setting=900999)),
    "SITE_MISSING": ("action[1].postcode", section(SATELLITE, easting=None)),
    "SITE_NOT_FOUND": ("action[1].postcode", section(SATELLITE, easting=None, northing=None, postcode="AB1 2CD")),
    "SITE_TAKEN": ("option[1].site", section(SATELLITE, site="Hall") + section(OPTION, site="Hall")),
    "SIZES_BACKWARDS": ("option[1].sizes", section(OPTION, sizes=[16, 8])),
    "TOO_EARLY": ("action[1].opens", section(NEW, opens=2030)),
    "TWO_SITES": ("action[1].setting", section(CLOSURE, **SITE)),
    "WINDOW_BACKWARDS": ("option[1].latest", section(OPTION, latest=2026)),
}
"""By code: the key that is named, and the text it is planted in."""


@pytest.mark.parametrize("code", BROKEN)
def test_a_fault_is_named_alone_at_its_key(tmp_path, code):
    key, text = BROKEN[code]
    assert faults(tmp_path, text) == [(key, code)]


def test_every_fault_between_keys_is_planted():
    assert FAULTS.keys() - BROKEN.keys() == {"SCENARIO_TWICE", "POT_UNKNOWN"}


def test_a_pot_that_the_budgets_do_not_have_is_named_where_they_have_any(tmp_path):
    """A closure builds nothing, so no pot is asked of it; the others pay from `high-needs` unless they say."""
    schemes = (section(SATELLITE), section(BASE, pot="grant"), section(CLOSURE, setting=ASH))
    folder = write(tmp_path, x=SCENARIO + "".join(schemes) + "[budget.grant]\n2027-28 = 5\n")
    lines = [BudgetLine(Section.CAPITAL, name, FinancialYear(2027), 5) for name in ("High needs", "Basic need")]
    lines.append(BudgetLine(Section.ALLOCATION, "grant", FinancialYear(2027), 5))
    stated = replace(county(), finance=replace(county().finance, budgets=tuple(lines)))
    found = scenario_faults(folder, stated)
    assert [(fault.column, fault.rule) for fault in found] == [
        (key, "POT_UNKNOWN") for key in ("action[1].pot", "action[2].pot", "budget.grant")
    ]
    assert "Basic need, High needs" in found[0].remedy
    assert scenario_faults(folder, county()) == ()


def test_two_files_of_one_name_and_a_chain_that_comes_round_are_named_in_their_files(tmp_path):
    head = 'name = "{}"\nbase = "{}"\ndescription = "d"\n'
    found = scenario_faults(
        write(
            tmp_path,
            a=head.format("a", "as-is"),
            b=head.format("a", "as-is"),
            c=head.format("c", "d"),
            d=head.format("d", "c"),
            e=head.format("e", "d"),
        ),
        county(),
    )
    assert [(fault.file, fault.rule) for fault in found] == [
        ("scenarios/b.toml", "SCENARIO_TWICE"),
        ("scenarios/c.toml", "EXTENDS_ITSELF"),
        ("scenarios/d.toml", "EXTENDS_ITSELF"),
    ]


def test_all_faults_of_all_files_come_at_once_each_with_what_to_do(tmp_path):
    texts = [text for _, text in BROKEN.values() if text.startswith("[[action]]")]
    broken = SCENARIO + "".join(texts[:3])
    found = scenario_faults(write(tmp_path, x=broken, y="name = 1\n", z="no TOML"), county())
    assert {fault.file for fault in found} == {"scenarios/x.toml", "scenarios/y.toml", "scenarios/z.toml"}
    assert all(fault.message and fault.remedy and "{" not in fault.message + fault.remedy for fault in found)
    assert next(fault.message for fault in found if fault.rule == "KEY_REFUSED").endswith("did you mean opens?")


def test_of_inputs_that_cannot_be_read_the_keys_are_still_looked_at(tmp_path):
    folder = write(tmp_path, x=SCENARIO + section(SATELLITE, openz=1))
    assert [fault.rule for fault in scenario_faults(folder, None)] == ["KEY_REFUSED"]


def test_an_inherited_action_is_contradicted_where_it_is_extended(tmp_path):
    later = 'name = "y"\nbase = "x"\ndescription = "d"\n' + section(CLOSURE)
    found = scenario_faults(write(tmp_path, x=SCENARIO + section(LARGER), y=later), county())
    assert [(fault.file, fault.rule) for fault in found] == [("scenarios/y.toml", "CLOSED_AND_CHANGED")]


def test_a_satellite_whose_lead_the_scenario_closes_is_named(tmp_path):
    found = faults(tmp_path, section(SATELLITE), section(CLOSURE, opens=2032))
    assert found == [("action[1].lead_urn", "LEAD_CLOSED")]


def test_a_satellite_whose_lead_closes_after_it_opened_is_named_too(tmp_path):
    """Yew takes children to July 2027: a satellite that opens in 2026 would be left without a lead."""
    early = section(SATELLITE, lead_urn=YEW, opens=2026, approved="2025-01-06", lead_months=1)
    assert faults(tmp_path, early) == [("action[1].lead_urn", "LEAD_CLOSED")]


def test_an_end_to_independent_placements_is_no_share_of_anybody(tmp_path):
    assert faults(tmp_path, '[[policy.independent]]\nfirst = 2027\nphases = ["secondary"]\npercent = 0\n') == []


def test_a_delay_beyond_the_plan_is_refused(tmp_path):
    later = 'name = "y"\nbase = "x"\ndescription = "d"\n[delay]\nSat = 8\n'
    found = scenario_faults(write(tmp_path, x=SCENARIO + section(SATELLITE), y=later), county())
    assert [(fault.column, fault.rule) for fault in found] == [("delay.Sat", "OUT_OF_PLAN")]


def test_a_scenario_has_what_its_base_has_and_its_own_keys_win(tmp_path):
    base = SCENARIO + "[demand]\ntrend = 3\nlatent = false\n" + section(SATELLITE)
    own = 'name = "y"\nbase = "x"\ndescription = "d"\n' + section(BASE) + "[demand]\ntrend = 4.5\n[delay]\nSat = 2\n"
    inherited, extended = read_scenarios(write(tmp_path, x=base, y=own), county())
    assert [action.opens.starts for action in inherited.actions] == [2028]
    assert [(action.name, action.opens.starts) for action in extended.actions] == [("Sat", 2030), ("Base", 2028)]
    assert (str(extended.demand.trend), extended.demand.latent) == ("4.5", False)
    assert extended.extends == ("x",)
