"""A round small enough to work out by hand: its input files, and the run that is right for it.

Oak (900001) has a satellite, the Annexe (900002); together they may take 4 of the 5 places they have free. Elm
(900003) admits girls; Fir (900004) is independent and must offer a place itself. In order of deadline:

C-7 overdue, asked for Elm, a boy: no place.   C-1 first preference Oak.   C-4 no preference stated, Elm.
C-2 first preference Oak, which is then full.  C-3 asked for Oak, gets the Annexe, its second.
C-5 is named at Oak (P4), C-6 on roll there (P5) and C-8 held at Fir (P3).
"""

import hashlib
import json
from pathlib import Path

Texts = dict[str, str]

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
per_mile = 3.00
wheelchair_per_mile = 4.00
assistant_per_day = 40.00
share = 3
days = 190
""",
    "children.csv": """\
child_ref,ncy,primary_need,other_needs,sex,postcode,request_date,deadline,reason,state,urgency,need_score,sibling_urn,sibling_ref,named_urn,wheelchair,passenger_assistant,max_minutes
C-1,3,ASD,,F,AB1 1AA,2025-09-01,,new-plan,P0,U6,5,,,,no,no,
C-2,4,ASD,SLCN,M,AB1 1AB,2025-10-01,,new-plan,P1,U6,9,,,,no,no,
C-3,5,ASD,,M,AB1 2AC,2025-11-01,,new-plan,P2,U6,9,,,,no,no,60
C-4,8,ASD,,F,AB1 3AD,2025-10-20,,phase-transfer,P0,U4,2,900001,,,yes,yes,
C-5,9,SLD,,M,AB1 1AE,2025-08-01,,new-plan,P4,U6,0,,,900001,no,no,
C-6,2,ASD,,M,AB1 1AF,2025-08-02,,new-plan,P5,U6,0,,,900001,no,no,
C-7,9,SEMH,,M,AB1 1AG,2025-08-03,2026-01-10,new-plan,P0,U6,3,,,,no,no,
C-8,1,ASD,,F,AB1 1AH,2025-12-01,,new-plan,P3,U6,0,,,900004,no,no,
""",
    "preferences.csv": """\
child_ref,rank,urn,provision_id
C-1,1,900001,
C-2,1,900001,MAIN
C-3,1,900001,
C-3,2,900002,
C-7,1,900003,
""",
    "settings.csv": """\
urn,name,type,postcode,s38_3,sex,lead_urn,shared_places
900001,Oak School,special,AB1 1ZA,yes,mixed,,4
900002,Oak Annexe,satellite,AB1 1ZB,yes,mixed,900001,
900003,Elm School,special,AB1 1ZC,yes,girls,,
900004,Fir House,independent,AB1 1ZD,no,,,
""",
    "provision.csv": """\
urn,provision_id,needs,ncy_from,ncy_to,year,commissioned,on_roll,held,named_not_started,leavers,place_cost,top_up,opens_on,closes_on
900001,MAIN,ASD|SLD,0,6,2026,10,8,1,0,1,10000,8500.50,,
900001,MAIN,ASD|SLD,7,11,2026,10,9,0,1,1,10000,8500.50,,
900001,MAIN,ASD|SLD,0,6,2027,99,0,0,0,0,10000,8500.50,,
900002,ANX,ASD,0,6,2026,4,2,0,0,0,10000,9000,,
900003,MAIN,ASD|SEMH,7,11,2026,6,4,0,0,0,10000,12000,,
900004,IND,ASD,0,11,2026,5,0,0,0,0,50000,1000,,
""",
    "consultations.csv": """\
child_ref,urn,provision_id,sent_on,replied_on,reply,ground
C-1,900001,,2025-11-01,2025-11-10,object,PROVIDER_REPORTED_FULL
C-4,900003,MAIN,2025-11-01,2025-11-12,accept,
""",
    "travel.csv": """\
origin,urn,minutes,metres
C-1,900001,10.0,1500
AB1 1AB,900001,12.5,2000
AB1 2,900001,55,16000
AB1 2AC,900002,50,16093
AB1 1,900002,20,3000
C-4,900003,30,8047
C-4,900001,35,9000
AB1 1,900001,14,2500
C-7,900003,20,4000
C-8,900004,25,6000
""",
}
"""The minutes that are not stated have no route: there is no point to measure from."""

RUN: Texts = {
    "recommendations.csv": """\
