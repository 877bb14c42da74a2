"""Scenarios that planners write on a page: kept whole, never over another, and told in the audit trail."""

from pathlib import Path

from sufficiency.panel.events import Event
from sufficiency.panel.permissions import Act
from sufficiency.pipelines.planning import keep_scenario
from sufficiency.store import people
from sufficiency.store.canonical import digest
from sufficiency.store.transactions import Store


def add_scenario(store: Store, folder: Path, text: str, by: str) -> str:
    """Keep a scenario in an input folder under the name that its text states; returns that name.

    Raises NotAllowed where ``by`` is no planner, InputRejected with every fault, UsageError where the name is taken.
    """
    kept: Path | None = None
    try:
        with store.writing(by, Event.SCENARIO_WRITTEN, folder.name) as writing:
            people.insist_may(writing.connection, by, Act.PLAN)
            kept = keep_scenario(folder, text)
            writing.detail |= {"scenario": kept.stem, "text": digest(text)}
    except BaseException:
        if kept is not None:  # what the trail does not tell is not there
            kept.unlink(missing_ok=True)
        raise
    return kept.stem
