"""Whether the actions and options of a scenario, inherited ones among them, can all be done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from scenarios.files.draft import Entry
from scenarios.files.known import Known
from scenarios.files.scenario import Action, ActionKind, Option
from scenarios.files.wrong import Words, wrong
from sufficiency.domain.years import AcademicYear
from sufficiency.errors import Fault

SEPTEMBER = 9
Found = Iterator[tuple[Action | Option, str, Words]]
"""Whose key is wrong, which key, and what is wrong with it."""


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """The actions and options of one scenario in order, and the entries of those that are its own."""

    actions: Sequence[Action]
    options: Sequence[Option]
    own: Sequence[tuple[Action | Option, Entry]]

    @property
    def schemes(self) -> tuple[Action | Option, ...]:
        """All of them, actions first."""
        return *self.actions, *self.options


def faults_together(together: Together, known: Known) -> list[Fault]:
    """Every fault that shows when all are set side by side; each is told where the scenario itself states it.

    Of two that disagree the later one is named, or the one that is the scenario's own.
    """
    entries = {id(scheme): entry for scheme, entry in together.own}
    looks = (_names, _sites, _required, _same_places, _leads, _open_then)
    found = [one for look in looks for one in look(together, known)]
    return [entries[id(scheme)].fault(key, words) for scheme, key, words in found if id(scheme) in entries]


def _names(together: Together, _: Known) -> Found:
    seen: set[str] = set()
    for scheme in together.schemes:
        if scheme.name.casefold() in seen:
            yield scheme, "name", wrong("NAME_TWICE", name=scheme.name)
        seen.add(scheme.name.casefold())


def _sites(together: Together, _: Known) -> Found:
    """Two actions at one site, or an option at the site of an action; options at one site exclude one another."""
    taken: dict[str, str] = {}
    for scheme in together.schemes:
        if scheme.site and scheme.site in taken:
            yield scheme, "site", wrong("SITE_TAKEN", site=scheme.site, other=taken[scheme.site])
        if scheme.site and isinstance(scheme, Action):
            taken.setdefault(scheme.site, scheme.name)


def _required(together: Together, _: Known) -> Found:
    dated = {action.name: action.opens for action in together.actions}
    names = {scheme.name for scheme in together.schemes}
    for scheme in together.schemes:
        latest = scheme.opens if isinstance(scheme, Action) else scheme.latest
        for name in scheme.requires:
            if name not in names or name == scheme.name:
                yield scheme, "requires", wrong("REQUIRES_UNKNOWN", name=name)
            elif name in dated and dated[name] > latest:
                yield scheme, "requires", wrong("REQUIRES_LATER", name=name, year=dated[name])


def _same_places(together: Together, _: Known) -> Found:
    """Deeds on the same places that contradict one another."""
    for one, other in combinations(together.actions, 2):
        kinds = {one.kind, other.kind}
        if one.urn != other.urn or (one.provision_id != other.provision_id and one.provision_id and other.provision_id):
            continue
        later, before = (one, other) if one.opens > other.opens else (other, one)
        if kinds == {ActionKind.CLOSURE}:
            yield later, "setting", wrong("ALREADY_CLOSED", what=later.setting_name, year=before.opens)
        elif ActionKind.CLOSURE in kinds:
            closure, rest = (one, other) if one.kind is ActionKind.CLOSURE else (other, one)
            yield other, "setting", wrong("CLOSED_AND_CHANGED", other=rest.name, closure=closure.name)
        elif one.kind.opens_provision and other.kind.opens_provision and one.provision_id == other.provision_id:
            yield later, "provision_id", wrong("ALREADY_OPEN", what=f"{later.provision_id} of {later.setting_name}")
        elif kinds == {ActionKind.RE_DESIGNATION} and one.opens == other.opens:
            yield other, "opens", wrong("DISAGREE", other=one.name, year=one.opens)


def _leads(together: Together, known: Known) -> Found:
    """Satellites whose lead school is closed by then, closes later, or opens later."""
    closing = {one.urn for one in together.actions if one.kind is ActionKind.CLOSURE and not one.provision_id}
    for scheme in together.schemes:
        lead = scheme.lead_urn
        if lead is None:
            continue
        since, until = _open_between(known, lead)
        if lead in closing or until is not None:
            yield scheme, "lead_urn", wrong("LEAD_CLOSED", lead=known.settings[lead].name)
        elif since is not None and since > _year_of(scheme):
            yield scheme, "lead_urn", wrong("LEAD_OPENS_LATER", lead=known.settings[lead].name, year=since)


def _open_then(together: Together, known: Known) -> Found:
    """Changes to places that are not open yet, or no longer."""
    for scheme in together.schemes:
        if scheme.new_setting or scheme.kind.opens_provision:
            continue
        since, until = _open_between(known, scheme.urn, scheme.provision_id)
        if until is not None and until < _year_of(scheme):
            yield scheme, "setting", wrong("ALREADY_CLOSED", what=scheme.setting_name, year=_year_of(scheme))
        elif since is not None and since > _year_of(scheme):
            yield scheme, "setting", wrong("NOT_OPEN_YET", what=scheme.setting_name, year=since)


def _year_of(scheme: Action | Option) -> AcademicYear:
    return scheme.opens if isinstance(scheme, Action) else scheme.earliest


def _open_between(known: Known, urn: int, provision_id: str = "") -> tuple[AcademicYear | None, AcademicYear | None]:
    """The first academic year in which any of it is open and the last, None where it always was or stays open."""
    rows = known.at(urn, provision_id)
    opens = [one.opens_on for one in rows]
    closes = [one.closes_on for one in rows]
    since = min(day for day in opens if day) if rows and all(opens) else None
    until = max(day for day in closes if day) if rows and all(closes) else None
    first = AcademicYear(since.year - (since.month < SEPTEMBER)) if since else None
    last = AcademicYear(until.year - (until.month < SEPTEMBER)) if until else None
    return first, last