child_ref,urn,provision_id,ncy_from,tier,preference_rank,minutes,journey_basis,metres,annual_cost,marginal_cost,basis,setting_name,ncy,primary_need,state,fixed,over_guideline
C-1,900001,MAIN,0,2,1,10.0,given,1500,18500.50,8500.50,preference 1,Oak School,3,ASD,P0,no,no
C-2,900001,MAIN,0,4,1,12.5,given,2000,18500.50,8500.50,preference 1,Oak School,4,ASD,P1,no,no
C-3,900002,ANX,0,5,2,50.0,given,16093,22798.10,12798.10,preference 2,Oak Annexe,5,ASD,P2,no,yes
C-4,900003,MAIN,7,3,,30.0,given,8047,37200.00,27200.00,authority proposal,Elm School,8,ASD,P0,no,no
C-5,900001,MAIN,7,0,,14.0,given,2500,18500.50,8500.50,named in the final plan (P4),Oak School,9,SLD,P4,yes,no
C-6,900001,MAIN,0,0,,14.0,given,2500,18500.50,8500.50,on roll (P5),Oak School,2,ASD,P5,yes,no
C-8,900004,IND,0,0,,25.0,given,6000,52415.50,52415.50,held provisionally (P3),Fir House,1,ASD,P3,yes,no
""",
    "unplaced.csv": """\
child_ref,ncy,primary_need,tier,deadline,options,stated,why,conflict_children,conflict_places,by_order
C-7,9,SEMH,1,2026-01-10,0,1,No setting may take the child.,0,0,no
""",
    "limits.csv": """\
limit,urn,provision_id,ncy_from,ncy_to,name,places,used
group,900001,MAIN,0,6,"Oak School, MAIN, Reception to Year 6",2,2
group,900001,MAIN,7,11,"Oak School, MAIN, Year 7 to Year 11",1,1
group,900002,ANX,0,6,"Oak Annexe, ANX, Reception to Year 6",2,1
group,900003,MAIN,7,11,"Elm School, MAIN, Year 7 to Year 11",2,1
group,900004,IND,0,11,"Fir House, IND, Reception to Year 11",5,1
provision,900001,MAIN,,,"Oak School, MAIN",3,3
provision,900002,ANX,,,"Oak Annexe, ANX",2,1
provision,900003,MAIN,,,"Elm School, MAIN",2,1
provision,900004,IND,,,"Fir House, IND",5,1
setting,900001,,,,Oak School,3,3
setting,900002,,,,Oak Annexe,2,1
setting,900003,,,,Elm School,2,1
setting,900004,,,,Fir House,5,1
family,900001,,,,Oak School with its satellites,4,4
""",
    "supersessions.csv": """\
supersession_id,urn,provision_id,ncy_from,child_a,child_b,a_request_date,b_request_date,a_state,a_deadline,b_deadline,reason_code,a_need_score,b_need_score
""",
    "run.json": """{
"seed": 7, "holds_released": false, "overrides": [],
"policy": {"code": "deadline", "programme": "ordered"},
"programme": [
{"level": "unplaced", "value": 1}, {"level": "first_preference_missed", "value": 2},
{"level": "second_preference_missed", "value": 1}, {"level": "unsuitability", "value": 1},
{"level": "apart_from_sibling", "value": 1}, {"level": "over_guideline", "value": 1},
{"level": "minutes", "value": 1025}, {"level": "cost", "value": 5699910}, {"level": "holds_moved", "value": 0}],
"counts": {"children": 8, "placed": 7, "fixed": 3, "unplaced": 1, "first_preference_met": 2, "stated": 4}
}
""",
}
"""C-3: 10 miles shared by three, 1,999p a day for 190 days. C-4: 5 miles alone in a wheelchair and an assistant, 8,000p
a day. C-8: 6,000 m shared by three, 745p a day."""


def put(folder: Path, inputs: Texts = INPUTS, run: Texts = RUN) -> Path:
    """Write both folders, with the digests of the input as it is written, and return the run folder."""
    given, made = folder / "input", folder / "run"
    given.mkdir(parents=True)
    made.mkdir()
    for name, text in inputs.items():
        (given / name).write_text(text, encoding="utf-8")
    for name, text in run.items():
        (made / name).write_text(text, encoding="utf-8")
    record = json.loads(run["run.json"])
    files = [{"name": n, "sha256": hashlib.sha256(t.encode()).hexdigest()} for n, t in sorted(inputs.items())]
    record["inputs"] = {"folder": str(given), "files": files}
    (made / "run.json").write_text(json.dumps(record), encoding="utf-8")
    return made


def changed(texts: Texts, file: str, old: str, new: str) -> Texts:
    """The same files with one piece of text replaced; it must stand there exactly once."""
    assert texts[file].count(old) == 1, f"{old!r} stands {texts[file].count(old)} times in {file}"
    return texts | {file: texts[file].replace(old, new)}
