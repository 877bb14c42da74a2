"""Sufficiency: places against the children who will need them, and where they run short first."""
