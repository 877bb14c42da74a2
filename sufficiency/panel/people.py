"""Who works with cases, and what each role is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is trusted with; one person may have several."""

    VIEWER = "viewer"
    PANEL_OFFICER = "panel-officer"
    CHAIR = "chair"
    SERVICE_MANAGER = "service-manager"
    PLANNER = "planner"
    TRANSPORT = "transport"
    DATA_STEWARD = "data-steward"
    ADMIN = "admin"
    AUDITOR = "auditor"


ROLES: Mapping[Role, str] = {
    Role.VIEWER: "reads the panel's lists and cases",
    Role.PANEL_OFFICER: "prepares cases: consultations, runs, refusal records, letters",
    Role.CHAIR: "decides, with a reason",
    Role.SERVICE_MANAGER: "head of the service or a manager in it: approves that a held place is given up or passed on",
    Role.PLANNER: "demand, capacity and scenarios; no cases",
    Role.TRANSPORT: "routes and travel budgets; no cases",
    Role.DATA_STEWARD: "brings in a round's data",
    Role.ADMIN: "people and their roles; no cases",
    Role.AUDITOR: "reads everything, changes nothing",
}
"""Every role, in words."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person with an account. ``name`` is what they sign in with; an inactive person may do nothing."""

    name: str
    full_name: str
    roles: frozenset[Role]
    active: bool = True
