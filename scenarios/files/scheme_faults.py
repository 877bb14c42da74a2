"""What is wrong with one action or option taken by itself, its dates and lead time aside."""

from collections.abc import Iterator
from itertools import pairwise

from scenarios.files.draft import Entry
from scenarios.files.known import BASES, SPECIAL, Known
from scenarios.files.scenario import ActionKind
from scenarios.files.wrong import Words, wrong
from sufficiency.domain.needs import Need
from sufficiency.domain.settings import Provision, SettingType
from sufficiency.errors import Fault
from sufficiency.tables.homes import WORDS as POSTCODE_WORDS

ON_NEW_SITE = (ActionKind.NEW_BUILD, ActionKind.SATELLITE)
TO_WHAT_IS_THERE = (ActionKind.EXPANSION, ActionKind.RE_DESIGNATION, ActionKind.CLOSURE)
OF_ALL = (ActionKind.CLOSURE, ActionKind.RE_DESIGNATION)
"""Kinds that are of all places where no number is given."""

HOSTS = (SettingType.MAINSTREAM, *BASES)
Found = Iterator[tuple[str, Words]]
"""Keys and what is wrong with them."""


def scheme_faults(entry: Entry, known: Known) -> list[Fault]:
    """Every such fault; none while its name or kind cannot be read."""
    if not {"name", "kind"} <= entry.record.keys():
        return []
    looks = (_setting, _lead, _provision, _band, _shares, _money, _pot, _sizes, _places)
    return [entry.fault(key, words) for look in looks for key, words in look(entry, known)]


def kind_of(entry: Entry) -> ActionKind:
    """What is done."""
    return ActionKind(entry.record["kind"])


def provision_of(entry: Entry) -> str:
    """The provision made or changed; blank for all of the setting."""
    named = str(entry.record.get("provision_id") or "")
    return named or (str(next(iter(entry.record.get("needs", ())), "-")) if kind_of(entry).opens_provision else "")


def there(entry: Entry, known: Known) -> tuple[Provision, ...]:
    """The provision it changes, by band, in the plan's first year; of closures and the like, bands within its years."""
    urn = entry.record.get("setting") or 0
    rows = known.at(urn, provision_of(entry)) if urn in known.settings else ()
    if kind_of(entry) not in OF_ALL:
        return rows
    first, last = entry.record.get("ncy_from"), entry.record.get("ncy_to")
    return tuple(
        one for one in rows if (first is None or first <= one.ncy_from) and (last is None or one.ncy_to <= last)
    )


def _setting(entry: Entry, known: Known) -> Found:
    kind, setting = kind_of(entry), entry.record.get("setting")
    if "setting" not in entry.given:
        if kind in TO_WHAT_IS_THERE:
            yield "setting", wrong("SETTING_MISSING", kind=kind)
        else:
            yield from site_faults(entry, known)
    elif kind in ON_NEW_SITE:
        yield "setting", wrong("SETTING_GIVEN", kind=kind)
    elif entry.given & {"postcode", "easting", "northing"}:
        yield "setting", wrong("TWO_SITES")
    elif setting is not None and setting not in known.settings:
        yield "setting", wrong("SETTING_UNKNOWN", urn=setting)


def site_faults(entry: Entry, known: Known) -> Found:
    """What is wrong with the postcode of a site that gives no point."""
    postcode = entry.record.get("postcode", "")
    if {"easting", "northing"} <= entry.given:
        return
    if "postcode" not in entry.given:
        yield "postcode", wrong("SITE_MISSING")
    elif postcode in known.wrong:
        yield "postcode", POSTCODE_WORDS[known.wrong[postcode]]
    elif postcode and postcode not in known.located:
        yield "postcode", wrong("SITE_NOT_FOUND")


def _lead(entry: Entry, known: Known) -> Found:
    lead = entry.record.get("lead_urn")
    setting = known.settings.get(lead) if lead is not None else None
    if kind_of(entry) is not ActionKind.SATELLITE:
        if "lead_urn" in entry.given:
            yield "lead_urn", wrong("LEAD_NOT_WANTED")
    elif "lead_urn" not in entry.given:
        yield "lead_urn", wrong("LEAD_MISSING")
    elif lead is not None and setting is None:
        yield "lead_urn", wrong("LEAD_UNKNOWN", lead=lead)
    elif setting is not None and setting.type is not SettingType.SPECIAL:
        yield "lead_urn", wrong("LEAD_NOT_SPECIAL", lead=lead, type=setting.type)


