"""The order and its price in the page: policies side by side, who was superseded, and the ladder of levels."""

from collections.abc import Sequence

from sufficiency.domain.run import Level, PolicyPrice, Run, Supersession
from sufficiency.reports.effects import amount, difference, effect
from sufficiency.reports.page.tables import PageTable, table
from sufficiency.reports.words import PlaceNames, children, day
from sufficiency.statute.policies import POLICIES
from sufficiency.statute.supersession import REASON_CODES

LEFT_OUT = "order"

LATER_SHOWN = 3


def policy_name(code: str) -> str:
    """The policy as published, or its code where it is not one of ours."""
    return POLICIES[code].name if code in POLICIES else code


def policy_title(price: PolicyPrice, used: PolicyPrice) -> str:
    """The policy's name, marked where it is the one used."""
    return f"{policy_name(price.policy)} (used)" if price is used else policy_name(price.policy)


def levels_shown(run: Run) -> list[tuple[int, Level]]:
    """Every level but the tie-break, with its place in the programme."""
    return [(index, level) for index, level in enumerate(run.levels) if level.name != LEFT_OUT]


def used_first(run: Run) -> tuple[PolicyPrice, ...]:
    """The policies compared, the one used in front; empty where no comparison was made."""
    prices = run.price_of_the_order
    return tuple(sorted(prices, key=lambda price: price.policy != run.policy.code))


def price_table(run: Run) -> PageTable:
    """Policies as columns, levels as rows; each difference from the policy used is said and judged."""
    prices = used_first(run)
    used = prices[0].values
    rows = [
        (level_title(level), *(_price_cell(level.name, price.values, used, index) for price in prices))
        for index, level in levels_shown(run)
    ]
    moved = ("Children recommended another place, or none", "–", *(f"{price.moved:,}" for price in prices[1:]))
    heads = (f"#{policy_title(price, prices[0])}" for price in prices)
    return table("price-table", "The same round under each policy", ("Level", *heads), [*rows, moved])


def _price_cell(name: str, values: tuple[int, ...], used: tuple[int, ...], index: int) -> str:
    if index >= len(values):
        return "–"
    shown = amount(name, values[index])
    return shown if values is used else f"{shown}\n{difference(name, values[index] - used[index])}"


def price_in_a_sentence(run: Run) -> str:
    """What keeping to the order costs against the cohort taken together; blank where both are not there."""
    prices = {price.policy: price for price in run.price_of_the_order}
    used, cohort = prices.get(run.policy.code), prices.get("cohort")
    if used is None or cohort is None or used is cohort:
        return ""
    change = [after - before for after, before in zip(cohort.values, used.values, strict=False)]
    moved = f"{children(cohort.moved)} would be recommended another place, or none"
    return f"Were the whole cohort taken together instead: {effect(run.levels, change)}. {moved}."


def level_title(level: Level) -> str:
    """The level's sentence with a capital."""
    return f"{level.says[:1].upper()}{level.says[1:]}"


def ladder_table(run: Run) -> PageTable:
    """Every level in order of importance: the value reached, what is proven, and the gap."""
    return table(
        "ladder-table",
        "The levels, most important first; lower is better at each",
        ("Level", "#Reached", "#Proven bound", "#Gap"),
        ((f"{index + 1}. {level_title(level)}", *_reached(level)) for index, level in levels_shown(run)),
    )


def _reached(level: Level) -> tuple[str, str, str]:
    gap = amount(level.name, level.value - level.bound) if level.value != level.bound else "none: proven"
    return amount(level.name, level.value), amount(level.name, level.bound), gap


def supersession_reasons_table(run: Run) -> PageTable:
    """Why later requests went first: records and earlier requests by reason."""
    counts: dict[str, list[str]] = {}
    for record in run.supersessions:
        counts.setdefault(record.reason_code, []).append(record.child_a)
    return table(
        "superseded-reasons-table",
        "Why later requests are recommended a place that an earlier one was seeking",
        ("Reason", "#Earlier requests", "#Records"),
        ((_reason(code), len(set(earlier)), len(earlier)) for code, earlier in sorted(counts.items())),
    )


def supersessions_table(run: Run) -> PageTable:
    """Who was superseded, by whom and why: one row for each earlier request and setting."""
    names = PlaceNames(run)
    grouped: dict[tuple[str, int], list[Supersession]] = {}
    for record in run.supersessions:
        grouped.setdefault((record.child_a, record.group.urn), []).append(record)
    return table(
        "superseded-table",
        "Earlier requests superseded by later ones, by setting; every record is in supersessions.csv",
        ("Superseded", "At", "By later requests", "Why", "What it means for the superseded"),
        (_superseded_row(records, names) for records in grouped.values()),
        stacked=True,
    )


def _superseded_row(records: Sequence[Supersession], names: PlaceNames) -> tuple[str, ...]:
    first = records[0]
    a = f"{first.child_a}\nasked {day(first.a_request_date)}, due {day(first.a_deadline)}"
    shown = [f"{record.child_b}, asked {day(record.b_request_date)}" for record in records[:LATER_SHOWN]]
    more = [f"and {len(records) - LATER_SHOWN} more"] if len(records) > LATER_SHOWN else []
    why = "\n".join(dict.fromkeys(_reason(record.reason_code) for record in records))
    return a, names.of(first.group), "\n".join([*shown, *more]), why, first.effect_on_a


def _reason(code: str) -> str:
    why = REASON_CODES.get(code, code)
    return f"{why[:1].upper()}{why[1:]}"


def ties_in_words(run: Run) -> str:
    """How many answers are as good, and how one of them was settled on."""
    if run.tie_lower_bound <= 1:
        return "No other answer was found that is as good at every level."
    return (
        f"At least {run.tie_lower_bound:,} answers are as good at every level; {children(run.tied_children)} could "
        f"change place between them. The earliest request was taken first, then a seeded hash of the reference "
        f"(seed {run.seed}), so that the same input always gives the same answer and nothing about a child decides it."
    )
