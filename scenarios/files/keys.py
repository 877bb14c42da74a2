"""Every key of a scenario file: type, unit, default and remedy, stated once.

The reader, the faults, the shipped scenarios' notes and the reference page all read the statement.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args

from scenarios.files.scenario import AS_IS, ActionKind, DemandAssumptions, Flow, Optimise
from scenarios.planning.segments import PlanningPhase
from sufficiency.domain.needs import Need
from sufficiency.domain.settings import SettingType
from sufficiency.domain.years import FIRST_NCY, LAST_NCY
from sufficiency.tables import kinds
from sufficiency.tables.kinds import Kind
from sufficiency.tables.table import Column, Table

LEVELS = ("unmet", "cost", "minutes", "equity", "carbon")
"""Levels a programme may have: child-years without a place, net present cost, minutes, the worst area, carbon."""

_PLANNER = "planner"
_SHORT = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,59}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,6}(\.[0-9]{1,6})?")
_PLACES = kinds.whole_number(1, 1000)
_PERCENT = kinds.whole_number(0, 100)
_NCY = kinds.whole_number(FIRST_NCY, LAST_NCY)
_POUNDS = kinds.money(1_000_000_000)
_A_PLACE = kinds.money(1_000_000)
_METRES = kinds.whole_number(0, 1_300_000)
_NEED, _PHASE = kinds.code(Need), kinds.code(PlanningPhase)


def _decimal(low: int, high: int) -> Kind:
    """A number with at most a few decimals, below nought where ``low`` is."""

    def parse(text: str, _: str) -> Decimal:
        if not _NUMBER.fullmatch(text) or not low <= (number := Decimal(text)) <= high:
            raise ValueError
        return number

    expects = f"a number from {low} to {high}"
    return Kind("number", "NOT_A_NUMBER", expects, "Write digits, with a point before decimals.", "2.5", parse)


def _parse_short(text: str, _: str) -> str:
    if not _SHORT.fullmatch(text):
        raise ValueError
    return text


SHORT_NAME = Kind("short name", "NOT_A_SHORT_NAME", "a short name of letters, digits and hyphens, up to 60",
                  "Write letters, digits and hyphens alone.", "bases-first", _parse_short)  # fmt: skip
_A_YEAR = _decimal(-20, 50)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a scenario file: its table in TOML (blank for the top), its keys, and whether it may repeat."""

    path: str
    table: Table
    several: bool = False

    @property
    def heading(self) -> str:
        """As it is written: ``[demand]`` or ``[[action]]``; blank for the top of the file."""
        return "" if not self.path else f"[[{self.path}]]" if self.several else f"[{self.path}]"


def _key(name: str, says: str, kind: Kind, **more: Any) -> Column:
    return Column(name, says, kind, _PLANNER, **more)


def _keyed(name: str, is_one: str, *columns: Column) -> Table:
    return Table(name=name, one_row_is=is_one, key=(), columns=columns, optional=True, keyed=True)


def _name(says: str) -> Column:
    return _key("name", says, kinds.text(100), required=True, remedy="Give it a name of its own, in quotation marks.",
                example="Ash Park satellite")  # fmt: skip


_NEEDS = _key("needs", "Types of need", _NEED, repeats=True, default=(), blank="all",
              remedy=f"Write a list of codes such as [\"ASD\", \"SLCN\"], from {', '.join(Need)}.")  # fmt: skip
_YEARS = (
    _key("ncy_from", "First National Curriculum year", _NCY, unit="year", blank="as the setting has it; else required"),
    _key("ncy_to", "Last National Curriculum year", _NCY, unit="year", blank="as the setting has it; else required"),
)
_AT = (
    _key("postcode", "Postcode of the site", kinds.POSTCODE, blank="easting and northing instead", example="AB1 2CD"),
    _key("easting", "Easting of the site", _METRES, unit="m", blank="by postcode"),
    _key("northing", "Northing of the site", _METRES, unit="m", blank="by postcode"),
)

SCENARIO = Section("", _keyed(
    "scenario", "the scenario",
    _key("name", "Short name the scenario is called by in commands", SHORT_NAME, required=True,
         remedy='Write letters, digits and hyphens, such as name = "bases-first".', example="bases-first"),
    _key("base", f'The scenario it deviates from, or "{AS_IS}"', SHORT_NAME, default=AS_IS, blank=AS_IS,
         remedy="Write the name of another scenario in quotation marks."),
    _key("description", "What deviates from the base, and why", kinds.text(4000, several_lines=True), required=True,
         remedy="Say in a sentence or two what is different from the base and why it is worth asking."),
    _key("seed", "Seed of its draws", kinds.whole_number(0, 2**31 - 1), blank="the authority's"),
))  # fmt: skip

