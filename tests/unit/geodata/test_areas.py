"""Which area a point lies in, and outlines for a map."""

import geopandas
import pytest
from shapely.geometry import box

from geodata.areas import area_of, outlines, read_areas
from geodata.errors import NonUniqueId, UnreadableAreas, WrongCrs
from geodata.points import Points

EAST, NORTH = 450_000, 300_000


@pytest.fixture
def two_squares():
    """West and east, a kilometre each, sharing the border at x = 1000."""
    shapes = [box(EAST + 1000, NORTH, EAST + 2000, NORTH + 1000), box(EAST, NORTH, EAST + 1000, NORTH + 1000)]
    return geopandas.GeoDataFrame({"code": ["W2", "W1"]}, geometry=shapes, crs="EPSG:27700")


def spots(*places):
    return Points(tuple(map(str, places)), [EAST + x for x, _ in places], [NORTH + y for _, y in places])


@pytest.mark.parametrize("suffix", [".gpkg", ".parquet", ".geojson"])
def test_points_find_their_area_whatever_the_file(two_squares, tmp_path, suffix):
    path = tmp_path / f"areas{suffix}"
    if suffix == ".parquet":
        two_squares.to_parquet(path)
    else:
        two_squares.to_crs("EPSG:4326" if suffix == ".geojson" else "EPSG:27700").to_file(path)
    areas = read_areas(path, "code")
    assert areas.ids == ("W1", "W2")
    assert area_of(spots((500, 500), (1500, 500), (9000, 0)), areas) == ("W1", "W2", None)


def test_on_a_border_the_first_by_name_has_the_point(two_squares, tmp_path):
    two_squares.to_file(tmp_path / "areas.gpkg")
    assert area_of(spots((1000, 500)), read_areas(tmp_path / "areas.gpkg", "code")) == ("W1",)


def test_outlines_are_rings_in_metres(two_squares, tmp_path):
    two_squares.to_file(tmp_path / "areas.gpkg")
    rings = outlines(read_areas(tmp_path / "areas.gpkg", "code"), tolerance_metres=10)
    assert list(rings) == ["W1", "W2"]
    assert rings["W1"][0].shape == (5, 2)
    assert rings["W1"][0].min(axis=0).tolist() == [EAST, NORTH]


def test_faults_are_said(two_squares, tmp_path):
    path = tmp_path / "areas.parquet"
    two_squares.to_parquet(path)
    with pytest.raises(UnreadableAreas, match="no polygons with a column name"):
        read_areas(path, "name")
    with pytest.raises(UnreadableAreas, match=r"absent.gpkg: not readable"):
        read_areas(tmp_path / "absent.gpkg", "code")
    two_squares.assign(code="W1").to_parquet(path)
    with pytest.raises(NonUniqueId, match="W1 named more than once in code"):
        read_areas(path, "code")
    two_squares.set_crs(None, allow_override=True).to_parquet(path)
    with pytest.raises(WrongCrs, match="no coordinate system stated"):
        read_areas(path, "code")


def test_real_districts_are_read(open_data):
    areas = read_areas(open_data / "boundaries" / "lsoa21_llr.gpkg", "lsoa21_code")
    assert len(areas.ids) == 634
    rings = outlines(areas, tolerance_metres=300)
    assert sum(len(ring) for shape in rings.values() for ring in shape) < 634 * 12
