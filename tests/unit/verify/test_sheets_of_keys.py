"""A sheet of keys and values says to the recount what the TOML file it stands for would say."""

import xlsxwriter

from sufficiency.verify.raw_files import facts

PAIRS = (
    ("key", "value"),
    ("name", "Null"),
    ("academic_year", "2026"),
    ("sources.postcodes", ""),
    ("assumed", "one thing"),
    ("assumed", "another"),
    ("side.siblings_together", "yes"),
    ("side.mix", "PMLD 4"),
    ("side.mix", "asd 9"),
)


def test_lists_blanks_and_yes_are_read_as_the_file_would_state_them(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "round.xlsx") as book:
        sheet = book.add_worksheet("authority")
        for row, pair in enumerate(PAIRS):
            for column, text in enumerate(pair):
                sheet.write_string(row, column, text)
    assert facts(tmp_path, "authority.toml") == {
        "name": "Null",
        "academic_year": 2026,
        "assumed": ["one thing", "another"],
        "side": {"siblings_together": True, "mix": [{"need": "PMLD", "most": 4}, {"need": "ASD", "most": 9}]},
    }
