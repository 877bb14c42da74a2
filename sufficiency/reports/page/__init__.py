"""The report page: one file, readable without scripts, network or colour."""

from sufficiency.domain.run import Run
from sufficiency.reports.record import RunRecord


def render_report(run: Run, record: RunRecord) -> str:
    """The whole of ``report.html``."""
    return ""
