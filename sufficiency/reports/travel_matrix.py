"""The matrix of journeys as people see it and take it away: a summary, rows for machines, and a folder of files."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median_low

from rich.console import RenderableType

from sufficiency.problems.travel_matrix import FAR_METRES, FarFromRoad, TravelMatrix
from sufficiency.reports.csv_file import Cell, write_csv
from sufficiency.reports.sections import Section, SectionTable, on_terminal
from sufficiency.reports.words import count, decimal, percent

Row = dict[str, object]
MOST_SHOWN = 10
NO_ROUTE = "no route"
MATRIX = ("child_ref", "urn", "minutes", "metres", "basis")
FAR = ("kind", "name", "metres", "journeys")
WHOSE = {"setting": "setting", "child": "home of"}
BASES = (("given", "from the travel table"), ("network", "by road"), ("estimated", "from the straight line"))


def matrix_rows(matrix: TravelMatrix) -> list[Row]:
    """Each pair of child and setting; minutes and metres are None where there is no route."""
    return [
        {
            "child_ref": ref,
            "urn": urn,
            "minutes": None if journey is None else journey.tenths / 10,
            "metres": None if journey is None else journey.metres,
            "basis": NO_ROUTE if journey is None else journey.basis,
        }
        for ref, urn, journey in matrix.rows()
    ]


def matrix_summary(matrix: TravelMatrix) -> RenderableType:
    """How the journeys are known and how long they are, and what stands in their way."""
    return on_terminal([Section(matrix.title, tuple(_head(matrix)), tuple(_tables(matrix)))])


def write_matrix_files(matrix: TravelMatrix, folder: Path) -> None:
    """Write ``matrix.csv`` and ``far-snaps.csv`` into an existing folder."""
    write_csv(folder / "matrix.csv", MATRIX, _cells(matrix))
    write_csv(folder / "far-snaps.csv", FAR, ((one.kind, one.name, one.metres, _basis(one)) for one in matrix.far))


def _cells(matrix: TravelMatrix) -> Iterator[tuple[Cell, ...]]:
    for ref, urn, journey in matrix.rows():
        if journey is None:
            yield ref, urn, "", "", NO_ROUTE
        else:
            yield ref, urn, decimal(journey.tenths, 1), journey.metres, journey.basis


def _basis(one: FarFromRoad) -> str:
    return "by road" if one.on_roads else "estimated"


def _head(matrix: TravelMatrix) -> Iterator[str]:
    yield (
        f"{count(len(matrix.children), 'child', 'children')}, {count(len(matrix.settings), 'setting')}: "
        f"{count(matrix.pairs, 'pair')}"
    )
    if matrix.network is None:
        yield "No roads are given (sources.roads in authority.toml), so nothing is known of rivers or of traffic."
    else:
        yield f"Roads: {matrix.network.source}; peak factor {decimal(matrix.network.peak_percent, 2)}."


def _tables(matrix: TravelMatrix) -> Iterator[SectionTable]:
    yield SectionTable("", ("Journeys", "#Pairs", "#Share", "#Median min", "#Longest min"), tuple(_by_basis(matrix)))
    far = tuple((WHOSE[one.kind], one.name, f"{one.metres:,}", _basis(one)) for one in matrix.far[:MOST_SHOWN])
    title = f"{FAR_METRES} m or more from the nearest road{_rest(len(matrix.far))}"
    yield SectionTable(title, ("What", "Name", "#Metres", "Journeys"), far)
    reached = tuple((str(urn), matrix.settings[urn]) for urn in matrix.not_reached[:MOST_SHOWN])
    yield SectionTable(
        f"Settings to which no road leads from any home{_rest(len(matrix.not_reached))}", ("URN", "Name"), reached
    )
    alone = tuple((ref,) for ref in matrix.cut_off[:MOST_SHOWN])
    yield SectionTable(
        f"Children from whose home no road leads to any setting{_rest(len(matrix.cut_off))}", ("Child",), alone
    )


def _by_basis(matrix: TravelMatrix) -> Iterator[tuple[str, ...]]:
    tenths: dict[str, list[int]] = defaultdict(list)
    for journey in matrix.journeys.values():
        tenths[journey.basis].append(journey.tenths)
    for basis, words in BASES:
        if known := tenths[basis]:
            length = decimal(median_low(known), 1), decimal(max(known), 1)
            yield words, f"{len(known):,}", percent(len(known), matrix.pairs), *length
    if none := matrix.pairs - len(matrix.journeys):
        yield NO_ROUTE, f"{none:,}", percent(none, matrix.pairs), "", ""


def _rest(number: int) -> str:
    return f" (the first {MOST_SHOWN} of {number:,})" if number > MOST_SHOWN else ""
