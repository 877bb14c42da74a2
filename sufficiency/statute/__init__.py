"""Duties and dates in force, who may go where and why not, and in what order cases are considered."""
