"""Faults in a form people can work from: a table of errors, and a copy of their own workbook with the cells marked."""
