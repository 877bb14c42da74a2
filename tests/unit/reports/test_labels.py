"""Names on a map lie over no mark, no other name, and nothing in the corners; where there is no room there is none."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sufficiency.reports.page.labels import LETTER, LINE, MARK, labels
from sufficiency.reports.page.sheet import WIDTH, Box

HEIGHT = 500
POINTS = st.lists(st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT)), min_size=1, max_size=25)


def box(label):
    """Where the letters stand, from what the drawing is told alone."""
    length = len(label.says) * LETTER
    west = label.x - {"start": 0, "middle": length / 2, "end": length}[label.anchor]
    return Box(west + 0.1, label.y - 5 - LINE / 2 + 1, west + length - 0.1, label.y - 5 + LINE / 2 - 1)


@given(POINTS)
def test_whatever_the_marks_nothing_lies_over_anything(points):
    found = labels(points, [(at, f"School number {at}") for at in range(len(points))], 12, HEIGHT)
    boxes = [box(label) for label in found.values()]
    marks = [Box(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in points]
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    assert not any(a.meets(b) for a in boxes for b in marks)
    assert all(b.west >= 0 and b.east <= WIDTH and b.south >= 0 and b.north <= HEIGHT for b in boxes)


def test_a_name_goes_right_then_left_then_above_then_below():
    def anchor(*others):
        first = labels([(400, 250), *others], [(0, "Alder School")], 1, HEIGHT)[0]
        return first.anchor, first.y < 250

    right, left, above = (440, 250), (360, 250), (400, 230)
    assert anchor() == ("start", False)
    assert anchor(right) == ("end", False)
    assert anchor(right, left) == ("middle", True)
    assert anchor(right, left, above) == ("middle", False)


def test_a_name_that_would_seem_another_mark_s_is_written_elsewhere():
    beside = (400 + 12 + len("Alder School") * LETTER + 12, 250)
    assert labels([(400, 250), beside], [(0, "Alder School")], 1, HEIGHT)[0].anchor == "end"


def test_at_the_edge_a_name_moves_in():
    label = labels([(WIDTH - 40, 250), (WIDTH - 120, 250)], [(0, "Alder School")], 1, HEIGHT)[0]
    assert label.y < 250
    assert label.x + len(label.says) * LETTER / 2 == WIDTH


def test_those_wanted_first_are_named_first_and_no_more_than_asked():
    crowd = [(400 + number / 10, 250) for number in range(9)]
    assert list(labels(crowd, [(8, "Birch School"), (0, "Alder School")], 1, HEIGHT)) == [8]


def test_nothing_is_written_over_the_scale_bar_or_the_arrow():
    assert labels([(20, HEIGHT - 15)], [(0, "Alder School")], 1, HEIGHT) == {}
    assert labels([(WIDTH - 12, 15)], [(0, "Alder School")], 1, HEIGHT) == {}
