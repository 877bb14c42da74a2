"""The places worth assessing for a child: every other place is barred by age or by need, known without looking."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sufficiency.domain.cases import Case
from sufficiency.domain.needs import Need
from sufficiency.domain.settings import Provision


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Place groups by National Curriculum year, and by year and designated need, in the order given."""

    in_band: Mapping[int, tuple[Provision, ...]]
    designated: Mapping[tuple[int, Need], tuple[Provision, ...]]

    def of(self, case: Case, accepted: Collection[int] = ()) -> tuple[Provision, ...]:
        """Places for the child's year that its primary need, or acceptance by the setting (URNs), opens."""
        if not accepted:
            return self.designated.get((case.ncy, case.primary_need), ())
        return tuple(p for p in self.in_band.get(case.ncy, ()) if case.primary_need in p.needs or p.urn in accepted)


def shortlist(provisions: Iterable[Provision]) -> Shortlist:
    """The index of a round's place groups."""
    in_band: dict[int, list[Provision]] = defaultdict(list)
    designated: dict[tuple[int, Need], list[Provision]] = defaultdict(list)
    for provision in provisions:
        for ncy in range(provision.ncy_from, provision.ncy_to + 1):
            in_band[ncy].append(provision)
            for need in dict.fromkeys(provision.needs):
                designated[ncy, need].append(provision)
    return Shortlist(
        {ncy: tuple(rows) for ncy, rows in in_band.items()}, {key: tuple(rows) for key, rows in designated.items()}
    )
