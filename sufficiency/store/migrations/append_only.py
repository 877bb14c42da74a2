"""Rows that are kept for good: the database itself refuses to change or remove them, whoever asks."""

from alembic import op

_SQLITE = """CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'rows of {table} are kept for good'); END"""

_POSTGRES_FUNCTION = """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'rows of % are kept for good', TG_TABLE_NAME; END $$"""
_POSTGRES = (
    "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
)

_FOLLOWS = "NEW.seq > OLD.seq AND EXISTS (SELECT 1 FROM audit WHERE audit.seq = NEW.seq AND audit.hash = NEW.hash)"
_SQLITE_HEAD = f"""CREATE TRIGGER audit_head_follows BEFORE UPDATE ON audit_head WHEN NOT ({_FOLLOWS})
BEGIN SELECT RAISE(ABORT, 'the head of the trail only goes forward'); END"""
_POSTGRES_HEAD = (
    f"""CREATE FUNCTION head_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF {_FOLLOWS} THEN RETURN NEW; END IF; RAISE EXCEPTION 'the head of the trail only goes forward'; END $$""",
    "CREATE TRIGGER audit_head_follows BEFORE UPDATE ON audit_head FOR EACH ROW EXECUTE FUNCTION head_follows()",
    "CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    (
        "CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    ),
)


def start_guarding() -> None:
    """What the guards stand on, and the guard of the trail's head; once, in the first migration."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_SQLITE_HEAD)
        op.execute(_SQLITE.format(table="audit_head", verb="DELETE"))
        return
    op.execute(_POSTGRES_FUNCTION)
    for statement in _POSTGRES_HEAD:
        op.execute(statement)


def keep_for_good(*tables: str) -> None:
    """Refuse every change to the rows of these tables from now on."""
    for table in tables:
        if op.get_bind().dialect.name == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                op.execute(_SQLITE.format(table=table, verb=verb))
        else:
            for statement in _POSTGRES:
                op.execute(statement.format(table=table))
