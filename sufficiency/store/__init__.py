"""The store: rounds, runs, cases, decisions and their audit trail, on SQLite or PostgreSQL."""
