"""What can be wrong between the keys of scenario files: each fault's code, message and remedy, stated once.

What depends on the file is in braces. Faults of single keys have the words of their kinds (``keys``).
"""

from collections.abc import Mapping

Words = tuple[str, str, str]
"""Rule, message and remedy."""

FAULTS: Mapping[str, tuple[str, str]] = {
    "ALREADY_CLOSED": ("{what} is closed by {year}", "Correct the date or the setting, or leave one of the two out."),
    "ALREADY_OPEN": ("{what} is open already", "Use expansion to add places to it, or give the new one another name."),
    "BASE_UNKNOWN": ("{base} is no scenario of this folder", "Correct the name: {known}, or as-is."),
    "BAND_BACKWARDS": ("{last} is below ncy_from, {first}", "Swap the two, or correct one."),
    "BUDGET_YEAR": ("{year} is outside the plan, {first} to {last}", "Give only financial years of the plan."),
    "BUDGET_UNUSED": (
        "{pot} is a pot that no action or option pays from, so the budget would limit nothing",
        "Correct the name of the pot, here or under pot of the options.",
    ),
    "CAPITAL_PER_SIZE": ("has {amounts} amounts for {sizes} sizes", "Write as many amounts as there are sizes."),
    "CLOSED_AND_CHANGED": (
        "{other} changes the same places that {closure} closes",
        "Keep one of the two, or close another provision.",
    ),
    "DELAY_OF_NOTHING": ("{name} is no action that this scenario inherits", "Correct the name, or the base: {known}."),
    "DISAGREE": (
        "{other} is done to the same places in {year}, and the two disagree",
        "Keep one of the two, or give them different years or provisions.",
    ),
    "EXTENDS_ITSELF": ("{chain}: it rests on itself", "Let one of them have as-is as its base."),
    "KEY_NEEDED": ("is not given; a {kind} needs it", "Give the key."),
    "LEAD_CLOSED": (
        "{lead} is closed, or closes, so the satellite would have no lead",
        "Name another special school, or leave the closure out.",
    ),
    "LEAD_MISSING": (
        "is not given: a satellite is part of a special school",
        "Write the URN of the special school that leads it.",
    ),
    "LEAD_NOT_SPECIAL": ("{lead} is a setting of type {type}, not a special school", "Name a special school."),
    "LEAD_NOT_WANTED": ("is given, but only a satellite has a lead school", "Leave the key out."),
    "LEAD_OPENS_LATER": ("{lead} opens later, in {year}", "Open the satellite with its lead or after it."),
    "LEAD_UNKNOWN": ("{lead} is not in settings", "Correct the URN, or add the row."),
    "LIMIT_OF_NOBODY": (
        "is a share of nobody: no child is on roll in an independent setting, so the limit would let none in",
        "Add the independent settings' rows of provision with who is on roll, or write 0.",
    ),
    "MORE_THAN_THERE": ("is {places}, but {there} are commissioned there", "Correct one of the two."),
    "NAME_TWICE": ("{name} is the name of another one", "Give each a name of its own; inherited ones count."),
    "NO_LIKE_PROVISION": (
        "is not given, and the authority has no provision like it to take the mean of",
        "Give the top-up in pounds a year.",
    ),
    "NOTHING_CHANGES": ("are those that it has already", "Write the needs that it is to have."),
    "NOTHING_THERE": ("{what} has no places in provision, so there is nothing to change", "It has: {there}."),
    "NOT_A_FINANCIAL_YEAR": ("{year} is no financial year", "Write it as 2027-28."),
    "NOT_A_HOST": ("{urn} is of type {type}; a base is in a mainstream school", "Name a mainstream school, or expand."),
    "NOT_OPEN_YET": ("{what} is not open before {year}", "Correct the date or the setting."),
    "OUT_OF_PLAN": ("{year} is outside the plan, {first} to {last}", "Give an academic year of the plan."),
    "PHASING_SUM": ("adds up to {sum}, not 100", "Write percents that add up to 100, such as [60, 40]."),
    "POT_UNKNOWN": (
        "{pot} is no capital pot of budgets.csv, so nothing would limit it",
        "Name one of its pots ({known}), or add rows for this one under section capital.",
    ),
    "RAMP_UP_FALLS": ("falls from one year to the next", "Write the largest last: [35, 60, 80, 100]."),
    "REASON_MISSING": (
        "is not given: the quality framework for local SEND reform plans (March 2026) asks of a {kind} why",
        "Write in a sentence why a specialist base cannot meet the need, such as needs too profound for one.",
    ),
    "REQUIRES_LATER": ("{name} opens later, in {year}", "Open it with what it requires or after it."),
    "REQUIRES_UNKNOWN": ("{name} is no action or option of this scenario", "Correct the name, or leave it out."),
    "SCENARIO_TWICE": ("{name} is the name of the scenario in {file} too", "Give each scenario a name of its own."),
    "SETTING_GIVEN": ("is given, but a {kind} has a site of its own", "Leave it out, and give the site's postcode."),
    "SETTING_MISSING": ("is not given, so nobody knows what the {kind} is of", "Write the URN of a row of settings."),
    "SETTING_UNKNOWN": ("{urn} is not in settings", "Correct the URN, or add the row."),
    "SITE_MISSING": ("is not given, and no point either", "Give postcode, or easting and northing."),
    "SITE_NOT_FOUND": (
        "cannot be found: authority.toml names no postcode table",
        "Give easting and northing, or a postcode table under [sources].",
    ),
    "SITE_TAKEN": ("{site} is the site of {other} too", "Give one of them another site, or leave it out."),
    "SIZES_BACKWARDS": ("are not written smallest first, each once", "Write them rising: [30, 60]."),
    "TOO_EARLY": (
        "{year} is before its lead time is over: {months} months{weeks} from {approved}, so {soonest} at the soonest",
        "Open it later, or give the day it was approved or the months it takes, if they are known.",
    ),
    "TWO_SITES": ("is given and so is a site", "Keep the setting, or the site."),
    "WINDOW_BACKWARDS": ("{latest} is before the first year it can open in, {earliest}", "Correct one of the two."),
}


def wrong(code: str, **values: object) -> Words:
    """The words of a fault, filled in."""
    message, remedy = FAULTS[code]
    return code, message.format(**values), remedy.format(**values)
