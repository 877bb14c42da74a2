"""``sufficiency db``, ``audit`` and ``users``: the store of cases and decisions, its audit trail, and its people."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sufficiency.cli.options import Format, FormatOption, QuietOption
from sufficiency.cli.output import emit, say
from sufficiency.errors import UsageError, VerificationFailed

if TYPE_CHECKING:
    from sufficiency.store.chain import Head

db = typer.Typer(no_args_is_help=True, help="The store of cases and decisions: make, back up, restore, verify.")
audit = typer.Typer(
    no_args_is_help=True, help="The audit trail: show it, verify that it is whole; how decisions came out."
)
users = typer.Typer(no_args_is_help=True, help="The people who work with cases, and their roles.")

DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="PATH|URL",
        envvar="SUFFICIENCY_DATABASE",
        help="A file for SQLite, or postgresql://...; sufficiency.db in this folder if left out.",
    ),
]
NotedOption = Annotated[
    str, typer.Option("--noted", metavar="HEAD", help="A head noted earlier: the trail must still pass through it.")
]
NameArgument = Annotated[str, typer.Argument(help="The name a person signs in with.", metavar="NAME")]
TO_READ = (
    "Read it before you hand it over: what people wrote in their own words may name somebody else. Folders of input, "
    "packs, letters and backups are outside of the store."
)
TO_NOTE = "Note this head where nobody with rights to the database can change it; --noted checks against it later."


@db.command()
def upgrade(database: DatabaseOption = None, quiet: QuietOption = False) -> None:
    """Make a store, or bring one to the form this version works with, whole or not at all."""
    from sufficiency.store.versions import upgrade as bring

    before, after = bring(database, operator())
    same = f"The store is in form {after} already."
    say(same if before == after else f"The store is now in form {after}.", quiet=quiet)


@db.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The new file to write.", metavar="FILE")],
    database: DatabaseOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Write everything in the store, at one commit point, into one file; others may go on working."""
    from sufficiency.pipelines.casework import open_store
    from sufficiency.reports.plain_table import plain_table
    from sufficiency.store.backup import backup as write

    made = write(open_store(database), file)
    table = plain_table("Table", "#Rows")
    for name, rows in made.rows:
        table.add_text(name, f"{rows:,}")
    emit([{"table": name, "rows": rows} for name, rows in made.rows], table, form)
    say(f"{file} ends at {made.head}", quiet=form is not Format.TABLE)


@db.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `db backup` wrote.", metavar="FILE")],
    database: DatabaseOption = None,
    quiet: QuietOption = False,
) -> None:
    """Make a store from a backup, where there is none; every row is counted and checked again."""
    from sufficiency.store.backup import restore as bring

    made = bring(file, database, operator())
    rows = sum(count for _, count in made.rows)
    say(f"{rows:,} rows restored and checked; the trail passes through {made.head}", quiet=quiet)


@db.command("verify")
def verify_store(database: DatabaseOption = None, noted: NotedOption = "", form: FormatOption = Format.TABLE) -> None:
    """Check settings, guards, audit trail, and every figure against the rows it comes from."""
    from sufficiency.pipelines.casework import open_store
    from sufficiency.reports.plain_table import plain_table
    from sufficiency.store.integrity import verify_store as look

    found = look(open_store(database), _head(noted))
    table = plain_table("", "Checked")
    for finding in found.findings:
        table.add_text("NO" if finding.broken else "ok", finding.says)
    rows = [{"check": f.says, "ok": not f.broken, "broken": "; ".join(f.broken)} for f in found.findings]
    emit(rows, table, form)
    if found.broken:
        raise VerificationFailed(found.broken)
    say(f"The trail ends at {found.head}\n{TO_NOTE}", quiet=form is not Format.TABLE)


