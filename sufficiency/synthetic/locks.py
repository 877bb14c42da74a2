"""Cases in which a setting is already named, held to the places there are."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

from sufficiency.domain.cases import Case, State
from sufficiency.domain.settings import Provision, Setting
from sufficiency.synthetic.children import LOCATED_STATES
from sufficiency.synthetic.draws import Draws
from sufficiency.synthetic.offers import Choice

Limit = Hashable


class Limits:
    """Places left in each limit: place group, provision, setting, and a lead setting with its satellites."""

    def __init__(self, settings: Mapping[int, Setting], provisions: Sequence[Provision]) -> None:
        self._lead = {urn: setting.lead_urn or urn for urn, setting in settings.items()}
        self._left: Counter[Limit] = Counter()
        for provision in provisions:
            for limit in self._of(provision):
                self._left[limit] += provision.free_to_name
        for urn, setting in settings.items():
            if setting.shared_places is not None:
                self._left["family", urn] = min(self._left["family", urn], setting.shared_places)

    def take(self, provision: Provision) -> bool:
        """Use one place there if every limit above it has one left; say whether it had."""
        limits = list(self._of(provision))
        if any(self._left[limit] < 1 for limit in limits):
            return False
        self._left.subtract(limits)
        return True

    def _of(self, provision: Provision) -> Iterator[Limit]:
        yield "group", provision.key
        yield "provision", provision.urn, provision.provision_id
        yield "setting", provision.urn
        yield "family", self._lead[provision.urn]


def with_settings_named(
    cases: Sequence[Case],
    choices: Sequence[Sequence[Choice]],
    wanted: Sequence[Sequence[int]],
    settings: Sequence[Setting],
    provisions: Sequence[Provision],
    seed: int,
) -> list[Case]:
    """Return the cases with a setting named wherever the state says one is; where none has room, the case is at P2.

    ``wanted``: for each case, the URNs its parent asked for, which are tried first. Choices are
    positions in ``provisions``.
    """
    draws = Draws("locks", seed)
    by_urn = {setting.urn: setting for setting in settings}
    limits = Limits(by_urn, provisions)
    ordinary = [by_urn[there.urn].s38_3 and there.opens_on is None for there in provisions]
    return [
        _named(case, _in_order(suited, urns, provisions, ordinary, draws), provisions, limits)
        if case.state in LOCATED_STATES
        else case
        for case, suited, urns in zip(cases, choices, wanted, strict=True)
    ]


def _in_order(
    suited: Sequence[Choice],
    urns: Sequence[int],
    provisions: Sequence[Provision],
    ordinary: Sequence[bool],
    draws: Draws,
) -> list[int]:
    """Return provisions to try: those asked for in their order, then near ones in a drawn order; ordinary ones only."""
    near = draws.shuffled(sorted(suited, key=lambda choice: (choice.metres, choice.offer))[:6])
    asked = [choice for urn in urns for choice in suited if provisions[choice.offer].urn == urn]
    return list(dict.fromkeys(choice.offer for choice in asked + near if ordinary[choice.offer]))


def _named(case: Case, to_try: Sequence[int], provisions: Sequence[Provision], limits: Limits) -> Case:
    """Return the case with the first provision that has room, or at P2 where none has."""
    for place in to_try:
        if limits.take(provisions[place]):
            there = provisions[place]
            return replace(case, named_urn=there.urn, named_provision=there.provision_id, max_minutes=None)
    return replace(case, state=State.CONSULTED)