_SCHEME = (
    _name("What people call it; unique among all scenarios it meets"),
    _key("kind", "What is done", kinds.code(ActionKind), required=True, example="satellite"),
    _key("setting", "The setting it is done to, or at", kinds.URN, blank="a new site, at postcode or point",
         remedy="Write the URN of a row of settings, or leave it out and give the new site's postcode."),
    _key("provision_id", "The provision made or changed", kinds.IDENTIFIER, default="",
         blank="of a new one, its first need; else all of the setting"),
    *_AT,
    _key("lead_urn", "The special school that a satellite belongs to", kinds.URN, blank="satellites must have one",
         remedy="Write the URN of a special school of settings."),
    _NEEDS,
    *_YEARS,
    _key("approved", "Day it is approved, from which the lead time counts", kinds.DATE, blank="the census date",
         remedy="Write the date as 2026-04-01."),
    _key("lead_months", "Months from approval to the first child; a statutory proposal comes on top",
         kinds.whole_number(0, 240), unit="months", blank="usual for the kind"),
    _key("ramp_up", "Places commissioned in each year since opening", kinds.whole_number(1, 100), repeats=True,
         unit="percent", default=(), blank="usual for the kind", remedy="Write a list such as [35, 60, 80, 100]."),
    _key("pot", "Capital pot that pays", kinds.IDENTIFIER, default="high-needs", blank="high-needs"),
    _key("phasing", "Capital by financial year, the last being the one it opens in", _PERCENT, repeats=True,
         unit="percent", default=(), blank="usual for the kind", remedy="Write percents that add up to 100: [60, 40]."),
    _key("running", "Cost a year once open, whatever the places", _POUNDS, unit="pounds a year", default=0, blank="0"),
    _key("place_cost", "Place funding for one place", _A_PLACE, unit="pounds a year",
         blank="as the setting has it; else usual for the kind"),
    _key("top_up", "Top-up funding for one child", _A_PLACE, unit="pounds a year",
         blank="as the setting has it; else the mean of the authority's like provision"),
    _key("class_size", "Children in a class", kinds.whole_number(1, 40), unit="children", blank="not known"),
    _key("adults_per_class", "Adults in a class", kinds.whole_number(1, 20), unit="adults", blank="not known"),
    _key("staffing", "What staffing it takes", kinds.text(400), default=""),
    _key("because", "Why a specialist base cannot meet the need", kinds.text(1000, several_lines=True), default="",
         blank="not allowed of a new school or a larger special school"),
    _key("site", "Name of the site; schemes at one site exclude one another", kinds.IDENTIFIER, default=""),
    _key("requires", "Names of schemes that must be open by then", kinds.text(100), repeats=True, default=()),
)  # fmt: skip

ACTION = Section("action", _keyed(
    "action", "one dated action",
    *_SCHEME,
    _key("opens", "Academic year it opens, or takes effect, in September", kinds.YEAR, required=True, example="2028"),
    _key("places", "Places added; of a closure taken away, of a re-designation changed", _PLACES, unit="places",
         blank="of a closure or re-designation all; else required"),
    _key("capital", "Capital in all, at the prices of finance.toml", _POUNDS, unit="pounds",
         blank="usual for the kind, by place"),
), several=True)  # fmt: skip

OPTION = Section("option", _keyed(
    "option", "one scheme that the optimiser may choose",
    *_SCHEME,
    _key("earliest", "First academic year it may open in", kinds.YEAR, blank="the first after its lead time"),
    _key("latest", "Last academic year it may open in", kinds.YEAR, blank="the last of the plan"),
    _key("sizes", "Places it may have, smallest first", _PLACES, repeats=True, unit="places", required=True,
         remedy="Write a list such as [30, 60]."),
    _key("capital", "Capital of each size", _POUNDS, repeats=True, unit="pounds", default=(),
         blank="usual for the kind, by place", remedy="Write as many amounts as there are sizes."),
), several=True)  # fmt: skip

_DEMAND = DemandAssumptions()
DEMAND = Section("demand", _keyed(
    "demand", "what is assumed of demand",
    _key("trend", "Growth of new plans in the first year", _A_YEAR, unit="percent", blank="none"),
    _key("damping", "Growth of each later year beside the one before", _PERCENT, unit="percent",
         default=_DEMAND.damping, blank=str(_DEMAND.damping)),
    _key("latent", "Whether demand not met today is added", kinds.YES_NO, default=_DEMAND.latent, blank="true",
         remedy="Write true or false."),
    _key("delay", "Years by which trend and changes come later", kinds.whole_number(0, 9), unit="years",
         default=_DEMAND.delay, blank="0"),
))  # fmt: skip
CHANGE = Section("demand.change", _keyed(
    "change", "one change of policy that moves demand",
    _name("What people call it"),
    _key("flow", "Who: those who join a placement, leave it, or move into it", kinds.code(get_args(Flow)),
         required=True),
    _key("placement", "The placement", kinds.code(SettingType), required=True),
    _key("factor", "How many times as many", _decimal(0, 10), unit="times", required=True),
    _key("first", "First academic year", kinds.YEAR, required=True),
    _NEEDS,
    _key("ncy_from", "First National Curriculum year", _NCY, unit="year", default=FIRST_NCY, blank=str(FIRST_NCY)),
    _key("ncy_to", "Last National Curriculum year", _NCY, unit="year", default=LAST_NCY, blank=str(LAST_NCY)),
), several=True)  # fmt: skip
_PHASES = _key("phases", "Phases", _PHASE, repeats=True, default=(), blank="all",
               remedy=f"Write a list from {', '.join(PlanningPhase)}.")  # fmt: skip
