"""What transport is bought with: stated figures are the authority's, all others are built in, sourced, and say so."""

from dataclasses import fields

import pytest

from sufficiency.domain.built_in_fleet import ASSUMED, FIGURES, built_in_fleet, figures
from sufficiency.domain.fleet import Fleet, VehicleType
from sufficiency.tables.load import load
from tests.functional.draft import sound_round

VEHICLES = [
    ["code", "seats", "wheelchairs", "day", "mile"],
    ["VAN", "3", "2", "80", "1.50"],
    ["BUS", "16", "", "190", "2"],
]


@pytest.fixture
def folder(tmp_path):
    """Loads the sound round with these rates and, if wanted, two kinds of vehicle."""

    def loaded(rates="", vehicles=False):
        draft = sound_round()
        draft.toml["rates"] = f"[transport]\n{rates}"
        if vehicles:
            draft.tables["vehicles"] = VEHICLES
        draft.save(tmp_path)
        return load(tmp_path).inputs

    return loaded


def test_every_built_in_figure_and_kind_says_that_it_is_assumed_and_whence():
    fleet = built_in_fleet()
    own = {field.name for field in fields(Fleet)} - {"vehicles", "sources", "assumed"}
    assert set(FIGURES) == own
    assert set(fleet.assumed) == set(dict(fleet.sources)) == {"vehicles", *own}
    for source in (*dict(fleet.sources).values(), *(kind.source for kind in fleet.vehicles)):
        assert source.startswith(ASSUMED)
    for figure in figures().values():
        assert "checked 2026-11-21" in figure.source
        assert "verified" in figure.source or "from knowledge" in figure.source


def test_the_built_in_kinds_serve_anybody():
    kinds = built_in_fleet().vehicles
    assert len({kind.code for kind in kinds}) == 6
    assert sorted(kind.seats for kind in kinds) == [3, 4, 6, 8, 8, 16]
    assert sum(kind.wheelchairs > 0 for kind in kinds) == 2


def test_money_is_pence_and_time_tenths():
    fleet = built_in_fleet()
    assert (fleet.boarding, fleet.assistant_per_hour, fleet.budget_per_mile, fleet.training_cost) == (
        30,
        1350,
        45,
        275_000,
    )
    assert fleet.bus_pass == 31_800


def test_without_vehicles_transport_is_priced_by_mileage_and_the_fleet_is_built_in(folder):
    inputs = folder()
    assert (inputs.depth, inputs.fleet) == ("rate", built_in_fleet())


def test_with_vehicles_it_is_priced_by_insertion_unless_the_authority_says_otherwise(folder):
    assert folder(vehicles=True).depth == "insertion"
    assert folder('depth = "rate"', vehicles=True).depth == "rate"
    assert folder('depth = "insertion"').depth == "insertion"


def test_stated_figures_carry_the_authority_s_source_and_are_no_longer_assumed(folder):
    stated = 'assistant_per_hour = 15\ndays = 195\nboarding_minutes = 2.5\nsource = "Framework"\ndate = 2026-04-01'
    inputs = folder(stated, vehicles=True)
    fleet = inputs.fleet
    assert (fleet.assistant_per_hour, fleet.days, fleet.boarding, inputs.rates.days) == (1500, 195, 25, 195)
    assert {"assistant_per_hour", "days", "boarding", "vehicles"} & set(fleet.assumed) == set()
    assert "bus_pass" in fleet.assumed
    assert dict(fleet.sources)["days"] == "Framework, 2026-04-01"


def test_kinds_are_in_order_of_their_codes_and_blanks_are_what_they_stand_for(folder):
    bus, van = folder(vehicles=True).fleet.vehicles
    assert bus == VehicleType("BUS", "BUS", 16, 0, 19_000, 200, 260)
    assert van == VehicleType("VAN", "VAN", 3, 2, 8_000, 150, 260)
