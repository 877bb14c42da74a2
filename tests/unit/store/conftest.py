"""Stores ready for the panel, on both databases."""

from tests.fixtures.store_copies import (  # noqa: F401
    database,
    panel,
    postgres_made,
    postgres_server,
    sqlite_made,
    store,
    untouched,
)
