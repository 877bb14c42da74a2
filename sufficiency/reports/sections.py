"""A report as plain data: headings, paragraphs and tables of text, for the terminal, a document or a workbook alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.text import Text

from sufficiency.reports.plain_table import plain_table


@dataclass(frozen=True, slots=True)
class SectionTable:
    """A table of text under its title. A column whose name begins with # holds numbers and is set to the right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what is said under it, and its tables."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[SectionTable, ...] = ()


def on_terminal(sections: Sequence[Section]) -> RenderableType:
    """The sections one after another; a table without rows is left out."""
    return Group(*(part for section in sections for part in _section(section)))


def _section(section: Section) -> Iterator[RenderableType]:
    yield Text(section.heading, style="bold")
    yield from map(Text, section.paragraphs)
    for table in section.tables:
        if table.rows:
            yield Text(f"\n{table.title}" if table.title else "", style="italic")
            shown = plain_table(*table.columns)
            for row in table.rows:
                shown.add_text(*row)
            yield shown
    yield Text()
