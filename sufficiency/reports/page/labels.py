"""Names beside the marks of a map: each where it meets nothing and stays on the sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sufficiency.reports.page.sheet import WIDTH, Box

LETTER, LINE = 7.2, 17
"""Width of a letter of a name and height of its line, in units of the drawing."""
MARK, BESIDE = 9, 24
"""Half the side of the square that a mark takes; how far a name keeps from another mark, so as not to seem its own."""
CORNERS = 200, 40
"""Width and height of what stands in the corners: the scale bar below on the left, the arrow above on the right."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name, where its line stands, and which end of it stands there (``text-anchor`` of SVG)."""

    says: str
    x: float
    y: float
    anchor: str


def labels(
    marks: Sequence[tuple[float, float]], wanted: Sequence[tuple[int, str]], most: int, height: float
) -> dict[int, Label]:
    """Up to ``most`` names, by index of the mark: those wanted first go first, and a name without room is left out.

    Each is tried to the right of its mark, to the left, above and below, there moved in from the edge.
    """
    wide, high = CORNERS
    around = [Box(x - BESIDE, y - MARK, x + BESIDE, y + MARK) for x, y in marks]
    taken = [Box(0, height - high, wide, height), Box(WIDTH - high, 0, WIDTH, high + LINE)]
    found: dict[int, Label] = {}
    for at, says in wanted:
        if len(found) == most:
            break
        others = (*taken, *around[:at], *around[at + 1 :])
        for label, box in _places(*marks[at], says):
            if _on_the_sheet(box, height) and not any(box.meets(other) for other in others):
                found[at] = label
                taken.append(box)
                break
    return found


def _places(x: float, y: float, says: str) -> Iterator[tuple[Label, Box]]:
    length, off, up = len(says) * LETTER, MARK + 3, MARK + LINE / 2 + 1
    over = min(max(x, length / 2), WIDTH - length / 2)
    for anchor, at, west, middle in (
        ("start", x + off, x + off, y),
        ("end", x - off, x - off - length, y),
        ("middle", over, over - length / 2, y - up),
        ("middle", over, over - length / 2, y + up),
    ):
        box = Box(west, middle - LINE / 2, west + length, middle + LINE / 2)
        yield Label(says, round(at, 1), round(middle + 5, 1), anchor), box


def _on_the_sheet(box: Box, height: float) -> bool:
    return box.west >= 0 and box.east <= WIDTH and box.south >= 0 and box.north <= height
