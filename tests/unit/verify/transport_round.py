"""A round with transport small enough to work out by hand, and what the product makes of it.

Everyone at Northgate lives at one point, so that going round by one another takes no way at all; from there it is
30.0 minutes and 16,094 m to Oak, 10 miles, and getting aboard takes 2.0 minutes (4.0 in a wheelchair).

P-1 and P-2 share a taxi: 40.00 a day and twice 10 miles at 1.00, 60.00. P-3 may not ride with P-1. P-4 is in a
wheelchair, P-5 needs an assistant, P-6 must travel alone. P-7 may be aboard for 20 minutes at most and is, by
estimate, nearer than that. P-8 may be aboard for 10 and is not served. P-9 boards at the Library.
"""

from pathlib import Path

from sufficiency import api
from tests.unit.verify.hand_made import Texts

OAK, ELM = 900001, 900002
PASSENGERS = tuple(f"P-{number}" for number in range(1, 10))
CHILDREN = ("C-1", "C-2", "C-3", "C-4", "C-5", "C-6", "C-7")

_NORTHGATE = "450000,310000"

INPUTS: Texts = {
    "authority.toml": """
name = "By Hand"
la_code = "999"
academic_year = 2026
census_date = 2026-01-15
[ordering]
policy = "deadline"
seed = 7
""",
    "rates.toml": """
[transport]
boarding_minutes = 2
wheelchair_boarding_minutes = 4
assistant_per_hour = 12.00
assistant_unseen_minutes = 60
pickup_metres = 900
days = 190
""",
    "vehicles.csv": """\
code,seats,wheelchairs,day,mile,number
TAXI,3,0,40.00,1.00,3
VAN,2,2,90.00,1.50,
""",
    "pickup_points.csv": "point_id,easting,northing\nLIBRARY,451000,306000\n",
    "passengers.csv": f"""\
child_ref,ncy,urn,easting,northing,wheelchair,passenger_assistant,solo_travel,max_minutes,apart_from
P-1,8,{OAK},{_NORTHGATE},no,no,no,,
P-2,8,{OAK},{_NORTHGATE},no,no,no,,
P-3,9,{OAK},{_NORTHGATE},no,no,no,,P-1
P-4,9,{OAK},{_NORTHGATE},yes,no,no,,
P-5,4,{OAK},{_NORTHGATE},no,yes,no,,
P-6,4,{OAK},{_NORTHGATE},no,no,yes,,
P-7,5,{OAK},451500,303000,no,no,no,20,
P-8,5,{OAK},{_NORTHGATE},no,no,no,10,
P-9,10,{OAK},451000,306500,no,no,no,,
""",
    "children.csv": f"""\
child_ref,ncy,primary_need,easting,northing,postcode,request_date,deadline,state,wheelchair,passenger_assistant,solo_travel,max_minutes,apart_from,cannot_walk,low_income
C-1,8,ASD,{_NORTHGATE},,2025-09-01,2026-02-15,P0,no,no,no,,P-2,,
C-2,8,ASD,{_NORTHGATE},,2025-09-02,2026-02-15,P0,yes,no,no,,,,
C-3,5,ASD,451500,302800,ZZ1 1AA,2025-09-03,2026-02-15,P0,no,no,no,,,no,yes
C-4,8,ASD,450500,300500,ZZ1 1AB,2025-09-04,2026-02-15,P0,no,no,no,,,,
C-5,9,ASD,450600,300500,ZZ2 1AB,2025-09-05,2026-02-15,P0,no,no,no,,,,
C-6,12,ASD,450000,306000,,2025-09-06,2026-02-15,P0,no,no,no,,,,
C-7,9,ASD,{_NORTHGATE},,2025-09-07,2026-02-15,P0,no,no,no,,,,
""",
    "preferences.csv": f"""\
child_ref,rank,urn,provision_id,parent_transports
C-1,1,{OAK},,
C-2,1,{OAK},,no
C-3,1,{OAK},,
C-4,1,{OAK},,
C-5,1,{OAK},,
C-6,1,{OAK},,
C-7,1,{OAK},,yes
C-7,2,{ELM},,
""",
    "settings.csv": f"""\
urn,name,type,easting,northing,s38_3
{OAK},Oak School,special,450000,300000,yes
{ELM},Elm School,special,460000,300000,yes
""",
    "provision.csv": f"""\
urn,provision_id,needs,ncy_from,ncy_to,year,commissioned,on_roll,held,named_not_started,leavers,place_cost,top_up
{OAK},MAIN,ASD,0,14,2026,50,20,0,0,0,10000,8000
{ELM},MAIN,ASD,0,14,2026,50,20,0,0,0,10000,8000
""",
    "travel.csv": "origin,urn,minutes,metres,unsafe_route\n"
    + "".join(f"{ref},{OAK},30,16094,\n" for ref in ("P-1", "P-2", "P-3", "P-4", "P-5", "P-6", "P-8", "C-1", "C-2"))
    + f"ZZ2 1,{OAK},4,1000,yes\n",
}


def put_inputs(folder: Path, inputs: Texts = INPUTS) -> Path:
    """Write an input folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in inputs.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def released(folder: Path, inputs: Texts = INPUTS) -> Path:
    """Write the input folder and make the run of it; returns the run folder."""
    given = put_inputs(folder / "input", inputs)
    api.release(*api.recommend(given, api.Choices(compare_policies=False)), folder / "run")
    return folder / "run"
