"""Places in the page: how full each setting is, and what one more place there would do."""

from sufficiency.domain.run import LimitUse, Run, Site
from sufficiency.domain.settings import SettingType
from sufficiency.reports.effects import effect
from sufficiency.reports.page.tables import PageTable, table
from sufficiency.reports.words import percent

NO_GAIN = "Nothing: places are left"


def by_fullness(run: Run) -> tuple[Site, ...]:
    """Settings with a place free to name or a child in them, the fullest and then the largest first."""
    in_play = [site for site in run.sites if site.places or site.used]
    return tuple(sorted(in_play, key=lambda s: (-_share(s), -s.places, s.name, s.urn)))


def _share(site: Site) -> float:
    return site.used / site.places if site.places else 2.0


def settings_table(run: Run) -> PageTable:
    """Every setting with its places and the best single place that could be added there."""
    return table(
        "settings-table",
        "Places free to name this year, places used, and what one more place would do",
        ("Setting", "Type", "#Places", "#Used", "#Left", "#Full", "One more place there"),
        (_setting_row(run, site) for site in by_fullness(run)),
    )


def _setting_row(run: Run, site: Site) -> tuple[str, ...]:
    left = max(0, site.places - site.used)
    numbers = (str(site.places), str(site.used), str(left), percent(site.used, site.places))
    return site.name, SettingType(site.type).label, *numbers, one_more_at(run, site.urn)


def one_more_at(run: Run, urn: int) -> str:
    """The best that one more place in any group of the setting would do, in words."""
    groups = [limit for limit in run.limits if limit.kind == "group" and limit.urn == urn]
    worth = [limit for limit in groups if any(limit.one_more_with_all_above)]
    if not worth:
        return "Nothing would change"
    best = min(worth, key=lambda limit: (limit.one_more_with_all_above, limit.name))
    where = _within(best) if len(groups) > 1 else ""
    said = effect(run.levels, best.one_more_with_all_above)
    return f"{where}{said[:1].upper()}{said[1:]}"


def _within(limit: LimitUse) -> str:
    """``MAIN, Year 7: `` from ``Cedar School, MAIN, Year 7``."""
    _, _, rest = limit.name.partition(f", {limit.provision_id}")
    return f"{limit.provision_id}{rest}: "


def groups_table(run: Run) -> PageTable:
    """Every place group on its own."""
    groups = [limit for limit in run.limits if limit.kind == "group"]
    return table(
        "groups-table",
        "Every place group: one provision and year band of one setting",
        ("Place group", "#Places", "#Used", "One more place there"),
        ((limit.name, limit.places, limit.used, _group_gain(run, limit)) for limit in groups),
    )


def _group_gain(run: Run, limit: LimitUse) -> str:
    return effect(run.levels, limit.one_more_with_all_above).capitalize()
