"""What an input folder says that scenarios are read against: settings, provision, years, and points of postcodes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from geodata.postcodes import Verdict
from scenarios.files.scenario import PLAN_YEARS
from sufficiency.domain.finance import Section
from sufficiency.domain.inputs import Authority, Inputs
from sufficiency.domain.needs import Need
from sufficiency.domain.places import Place
from sufficiency.domain.settings import Provision, Setting, SettingType
from sufficiency.domain.years import AcademicYear

BASES = (SettingType.BASE, SettingType.DSP)
SPECIAL = (SettingType.SPECIAL, SettingType.SATELLITE)


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The authority, its settings and their provision in the plan's first year, by URN; and postcodes looked up.

    A postcode is in neither ``located`` nor ``wrong`` where there is no table to look in. ``pots`` are the capital pots
    of the budgets; none where the authority states none.
    """

    authority: Authority
    settings: Mapping[int, Setting]
    provisions: Mapping[int, tuple[Provision, ...]]
    located: Mapping[str, Place]
    wrong: Mapping[str, Verdict]
    pots: tuple[str, ...] = ()

    @property
    def first(self) -> AcademicYear:
        """First academic year of the plan."""
        return self.authority.academic_year

    @property
    def last(self) -> AcademicYear:
        """Last academic year of the plan."""
        return AcademicYear(self.first.starts + PLAN_YEARS - 1)

    def at(self, urn: int, provision_id: str = "") -> tuple[Provision, ...]:
        """Provision of a setting by band: one of them, or all."""
        return tuple(one for one in self.provisions.get(urn, ()) if provision_id in ("", one.provision_id))

    def school_of(self, urn: int) -> int:
        """The school a setting is part of: the lead of a satellite, else itself."""
        setting = self.settings.get(urn)
        return setting.lead_urn if setting and setting.lead_urn else urn

    def pupils(self, school: int) -> int:
        """Places commissioned at a school and its satellites."""
        return sum(one.commissioned for urn in self.settings if self.school_of(urn) == school for one in self.at(urn))

    def like(self, kind: SettingType, needs: Iterable[Need]) -> tuple[Provision, ...]:
        """Provision for any of these needs in the authority's bases, or in its special schools and satellites."""
        wanted, types = set(needs), BASES if kind in BASES else SPECIAL
        return tuple(
            one for urn in sorted(self.settings) if self.settings[urn].type in types
            for one in self.at(urn) if wanted & set(one.needs)
        )  # fmt: skip


def known_of(inputs: Inputs, folder: Path, postcodes: Iterable[str]) -> Known:
    """What the inputs say, and where these postcodes are."""
    provisions: dict[int, list[Provision]] = {}
    for one in inputs.provisions:
        if one.year == inputs.authority.academic_year:
            provisions.setdefault(one.urn, []).append(one)
    located, wrong = _looked_up(inputs, folder, sorted(set(postcodes)))
    return Known(
        authority=inputs.authority,
        settings={one.urn: one for one in inputs.settings},
        provisions={urn: tuple(found) for urn, found in provisions.items()},
        located=located,
        wrong=wrong,
        pots=tuple(sorted({line.name for line in inputs.finance.budgets if line.section is Section.CAPITAL})),
    )


def _looked_up(inputs: Inputs, folder: Path, postcodes: list[str]) -> tuple[dict[str, Place], dict[str, Verdict]]:
    """The places of postcodes, and what is wrong with those that are not simply there; nothing without a table."""
    table = dict(inputs.authority.sources).get("postcodes")
    if not postcodes or not table:
        return {}, {}
    from geodata.postcode_files import read_postcodes  # noqa: PLC0415 (a second to load, seldom needed)

    found = read_postcodes(folder / table).locate(postcodes)
    rows = {postcode: int(row) for postcode, row in zip(postcodes, found.index, strict=True) if row >= 0}
    points = found.points
    places = {code: Place(code, int(points.easting[row]), int(points.northing[row])) for code, row in rows.items()}
    verdicts = zip(postcodes, found.verdicts, strict=True)
    return places, {postcode: verdict for postcode, verdict in verdicts if verdict is not Verdict.LOCATED}
