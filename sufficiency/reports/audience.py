"""Whom an export is for."""

from enum import StrEnum


class Audience(StrEnum):
    """Declared in every export and in its file's name."""

    PANEL = "panel"
    AUTHORITY = "authority"
    PUBLIC = "public"
