"""The page of moves: every state, move, policy, permission, role and event of the panel, from the code."""

from collections.abc import Iterator, Sequence

from sufficiency.domain.cases import State
from sufficiency.panel.events import Event
from sufficiency.panel.moves import DEFER, MOVES, Move
from sufficiency.panel.people import Role
from sufficiency.panel.permissions import PERMISSIONS, Act
from sufficiency.panel.policies import BASES, POLICIES
from sufficiency.statute.states import STATES

SAYS = (
    "A move that is not here cannot be made, by anybody. Who may make one is a matter of roles; whether it may be made "
    "now, of policies, and all that stand in the way are said at once. Every move is one event of the audit trail."
)


def sections() -> Iterator[tuple[str, Sequence[str], Sequence[tuple[str, ...]]]]:
    """Heading, columns and rows of each table of the page."""
    states = [(f"`{state}`", rule.name, rule.meaning, rule.to_move) for state, rule in STATES.items()]
    yield "States", ("State", "Name", "Meaning", "To move it"), states
    moves = [_row(before, str(after), move) for (before, after), move in MOVES.items()]
    deferred = _row("any", "the same", DEFER)
    yield "Moves", ("From", "To", "Move", "Who", "Policies", "Place", "Event"), [*moves, deferred]
    yield "Policies", ("Policy", "Needs"), [(f"`{name}`", policy.says) for name, policy in POLICIES.items()]
    yield (
        "Basis to open a settled place again",
        ("Code", "Basis"),
        [(f"`{code}`", says) for code, says in BASES.items()],
    )
    acts = [(f"`{act}`", PERMISSIONS[act].says, _roles(act)) for act in Act]
    yield "Permissions", ("Act", "To", "Roles, of which one is enough"), acts
    yield "Roles", ("Role", "For"), [(f"`{role}`", role.says) for role in Role]
    yield "Events", ("Event", "What happened"), [(f"`{event}`", event.says) for event in Event]


def _row(before: State | str, after: str, move: Move) -> tuple[str, ...]:
    policies = ", ".join(f"`{policy}`" for policy in move.policies)
    return f"`{before}`", f"`{after}`", move.says, _roles(move.act), policies, move.place, f"`{move.event}`"


def _roles(act: Act) -> str:
    return ", ".join(f"`{role}`" for role in sorted(PERMISSIONS[act].roles))