SHOCK = Section("demand.shock", _keyed(
    "shock", "children beside those expected, in one year",
    _key("year", "Academic year", kinds.YEAR, required=True),
    _key("percent", "So many in a hundred of those expected to need a place that year",
         kinds.whole_number(-90, 300), unit="percent", required=True),
    _NEEDS,
    _PHASES,
), several=True)  # fmt: skip
POLICY = Section("policy", _keyed(
    "policy", "how places are used",
    _key("travel_limit", "Longest journey each way", kinds.whole_number(1, 300), unit="minutes",
         blank="the authority's"),
    _key("base_first", "New entrants who would need a special school whom a base serves where there is one", _PERCENT,
         unit="percent", default=0, blank="0"),
))  # fmt: skip
INDEPENDENT = Section("policy.independent", _keyed(
    "independent", "a limit on new independent placements; nobody who is there is moved",
    _key("first", "First academic year", kinds.YEAR, required=True),
    _key("phases", "Phases on whose entry it applies", _PHASE, repeats=True, required=True,
         remedy=f"Write a list from {', '.join(PlanningPhase)}."),
    _key("percent", "Beside as many as enter today, at most", _PERCENT, unit="percent", required=True),
), several=True)  # fmt: skip
NEIGHBOUR = Section("policy.neighbour", _keyed(
    "neighbour", "an authority that shares places for small cohorts",
    _name("The authority"),
    _key("needs", _NEEDS.says, _NEED, repeats=True, required=True, remedy=_NEEDS.remedy),
    _key("entrants", "Its own children who enter, and take of its places first", kinds.whole_number(0, 1000),
         unit="children a year", default=0, blank="0"),
    _key("places", "Places it would open to this authority's children", kinds.whole_number(0, 1000), unit="places",
         default=0, blank="0"),
    *_AT,
    _key("top_up", "What it charges for a child, all told", _A_PLACE, unit="pounds a year", default=0,
         blank="the usual top-up of a special school"),
), several=True)  # fmt: skip


def _change_a_year(name: str, says: str) -> Column:
    return _key(name, says, _A_YEAR, unit="percent a year", blank="as finance.toml states it, else as built in")


RATES = Section("rates", _keyed(
    "rates", "how prices change",
    _change_a_year("inflation", "Top-ups, running costs, and budget lines that no plan changes"),
    _change_a_year("capital_inflation", "Building prices"),
    _change_a_year("independent_inflation", "Fees of independent settings"),
    _change_a_year("transport_inflation", "Transport prices"),
    _change_a_year("discount", "Discount rate of the net present cost"),
))  # fmt: skip
_OPTIMISE = Optimise()
OPTIMISE = Section("optimise", _keyed(
    "optimise", "how the optimiser chooses among the options",
    _key("programme", "Levels, the first counts before all others", kinds.code(LEVELS), repeats=True,
         default=_OPTIMISE.programme, blank=", ".join(_OPTIMISE.programme),
         remedy=f"Write a list from {', '.join(LEVELS)}, each once."),
    _key("gap", "How near to the best possible is near enough", _decimal(0, 20), unit="percent", default=_OPTIMISE.gap,
         blank=str(_OPTIMISE.gap)),
    _key("openings", "Most schemes that open in one year", kinds.whole_number(1, 100), unit="schemes",
         blank="no limit"),
))  # fmt: skip

SECTIONS = (
    SCENARIO, ACTION, OPTION, DEMAND, CHANGE, SHOCK, POLICY, INDEPENDENT, NEIGHBOUR, RATES, OPTIMISE,
)  # fmt: skip
"""Every section whose keys are listed, in the order of the reference page."""

FREE = {
    "budget": "Capital that may be paid: [budget.POT], then a line for each financial year: 2027-28 = 5000000",
    "delay": "Inherited actions that come later: the action's name in quotation marks = years",
}
"""Sections whose keys are names the planner chooses: pots with financial years, and actions."""
