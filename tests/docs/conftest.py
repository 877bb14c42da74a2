"""What a council holds before it starts: files for the sessions of the pages."""

from random import Random

import pytest

from tests.fixtures.gias import write_town
from tests.fixtures.sen2_files import SHAPES
from tests.fixtures.sen2_returns import draw_return


@pytest.fixture
def council(tmp_path):
    """Code-Point Open for one postcode area, a school register, and a return in its three shapes."""
    draw = Random(1)
    homes = [f"AB{one} {two}{letter}Q" for one in range(1, 10) for two in range(1, 4) for letter in "ABDEFGH"]
    lines = [f'"{home}",10,{450_000 + draw.randrange(20_000)},{300_000 + draw.randrange(20_000)}' for home in homes]
    (tmp_path / "codepo_gb/Data/CSV").mkdir(parents=True)
    (tmp_path / "codepo_gb/Data/CSV/ab.csv").write_text("\n".join(lines) + "\n")
    write_town(tmp_path / "edubasealldata20260115.csv")
    made = draw_return(60, 3, tuple(range(900_001, 900_013)), homes)
    for write in SHAPES.values():
        write(tmp_path, made)
    return tmp_path
