"""Casework as a handful of functions: a store, a round brought into it, a run put before the panel.

input folder -> tables -> snapshot, cases, places         run folder -> recount -> run kept by its digest

What people then do to a case is in ``store/cases.py`` and ``store/decisions.py``; which moves there are, who may make
them and when, in ``panel/``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sufficiency.errors import UsageError

if TYPE_CHECKING:
    from sufficiency.domain.cases import Case
    from sufficiency.domain.inputs import Authority, Inputs
    from sufficiency.domain.run import Override
    from sufficiency.domain.settings import Consultation
    from sufficiency.reports.record import RunRecord
    from sufficiency.store.cases import CaseNow
    from sufficiency.store.rounds import Imported
    from sufficiency.store.runs import KeptRun
    from sufficiency.store.transactions import Store


def open_store(database: str | None = None) -> "Store":
    """The store in a file or at a PostgreSQL address. Raises StoreTrouble where there is none of this form."""
    from sufficiency.store.versions import open_store as found

    return found(database)


def import_round(store: "Store", folder: Path, by: str) -> "Imported":
    """Bring an input folder into the store, whole or not at all; what people decided there stands.

    Raises InputRejected and Infeasible as reading the folder does, NotAllowed where ``by`` may not.
    """
    from sufficiency.store.rounds import import_tables
    from sufficiency.store.snapshots import snapshot_of
    from sufficiency.tables import load as tables

    loaded = tables.load(folder)
    return import_tables(store, loaded.inputs, snapshot_of(folder, loaded), by)


@contextmanager
def tables_of_run(store: "Store", record: "RunRecord", beside: Path | None) -> Iterator[Path | None]:
    """The tables a run was made from: those beside it while they are the same, else as they were brought in.

    The folder is there for as long as the block runs; None where the tables are nowhere as they were.
    """
    from sufficiency.reports.record import changed_since
    from sufficiency.store.snapshots import put_back

    if beside is not None and not changed_since(record, beside):
        yield beside
        return
    with TemporaryDirectory() as room:
        yield Path(room) if put_back(store, record.files, Path(room), beside) else None


def keep_run(store: "Store", run_folder: Path, by: str, inputs: Path | None = None) -> "KeptRun":
    """Recount a released run from its input folder, then put it before the panel, exactly as it stands.

    Raises NotAllowed where it may not go there, UsageError where the folder is no run.
    """
    from sufficiency.reports.run_folder import read_run
    from sufficiency.store.runs import Offered
    from sufficiency.store.runs import keep_run as keep
    from sufficiency.verify import verify_run

    stored = read_run(run_folder)
    files = {path.name: path.read_bytes() for path in sorted(run_folder.iterdir()) if path.is_file()}
    verified = verify_run(run_folder, inputs).verified
    return keep(store, Offered(stored.run, stored.record.files, verified, files), by)


def record_consultation(store: "Store", authority: "Authority", asked: "Consultation", by: str) -> None:
    """Keep a consultation sent, or its reply. Raises UsageError where ``consultation_faults`` finds any."""
    from sufficiency.store.cases import record_consultation as keep
    from sufficiency.store.rounds import round_called

    if faults := consultation_faults(authority, asked):
        raise UsageError("\n".join(sentence for _, sentence in faults))
    keep(store, round_called(authority), asked, by)


def consultation_faults(authority: "Authority", asked: "Consultation") -> tuple[tuple[str, str], ...]:
    """Column and sentence of every rule of the table of consultations that this one breaks."""
    from sufficiency.tables.consultations import CONSULTATIONS, row_of

    row = row_of(asked)
    return tuple(
        (rule.columns[0], f"{rule.columns[0]} {rule.says.format_map(row)}. {rule.remedy}")
        for rule in CONSULTATIONS.rules
        if not rule.holds(row, authority)
    )


def recorded_beside(store: "Store", inputs: "Inputs") -> "tuple[Consultation, ...]":
    """Consultations and replies that people recorded here and these tables do not have, of what the tables list."""
    from sufficiency.store.cases import recorded_by_people
    from sufficiency.store.rounds import round_called

    recorded = recorded_by_people(store, round_called(inputs.authority))
    if not recorded:
        return ()
    refs, urns = {case.ref for case in inputs.cases}, {setting.urn for setting in inputs.settings}
    there = set(inputs.consultations)
    return tuple(one for one in recorded if one.child_ref in refs and one.urn in urns and one not in there)


def as_recorded(store: "Store", inputs: "Inputs") -> "Inputs":
    """The tables with what people recorded here: consultations and replies, and of a case moved its state and place.

    A case that nobody moved, and a round that the store does not know, stand as their tables say.
    """
    from dataclasses import replace

    from sufficiency.store.cases import moved_cases
    from sufficiency.store.rounds import round_called
    from sufficiency.tables.consultations import last_of_each

    moved = moved_cases(store, round_called(inputs.authority))
    cases = tuple(_as_moved(case, moved[case.ref]) if case.ref in moved else case for case in inputs.cases)
    asked = last_of_each((*inputs.consultations, *recorded_beside(store, inputs)))
    return replace(inputs, cases=cases, consultations=asked)


def _as_moved(case: "Case", now: "CaseNow") -> "Case":
    from dataclasses import replace

    urn, provision_id = (now.group.urn, now.group.provision_id) if now.group else (None, "")
    return replace(case, state=now.state, named_urn=urn, named_provision=provision_id)


def held_by_decision(store: "Store", inputs: "Inputs") -> "tuple[Override, ...]":
    """Places held here, by decision or by the tribunal's order, that these tables do not settle so themselves.

    A new run takes them as settled. Where the tables have another place named, ordered or attended, that one stands.
    """
    from sufficiency.domain.run import Override
    from sufficiency.problems.fixed import held_places
    from sufficiency.statute.states import STATES, Treatment
    from sufficiency.store.holds import holds
    from sufficiency.store.rounds import round_called

    movable = {case.ref for case in inputs.cases if STATES[case.state].treatment in (Treatment.FREE, Treatment.HELD)}
    there = held_places(inputs)
    return tuple(
        Override(one.ref, one.group.urn, one.group.provision_id, one.reason, one.by)
        for one in holds(store, round_called(inputs.authority))
        if one.ref in movable and there.get(one.ref) != one.group
    )
