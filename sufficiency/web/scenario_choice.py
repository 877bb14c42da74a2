"""Scenarios of a round chosen on its page, with whole numbers within limits; everything wrong is said at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from starlette.datastructures import FormData

from sufficiency.pipelines.scenario_runs import YEARS
from sufficiency.web.forms import Wrong

FIRST_BOX = "scenario-0"
"""The field that is led to where no scenario was chosen."""


@dataclass(frozen=True, slots=True)
class Number:
    """A question that a whole number answers."""

    name: str
    label: str
    least: int
    most: int
    usual: int


YEARS_AHEAD = Number("years", "Years ahead", 1, YEARS, YEARS)
FUTURES = Number("draws", "Futures to draw", 10, 1_000, 200)
WAITING = Number("waiting", "Years of waiting to put a price on", 0, 5, 0)
NUMBERS = (YEARS_AHEAD, FUTURES, WAITING)


@dataclass(frozen=True, slots=True)
class ScenarioChoice:
    """What was chosen, as it was sent, and what is wrong with it."""

    names: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=lambda: {one.name: str(one.usual) for one in NUMBERS})
    wrong: Wrong = ()

    def number(self, asked: Number) -> int:
        """The answer, where nothing is wrong with it."""
        return int(self.answers[asked.name])


NOTHING_CHOSEN = ScenarioChoice()


def chosen_of(form: FormData, *asked: Number) -> ScenarioChoice:
    """What a form says; only what is ``asked`` for is looked at, for its other button asks for other things."""
    names = tuple(str(name) for name in form.getlist("names"))
    answers = {one.name: str(form.get(one.name, one.usual)).strip() for one in NUMBERS}
    return ScenarioChoice(names, answers, tuple(_wrong(names, answers, asked)))


def _wrong(names: tuple[str, ...], answers: Mapping[str, str], asked: tuple[Number, ...]) -> Iterator[tuple[str, str]]:
    if not names:
        yield FIRST_BOX, "Choose at least one scenario"
    for one in asked:
        if not _within(answers[one.name], one):
            yield one.name, f"{one.label} must be a whole number from {one.least} to {one.most:,}"


def _within(answer: str, asked: Number) -> bool:
    return answer.isascii() and answer.isdigit() and len(answer) < 6 and asked.least <= int(answer) <= asked.most
