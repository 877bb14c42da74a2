"""Who works with cases, and what each role is for."""

from dataclasses import dataclass

from sufficiency.panel.said import Said


class Role(Said):
    """What a person is trusted with; one person may have several."""

    VIEWER = "viewer", "reads the panel's lists and cases"
    PANEL_OFFICER = "panel-officer", "prepares cases: consultations, runs, refusal records, letters"
    CHAIR = "chair", "decides, with a reason"
    SERVICE_MANAGER = (
        "service-manager",
        "head of the service or a manager in it: approves that a held place is given up or passed on",
    )
    PLANNER = "planner", "demand, capacity and scenarios; no cases"
    TRANSPORT = "transport", "routes and travel budgets; no cases"
    DATA_STEWARD = "data-steward", "brings in a round's data"
    ADMIN = "admin", "people and their roles; no cases"
    AUDITOR = "auditor", "reads everything, changes nothing"


@dataclass(frozen=True, slots=True)
class Person:
    """One person with an account. ``name`` is what they sign in with; an inactive person may do nothing."""

    name: str
    full_name: str
    roles: frozenset[Role]
    active: bool = True
