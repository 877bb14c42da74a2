"""A road network from whichever kind of file it is in."""

from pathlib import Path

from geodata.network import RoadNetwork


def read_roads(path: Path) -> RoadNetwork:
    """Return the roads of an extract (.osm.pbf), of OS Open Roads (.gpkg) or of a folder of two tables.

    Raises UnreadableNetwork, NonUniqueId and WrongCrs as the readers do.
    """
    if path.suffix == ".pbf":
        from geodata.osm import read_osm  # noqa: PLC0415  each file needs only its own library

        return read_osm(path)
    if path.suffix == ".gpkg":
        from geodata.open_roads import read_open_roads  # noqa: PLC0415

        return read_open_roads(path)
    from geodata.road_tables import read_edges  # noqa: PLC0415

    return read_edges(path, source=path.name, vintage="")
