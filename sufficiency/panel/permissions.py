"""Who may do what: every act on a case, with the roles trusted with it. Whether it may be done now is policy."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sufficiency.panel.people import Person, Role
from sufficiency.panel.refusal import Refusal

OFFICER, CHAIR, MANAGER = Role.PANEL_OFFICER, Role.CHAIR, Role.SERVICE_MANAGER


class Act(StrEnum):
    """Something a person does that the store keeps."""

    IMPORT = "import"
    KEEP_RUN = "keep-run"
    OPEN = "open"
    DECLARE = "declare"
    PREPARE = "prepare"
    DECIDE = "decide"
    ISSUE = "issue"
    APPROVE = "approve"
    UNSETTLE = "unsettle"
    MANAGE_PEOPLE = "manage-people"
    RECOMMEND = "recommend"
    PLAN = "plan"
    ROUTE = "route"


@dataclass(frozen=True, slots=True)
class Permission:
    """An act in words, and the roles of which one is enough."""

    says: str
    roles: frozenset[Role]


PERMISSIONS: Mapping[Act, Permission] = {
    Act.IMPORT: Permission("bring in a round's tables", frozenset({Role.DATA_STEWARD, OFFICER})),
    Act.KEEP_RUN: Permission("put a verified run before the panel", frozenset({OFFICER})),
    Act.OPEN: Permission("open a case", frozenset({OFFICER, CHAIR, MANAGER})),
    Act.DECLARE: Permission("declare an interest", frozenset({OFFICER, CHAIR, MANAGER})),
    Act.PREPARE: Permission("record replies, refusals and the course of a case", frozenset({OFFICER})),
    Act.DECIDE: Permission("decide", frozenset({CHAIR})),
    Act.ISSUE: Permission("issue a final plan or a letter", frozenset({OFFICER, CHAIR})),
    Act.APPROVE: Permission("approve a supersession", frozenset({MANAGER})),
    Act.UNSETTLE: Permission("give up a held or named place", frozenset({MANAGER})),
    Act.MANAGE_PEOPLE: Permission("add people, change their roles, switch them off", frozenset({Role.ADMIN})),
    Act.RECOMMEND: Permission("have a round recommended", frozenset({OFFICER})),
    Act.PLAN: Permission("run scenarios and ensembles", frozenset({Role.PLANNER})),
    Act.ROUTE: Permission("have routes made", frozenset({Role.TRANSPORT})),
}
"""Every act. What is not here nobody may do."""


def not_permitted(person: Person, act: Act) -> tuple[Refusal, ...]:
    """Why this person may not do this, if anything."""
    needed = PERMISSIONS[act]
    if not person.active:
        return (Refusal("who", "INACTIVE", f"The account {person.name} is switched off."),)
    if not person.roles & needed.roles:
        wanted = " or ".join(sorted(needed.roles))
        return (Refusal("who", "ROLE", f"To {needed.says} takes the role {wanted}, which {person.name} has not."),)
    return ()
