"""One cell of text as a whole number, a date, pence or tenths; no floating point anywhere."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from sufficiency.verify.raw_files import Row, Unreadable

YES, NO = frozenset({"yes", "y", "true", "1"}), frozenset({"no", "n", "false", "0", ""})


def text(row: Row, column: str) -> str:
    """The cell, empty where the column is missing."""
    return row.get(column, "")


def whole(row: Row, column: str) -> int:
    """A whole number. Raises Unreadable where there is none."""
    return _there(whole_or_none(row, column), column)


def whole_or_none(row: Row, column: str) -> int | None:
    """A whole number, or None where the cell is empty."""
    return _scaled(row, column, 1)


def count(row: Row, column: str) -> int:
    """A whole number, 0 where the cell is empty."""
    return whole_or_none(row, column) or 0


def pence(row: Row, column: str) -> int:
    """Pounds as whole pence, 0 where the cell is empty."""
    return _scaled(row, column, 100) or 0


def exact_pence(row: Row, column: str) -> int:
    """Pounds as whole pence. Raises Unreadable where there are none."""
    return _there(_scaled(row, column, 100), column)


def tenths(row: Row, column: str) -> int | None:
    """Minutes as tenths, a half up, or None where the cell is empty."""
    number = _decimal(row, column)
    return None if number is None else int((number * 10).to_integral_value(ROUND_HALF_UP))


def exact_thousandths(row: Row, column: str) -> int:
    """A number with three decimals as thousandths. Raises Unreadable where there is none."""
    return _there(_scaled(row, column, 1000), column)


def exact_millionths(row: Row, column: str) -> int:
    """A number with six decimals as millionths. Raises Unreadable where there is none."""
    return _there(_scaled(row, column, 1_000_000), column)


def _there(value: int | None, column: str) -> int:
    if value is None:
        raise Unreadable(f"{column} is empty")
    return value


def exact_tenths(row: Row, column: str) -> int | None:
    """Minutes with one decimal as tenths, or None where the cell is empty."""
    return _scaled(row, column, 10)


def yes(row: Row, column: str) -> bool:
    """Yes or no; empty is no."""
    value = text(row, column).lower()
    if value not in YES | NO:
        raise Unreadable(f"{column} is neither yes nor no")
    return value in YES


def yes_or_none(row: Row, column: str) -> bool | None:
    """Yes or no; None where the cell is empty."""
    return yes(row, column) if text(row, column) else None


def words(row: Row, column: str) -> tuple[str, ...]:
    """A list of codes in one cell, in capitals, repeats left out."""
    return tuple(dict.fromkeys(part.upper() for part in references(row, column)))


def references(row: Row, column: str) -> tuple[str, ...]:
    """A list in one cell, separated by semicolons, commas, bars or blanks, as written."""
    plain = text(row, column)
    for separator in ";,|":
        plain = plain.replace(separator, " ")
    return tuple(plain.split())


def day(row: Row, column: str, day_first: bool) -> date | None:
    """A date in the declared form (an ISO date is always understood), or None where the cell is empty."""
    value = text(row, column)
    if not value:
        return None
    for form in ("%d/%m/%Y", "%Y-%m-%d") if day_first else ("%Y-%m-%d",):
        try:
            return datetime.strptime(value, form).date()
        except ValueError:
            continue
    raise Unreadable(f"{column} is not a date")


def _scaled(row: Row, column: str, by: int) -> int | None:
    number = _decimal(row, column)
    if number is None:
        return None
    if number * by != (number * by).to_integral_value():
        raise Unreadable(f"{column} has too many decimals")
    return int(number * by)


def _decimal(row: Row, column: str) -> Decimal | None:
    value = text(row, column).replace(",", "").removeprefix("£")
    if not value:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise Unreadable(f"{column} is not a number") from error
    if not number.is_finite():
        raise Unreadable(f"{column} is not a number")
    return number
