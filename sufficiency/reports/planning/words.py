"""Figures of planning as people read them: whole children, pounds in millions, years, and differences with a sign."""

from sufficiency.domain.planning_results import ScenarioRun
from sufficiency.domain.scenario_comparison import ComparedRow, Figure
from sufficiency.domain.years import AcademicYear, FinancialYear
from sufficiency.reports.planning.compare import HIGH_NEEDS
from sufficiency.reports.words import decimal, pounds

NOT_KNOWN = "not known"
MILLION = 100_000_000
"""Pence."""


def shown(figure: Figure, value: int | None) -> str:
    """A value as people read it, rounded to the nearest, halves away from nought."""
    if value is None:
        return NOT_KNOWN
    text, nought = _unsigned(figure, abs(value)), _unsigned(figure, 0)
    return f"−{text}" if value < 0 and text != nought else text


def signed(figure: Figure, value: int) -> str:
    """A difference with its sign, none where there is no difference to be seen; of shares in percentage points."""
    text = shown(figure, value)
    more = "+" if value > 0 and text != shown(figure, 0) else ""
    return more + (text.replace(" %", " points") if figure is Figure.SHARE else text)


def change(figure: Figure, value: int | None) -> str:
    """A difference with its sign; the same where there is none to be seen."""
    if value is None:
        return NOT_KNOWN
    return "same" if shown(figure, value) == shown(figure, 0) else signed(figure, value)


def beside(figure: Figure, value: int | None, base: int | None) -> str:
    """A value, and below it its change from the base; the same where both read the same."""
    more = None if value is None or base is None else value - base
    read = "same" if more is not None and shown(figure, value) == shown(figure, base) else change(figure, more)
    return f"{shown(figure, value)}\n{read}"


def academic(year: int) -> str:
    """``2026/27``."""
    return str(AcademicYear(year))


def financial(year: int) -> str:
    """``2026-27``."""
    return str(FinancialYear(year))


def year_of(row: ComparedRow) -> str:
    """The year of a row: a financial year in the high needs budget, an academic year elsewhere, or all years."""
    if row.year is None:
        return "All years"
    return financial(row.year) if row.section == HIGH_NEEDS else academic(row.year)


def bases_in_words(run: ScenarioRun) -> str:
    """What specialist bases alone would leave, beside what the plan leaves, in a sentence or two."""
    found, plan = run.bases_first, run.plan.where
    alone = _left(found.alone.independent, found.alone.unmet)
    if found.met:
        return f"without further special school places the plan comes to no more: {alone}."
    own = _left(sum(row.independent for row in plan), sum(row.unmet for row in plan))
    then = ""
    if found.then is not None:
        names = ", ".join(option.name for option in found.then.opened) or "nothing"
        then = f" With special schools for what is left, {names} would open."
    return f"without further special school places there would be {alone}; the plan leaves {own}.{then}"


def _left(independent: int, unmet: int) -> str:
    """Child-years, from thousandths."""
    bought, without = shown(Figure.CHILDREN, independent), shown(Figure.CHILDREN, unmet)
    return f"{bought} child-years in independent places and {without} unmet"


def _unsigned(figure: Figure, value: int) -> str:
    if figure is Figure.MONEY:
        return pounds(value) if value < MILLION else f"£{_parted(_nearest(value, MILLION // 100), 2)}m"
    if figure is Figure.CARBON:
        return f"{_parted(_nearest(value, 100_000), 1)} t"
    if figure is Figure.MINUTES:
        return decimal(value, 1)
    if figure is Figure.SHARE:
        return f"{decimal(value, 1)} %"
    return f"{_nearest(value, 1000):,}" if figure is Figure.CHILDREN else f"{value:,}"


def _parted(value: int, places: int) -> str:
    """``1,481.22``: thousands marked, with so many decimals."""
    whole, parts = divmod(value, 10**places)
    return f"{whole:,}.{parts:0{places}d}"


def _nearest(value: int, unit: int) -> int:
    """Whole units, halves up."""
    return (2 * value + unit) // (2 * unit)
