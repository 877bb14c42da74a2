"""Passwords: which are too weak to be set, and that none is right where none was set."""

import pytest

from sufficiency.web.passwords import LONGEST, recognised, weak


@pytest.mark.parametrize(
    ("password", "wrong"),
    [
        ("granite-ott", "12 characters or more"),
        ("granite-otte", ""),
        ("granite-ladle" + "-" * (LONGEST - 13), ""),
        ("granite-ladle" + "-" * (LONGEST - 12), "at most 256"),
        ("2026-A.Khan-2026", "not your name"),
        ("abcde" * 5, "a few characters repeated"),
        ("abcdef" * 4, ""),
    ],
)
def test_a_password_is_long_and_neither_the_name_nor_a_few_signs_again_and_again(password, wrong):
    said = weak(password, "a.khan")
    assert bool(said) is bool(wrong)
    assert wrong in said


def test_where_none_was_set_none_is_right_not_even_what_an_unknown_account_is_compared_with():
    assert not any(recognised("nobody's", kept) for kept in ("", "no digest"))
