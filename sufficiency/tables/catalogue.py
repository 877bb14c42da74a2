"""Every table of the input folder, in the order in which it is read and explained."""

from sufficiency.tables.areas import AREAS
from sufficiency.tables.authority import AUTHORITY
from sufficiency.tables.budgets import BUDGETS
from sufficiency.tables.children import CHILDREN
from sufficiency.tables.consultations import CONSULTATIONS
from sufficiency.tables.finance import FINANCE
from sufficiency.tables.monitoring import MONITORING
from sufficiency.tables.passengers import PASSENGERS
from sufficiency.tables.pickup_points import PICKUP_POINTS
from sufficiency.tables.placements import PLACEMENTS
from sufficiency.tables.plans import PLANS
from sufficiency.tables.population import POPULATION
from sufficiency.tables.preferences import PREFERENCES
from sufficiency.tables.provision import PROVISION
from sufficiency.tables.rates import RATES
from sufficiency.tables.settings import SETTINGS
from sufficiency.tables.travel import TRAVEL
from sufficiency.tables.vehicles import VEHICLES

TABLES = (
    AUTHORITY,
    CHILDREN,
    PREFERENCES,
    SETTINGS,
    PROVISION,
    CONSULTATIONS,
    PLACEMENTS,
    MONITORING,
    TRAVEL,
    PASSENGERS,
    PICKUP_POINTS,
    VEHICLES,
    AREAS,
    PLANS,
    POPULATION,
    RATES,
    BUDGETS,
    FINANCE,
)
KEYED = tuple(table for table in TABLES if table.keyed)
LISTED = tuple(table for table in TABLES if not table.keyed)
BY_NAME = {table.name: table for table in TABLES}
