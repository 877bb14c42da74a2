"""Nothing in the repository names a machine, its folders or its package hosts. (Put together here, so as to pass.)"""

import re

import pytest

MACHINE = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/op" + "t/", "py" + "pi.", "python" + "hosted")
FORBIDDEN = re.compile("|".join(map(re.escape, MACHINE)))


def machine_names(text):
    """Each such name with its line number."""
    return [(n, m[0]) for n, line in enumerate(text.splitlines(), 1) for m in FORBIDDEN.finditer(line)]


def test_no_file_names_a_machine(repository_files):
    found = [
        f"{file.name}:{line}: {name}"
        for file in repository_files
        for line, name in machine_names(file.read_bytes().decode("utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize("text", ["see /wo" + "rk/x", "https://py" + "pi.example/simple"])
def test_a_planted_address_is_found(text):
    assert machine_names(text)
