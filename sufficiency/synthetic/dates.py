"""The round that made-up children belong to."""

from datetime import date

from sufficiency.domain.years import AcademicYear

ROUND_YEAR = AcademicYear(2026)
AS_AT = date(2026, 1, 15)
"""A month before phase transfers must be settled (15 February in the year of transfer)."""
