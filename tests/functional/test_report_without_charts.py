"""Without the chart libraries (the ``reports`` extra) the page says so and its tables stand alone."""

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
WITHOUT = """
import sys
sys.modules["altair"] = None
from sufficiency.reports.page.render import render_report
from tests.fixtures.runs import RECORD, eight_children_four_settings
sys.stdout.reconfigure(encoding="utf-8")
print(render_report(eight_children_four_settings(), RECORD))
"""


def test_the_tables_stand_alone_where_charts_cannot_be_drawn():
    made = subprocess.run(
        [sys.executable, "-c", WITHOUT], cwd=REPOSITORY, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert "The charts need the optional libraries of the reports extra" in made.stdout
    assert made.stdout.count("<figure") == 1, "the map is drawn without them"
    assert "Children by primary need and outcome" in made.stdout
    assert "71% of children awaiting a place have a recommendation" in made.stdout