@db.command()
def subject(
    ref: Annotated[str, typer.Argument(help="The child's reference.", metavar="REF")],
    file: Annotated[Path, typer.Argument(help="The new file to write, JSON.", metavar="FILE")],
    database: DatabaseOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Write everything the store holds of one child, and of no other, for a request to see it; the trail notes it."""
    from sufficiency.files.whole_folder import write_whole
    from sufficiency.panel.events import Event
    from sufficiency.pipelines.casework import open_store
    from sufficiency.reports.plain_table import plain_table
    from sufficiency.store.subject import as_json, everything_about

    store = open_store(database)
    held = everything_about(store, ref)
    with store.writing(operator(), Event.SUBJECT_WRITTEN, ref) as writing:
        writing.detail |= {"rows": held.rows}
        write_whole(file, as_json(held))
    table = plain_table("Where", "Round", "#Rows")
    for one in held.kept:
        table.add_text(one.where, one.round, f"{len(one.rows):,}")
    emit([{"where": one.where, "round": one.round, "rows": len(one.rows)} for one in held.kept], table, form)
    for where in held.named_in:
        say(f"Also named in {where}", quiet=form is not Format.TABLE)
    say(TO_READ, quiet=form is not Format.TABLE)


@audit.command("verify")
def verify_trail(database: DatabaseOption = None, noted: NotedOption = "", form: FormatOption = Format.TABLE) -> None:
    """Find every edit, removal, insertion and change of order in the trail, and in what its events wrote."""
    from sufficiency.pipelines.casework import open_store
    from sufficiency.store.audit import verify

    checked = verify(open_store(database), _head(noted))
    if checked.broken:
        raise VerificationFailed(checked.broken)
    emit({"events": checked.head.seq, "head": str(checked.head)}, str(checked.head), form)
    say(TO_NOTE, quiet=form is not Format.TABLE)


@audit.command()
def show(
    database: DatabaseOption = None,
    after: Annotated[int, typer.Option("--after", metavar="NUMBER", help="Only events after this one.")] = 0,
    about: Annotated[str, typer.Option("--about", metavar="REF", help="Only of this case, run, round or person.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Only what this person did.")] = "",
    form: FormatOption = Format.TABLE,
) -> None:
    """List events in order: when, who, what, about which case, run or person."""
    from sufficiency.pipelines.casework import open_store
    from sufficiency.reports.plain_table import plain_table
    from sufficiency.store.audit import show as events

    found = events(open_store(database), after, about, by)
    table = plain_table("#Event", "At (UTC)", "By", "What", "About")
    for entry in found:
        table.add_text(str(entry.seq), entry.at[:19].replace("T", " "), entry.by, entry.event, entry.subject)
    names = ("seq", "at", "by", "event", "subject", "detail", "hash")
    emit([{name: getattr(entry, name) for name in names} for entry in found], table, form)


@audit.command()
def decisions(
    database: DatabaseOption = None,
    run: Annotated[str, typer.Option("--run", metavar="RUN", help="Only on this run, as the store names it.")] = "",
    form: FormatOption = Format.TABLE,
) -> None:
    """Count decisions by person: as recommended, otherwise, asking for more, and how soon after opening the case."""
    from dataclasses import asdict

    from sufficiency.pipelines.casework import open_store
    from sufficiency.reports.plain_table import plain_table
    from sufficiency.reports.words import elapsed
    from sufficiency.store.oversight import HOW_TO_READ, by_person

    found = by_person(open_store(database), run)
    table = plain_table("Who", "#Decisions", "#Followed", "#Otherwise", "#Asked more", "#Median time", "#Under 1 min")
    for one in found:
        counts = (f"{count:,}" for count in one.counts)
        table.add_text(one.by, *counts, elapsed(one.median_seconds), f"{one.short_looks:,}")
    emit([asdict(one) for one in found], table, form)
    say(HOW_TO_READ, quiet=form is not Format.TABLE)


@users.command()
def add(
    name: NameArgument,
    full_name: Annotated[str, typer.Option("--full-name", metavar="TEXT", help="As it stands under decisions.")],
    role: Annotated[list[str], typer.Option("--role", metavar="ROLE", help="May be given more than once.")],
    database: DatabaseOption = None,
    quiet: QuietOption = False,
) -> None:
    """Make an account for a named person."""
    from sufficiency.panel.people import Person
    from sufficiency.pipelines.casework import open_store
    from sufficiency.store.people import add_person, roles_of

    add_person(open_store(database), Person(name, full_name, roles_of(role)), operator())
    say(f"{name} may now work as {', '.join(sorted(role))}.", quiet=quiet)


@users.command("list")
def list_users(database: DatabaseOption = None, form: FormatOption = Format.TABLE) -> None:
    """List everybody with an account, those switched off included."""
    from sufficiency.pipelines.casework import open_store
    from sufficiency.reports.plain_table import plain_table
    from sufficiency.store.people import list_people

    people = list_people(open_store(database))
    table = plain_table("Name", "Full name", "Roles", "Active")
    rows = [
        {"name": p.name, "full_name": p.full_name, "roles": " ".join(sorted(p.roles)), "active": p.active}
        for p in people
    ]
    for row in rows:
        table.add_text(str(row["name"]), str(row["full_name"]), str(row["roles"]), "yes" if row["active"] else "no")
    emit(rows, table, form)


@users.command()
def invite(name: NameArgument, database: DatabaseOption = None, quiet: QuietOption = False) -> None:
    """Print a link, good once and for three days, by which a person sets a password."""
    from sufficiency.pipelines.casework import open_store
    from sufficiency.store.sign_ins import invite as make

    key = make(open_store(database), name, operator())
    say(f"For {name} alone, after the address of the workbench:", quiet=quiet)
    typer.echo(f"/set-password?key={key}")


@users.command()
def disable(name: NameArgument, database: DatabaseOption = None, quiet: QuietOption = False) -> None:
    """Switch an account off. What the person did stays under their name."""
    from dataclasses import replace

    from sufficiency.pipelines.casework import open_store
    from sufficiency.store.people import change_person, person_called

    store = open_store(database)
    change_person(store, replace(person_called(store, name), active=False), operator())
    say(f"{name} is switched off.", quiet=quiet)


def operator() -> str:
    """Who works from the command line, as the audit trail names them."""
    from sufficiency.store.people import OPERATOR

    try:
        return OPERATOR + getpass.getuser()
    except (KeyError, OSError):
        return OPERATOR + "unknown"


def _head(noted: str) -> "Head | None":
    from sufficiency.store.chain import Head

    if not noted:
        return None
    seq, _, digest = noted.partition(":")
    if not seq.isdigit() or len(digest) != 64:
        raise UsageError("A head is written NUMBER:HASH, as `audit verify` prints it.")
    return Head(int(seq), digest)
