"""Why something may not be done: a rule and its sentence, the same for the screen that asks and for the guard."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sufficiency.errors import UsageError


@dataclass(frozen=True, slots=True)
class Refusal:
    """One rule that stands in the way. ``kind``: it is not for this person (who), or not as things stand (now)."""

    kind: Literal["who", "now"]
    rule: str
    sentence: str


class NotAllowed(UsageError):
    """A rule of the panel stands in the way; nothing was changed. Carries every rule that does."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("\n".join(("Nothing was changed.", *(refusal.sentence for refusal in refusals))))


def insist(refusals: Sequence[Refusal]) -> None:
    """Go on only where nothing stands in the way. Raises NotAllowed with everything that does."""
    if refusals:
        raise NotAllowed(refusals)
