"""Scenario files: what a planner writes to ask what if, read whole or with every fault at once."""
