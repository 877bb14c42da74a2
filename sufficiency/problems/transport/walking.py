"""Metres on foot from every home to every setting: along mapped ways where there are any, else not known."""

from collections.abc import Mapping
from pathlib import Path

from geodata.errors import GeodataError
from geodata.walking import read_walking, walking_metres
from sufficiency.domain.inputs import Inputs
from sufficiency.errors import InputRejected
from sufficiency.problems.journeys import points
from sufficiency.problems.roads import REMEDY, fault


def on_foot(inputs: Inputs, folder: Path) -> Mapping[tuple[str, int], int]:
    """(Child reference, URN) to whole metres, of every case; a pair without a way on foot is absent.

    Raises InputRejected where the roads named cannot be read as ways on foot.
    """
    named = dict(inputs.authority.sources).get("roads")
    homes = points([(case.ref, case.home) for case in inputs.cases])
    sites = points([(str(setting.urn), setting.site) for setting in inputs.settings])
    if not named or not len(homes) or not len(sites):
        return {}
    try:
        metres = walking_metres(homes, sites, read_walking(folder / named))
    except (GeodataError, OSError) as error:
        raise InputRejected([fault("ROADS_UNREADABLE", f"has no ways on foot: {error}", REMEDY)]) from error
    urns = [int(urn) for urn in sites.ids]
    rows = zip(homes.ids, metres.tolist(), strict=True)
    return {(ref, urn): far for ref, row in rows for urn, far in zip(urns, row, strict=True) if far >= 0}
