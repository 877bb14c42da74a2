"""The command line: parse, call ``sufficiency.api``, print. Nothing is computed here."""

from sufficiency.cli.main import main

__all__ = ["main"]
