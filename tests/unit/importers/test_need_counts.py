"""Published counts: the need table of Leicester, Leicestershire and Rutland adds to 21,966 by need, 21,968 by phase."""

from sufficiency.importers.need_counts import read_need_counts, write_need_counts

NEEDS = {"SpLD": 2477, "MLD": 6547, "SLD": 836, "PMLD": 175, "SEMH": 3543, "SLCN": 4087, "HI": 391, "VI": 355,
         "MSI": 55, "PD": 664, "ASD": 1630, "Other": 732, "NSA": 474}  # fmt: skip
PHASES = {"special": 2313, "primary": 12142, "secondary": 7513}


def table(tmp_path, lines):
    path = tmp_path / "needs.csv"
    path.write_text("\n".join(["breakdown,item,children", *lines]) + "\n", encoding="utf-8")
    return path


def seed_lines():
    return ["total,,21966", *(f'need,{need},"{count:,}"' for need, count in NEEDS.items()),
            *(f"phase,{phase},{count}" for phase, count in PHASES.items())]  # fmt: skip


def test_the_seed_table_adds_by_need_and_its_phases_are_said_to_be_two_more(tmp_path):
    found, counts = read_need_counts(table(tmp_path, seed_lines()))
    assert sum(one.children for one in counts if one.breakdown == "need") == 21966
    assert [(fault.rule, fault.message) for fault in found.faults] == [
        ("SUMS_DIFFER", "adds to 21,968 by phase, but to 21,966 by total: 2 more")
    ]
    assert found.faults[0].severity == "warning"


def test_nothing_is_corrected(tmp_path):
    _, counts = read_need_counts(table(tmp_path, seed_lines()))
    write_need_counts(counts, tmp_path / "kept.csv")
    assert "phase,primary,12142" in (tmp_path / "kept.csv").read_text()
    assert "need,OTH,732" in (tmp_path / "kept.csv").read_text()


def test_hidden_numbers_are_no_numbers_and_their_sums_are_not_compared(tmp_path):
    found, counts = read_need_counts(table(tmp_path, ["total,,9", "need,ASD,c", "need,VI,2"]))
    assert [one.children for one in counts] == [9, None, 2]
    assert found.faults == ()


def test_a_need_nobody_knows_is_named_by_row(tmp_path):
    found, _ = read_need_counts(table(tmp_path, ["need,Wibble,3", "need,ASD,x9"]))
    assert [(fault.row, fault.column) for fault in found.faults] == [(2, "item"), (3, "children")]
