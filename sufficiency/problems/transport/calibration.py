"""How far the quick depths of transport lie from full routes: measured on made-up authorities with the built-in fleet.

Source: ``python -m benchmarks.depths``, 2026-11-22; the table stands in docs/explanation/transport.md. An authority
whose rates and vehicles differ should measure its own: the same comparison, made once with its own folder.
"""

from collections.abc import Mapping

from sufficiency.domain.fleet import Depth

RATE_PERCENT = 138
"""Mileage at the rate depth is scaled by this: at the built-in rates it leaves out day prices and detours."""

RANGE: Mapping[Depth, tuple[int, int]] = {"rate": (-7, 13), "insertion": (-6, 0)}
"""Between how many percent below and above the price of a depth that of routes lay, for 8 of 10 whole authorities."""
MEASURED_ON = "20 made-up authorities of 60 to 180 children"