def _provision(entry: Entry, known: Known) -> Found:
    kind, urn = kind_of(entry), entry.record.get("setting")
    setting = known.settings.get(urn) if urn is not None else None
    if setting is None or kind in ON_NEW_SITE:
        return
    what = f"{provision_of(entry)} of {setting.urn}".removeprefix(" of ")
    if kind in TO_WHAT_IS_THERE and not there(entry, known):
        has = dict.fromkeys(one.provision_id for one in known.at(setting.urn))
        yield "provision_id", wrong("NOTHING_THERE", what=what, there=", ".join(has) or "nothing")
    elif kind.opens_provision and setting.type not in HOSTS:
        yield "setting", wrong("NOT_A_HOST", urn=setting.urn, type=setting.type)
    elif kind.opens_provision and there(entry, known):
        yield "provision_id", wrong("ALREADY_OPEN", what=what)


def _band(entry: Entry, known: Known) -> Found:
    record, kind = entry.record, kind_of(entry)
    needed = ("needs",) if kind is ActionKind.RE_DESIGNATION else ()
    for key in ("needs", "ncy_from", "ncy_to") if kind.opens_provision else needed:
        if key not in entry.given:
            yield key, wrong("KEY_NEEDED", kind=kind)
    first, last = record.get("ncy_from"), record.get("ncy_to")
    if first is not None and last is not None and first > last:
        yield "ncy_to", wrong("BAND_BACKWARDS", first=first, last=last)
    changed, needs = there(entry, known), set(record.get("needs", ()))
    if kind is ActionKind.RE_DESIGNATION and needs and changed and all(set(one.needs) == needs for one in changed):
        yield "needs", wrong("NOTHING_CHANGES")


def _shares(entry: Entry, _: Known) -> Found:
    ramp_up, phasing = entry.record.get("ramp_up", ()), entry.record.get("phasing", ())
    if any(later < before for before, later in pairwise(ramp_up)):
        yield "ramp_up", wrong("RAMP_UP_FALLS")
    if phasing and sum(phasing) != 100:
        yield "phasing", wrong("PHASING_SUM", sum=sum(phasing))


def _money(entry: Entry, known: Known) -> Found:
    record, kind = entry.record, kind_of(entry)
    needs = tuple(map(Need, record.get("needs", ())))
    unpriced = kind.opens_provision and needs and "top_up" not in entry.given
    if unpriced and not known.like(kind.setting_type, needs):
        yield "top_up", wrong("NO_LIKE_PROVISION")
    if _has_to_say_why(entry, known) and not record.get("because"):
        yield "because", wrong("REASON_MISSING", kind=kind)


def _pot(entry: Entry, known: Known) -> Found:
    """Of what builds nothing, only a pot that is given."""
    pot = entry.record.get("pot")
    if pot and ("pot" in entry.given or kind_of(entry) not in OF_ALL):
        yield from (("pot", words) for words in pot_faults(pot, known))


def pot_faults(pot: str, known: Known) -> Iterator[Words]:
    """A pot that the authority's budgets do not have, where they have any."""
    if known.pots and pot not in known.pots:
        yield wrong("POT_UNKNOWN", pot=pot[:60], known=", ".join(known.pots))


def _has_to_say_why(entry: Entry, known: Known) -> bool:
    """New special schools and larger ones. Source: the framework as told by Schools Week, 13 March 2026."""
    setting = known.settings.get(entry.record.get("setting") or 0)
    larger = kind_of(entry) is ActionKind.EXPANSION and setting is not None and setting.type in SPECIAL
    return larger or kind_of(entry) is ActionKind.NEW_BUILD


def _sizes(entry: Entry, _: Known) -> Found:
    sizes, capital = entry.record.get("sizes", ()), entry.record.get("capital")
    if any(later <= before for before, later in pairwise(sizes)):
        yield "sizes", wrong("SIZES_BACKWARDS")
    if sizes and capital and len(capital) != len(sizes):
        yield "capital", wrong("CAPITAL_PER_SIZE", amounts=len(capital), sizes=len(sizes))


def _places(entry: Entry, known: Known) -> Found:
    record, kind = entry.record, kind_of(entry)
    if "places" in record and record["places"] is None and kind not in OF_ALL:
        yield "places", wrong("KEY_NEEDED", kind=kind)
    places = max((record.get("places") or 0, *record.get("sizes", ())))
    commissioned = sum(one.commissioned for one in there(entry, known))
    if kind in OF_ALL and there(entry, known) and places > commissioned:
        yield "sizes" if record.get("sizes") else "places", wrong("MORE_THAN_THERE", places=places, there=commissioned)
