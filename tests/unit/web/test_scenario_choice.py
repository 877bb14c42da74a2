"""Scenarios chosen on a page: whole numbers within their limits, and only those of the button that was pressed."""

import pytest
from starlette.datastructures import FormData

from sufficiency.web.scenario_choice import FIRST_BOX, FUTURES, NUMBERS, WAITING, YEARS_AHEAD, chosen_of


@pytest.mark.parametrize("asked", NUMBERS, ids=lambda one: one.name)
def test_the_least_and_the_most_are_within_and_nothing_beyond_them_or_in_words_is(asked):
    good = {str(asked.least): asked.least, f" {asked.most} ": asked.most, "0" + str(asked.most): asked.most}
    for answer, number in good.items():
        chosen = chosen_of(FormData({"names": "as-is", asked.name: answer}), asked)
        assert (chosen.wrong, chosen.number(asked)) == ((), number)
    for answer in (str(asked.least - 1), str(asked.most + 1), "", "two", "1.5", "\N{SUPERSCRIPT TWO}", "9" * 5_000):
        chosen = chosen_of(FormData({"names": "as-is", asked.name: answer}), asked)
        assert [name for name, _ in chosen.wrong] == [asked.name], answer


def test_only_what_the_button_asks_for_is_looked_at_and_a_scenario_is_always_chosen():
    form = FormData({"years": "x", "draws": "x"})
    assert [name for name, _ in chosen_of(form, YEARS_AHEAD).wrong] == [FIRST_BOX, "years"]
    assert [name for name, _ in chosen_of(form, FUTURES, WAITING).wrong] == [FIRST_BOX, "draws"]
