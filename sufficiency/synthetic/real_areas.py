"""Outlines of real authorities for the map of a practice round, where the open data have them."""

import json
from collections.abc import Collection
from pathlib import Path

OUTLINES = "boundaries/llr_upper_tier.geojson"
AREAS = "areas.geojson"


def area_outlines(open_data: Path, codes: Collection[str]) -> str:
    """GeoJSON of the authorities' outlines, each with its ``name``; blank where the open data have none of them."""
    path = open_data / OUTLINES
    if not path.is_file():
        return ""
    collection = json.loads(path.read_text(encoding="utf-8"))
    code = "dfe_la_code"
    kept = [_named(feature) for feature in collection["features"] if str(feature["properties"][code]) in codes]
    return json.dumps(collection | {"features": kept}) + "\n" if kept else ""


def _named(feature: dict[str, dict[str, object]]) -> dict[str, object]:
    return {**feature, "properties": {"name": feature["properties"]["upper_tier"]}}
