"""Consultations of settings, and what they replied."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sufficiency.domain.cases import Case, State
from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.synthetic.children import LOCATED_STATES, pick
from sufficiency.synthetic.draws import Draws
from sufficiency.synthetic.national import Calibration
from sufficiency.synthetic.offers import Choice, Offer

REPLY_DAYS = 15
"""Days a setting is asked to reply in. Source: SEND code of practice 2015, paragraph 9.83."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One child and the settings asked: those preferred, those that agreed outside section 38(3), the one named."""

    case: Case
    choices: Sequence[Choice]
    preferred: tuple[int, ...]
    agreed: tuple[int, ...]


class Replies:
    """Draws the consultations of each child."""

    def __init__(self, offers: Sequence[Offer], calibration: Calibration, as_at: date, seed: int) -> None:
        self._offers = offers
        self._within_s38_3 = {offer.setting.urn: offer.setting.s38_3 for offer in offers}
        self._shares = calibration.shares
        self._as_at = as_at
        self._draws = Draws("consultations", seed)

    def of(self, asked: Asked) -> list[Consultation]:
        """Return one consultation of each setting asked, by URN order of asking."""
        certain = asked.agreed
        if asked.case.state in LOCATED_STATES and asked.case.named_urn:
            certain = (*certain, asked.case.named_urn)
        open_to_reply = [urn for urn in self._settings_asked(asked) if urn not in certain]
        return [self._one(asked.case, urn, Reply.ACCEPT) for urn in dict.fromkeys(certain)] + [
            self._one(asked.case, urn, None) for urn in open_to_reply
        ]

    def _settings_asked(self, asked: Asked) -> Iterable[int]:
        """The preferred settings, as a rule, and at the consulted stage now and then a near one of the authority's."""
        if asked.case.state == State.REQUEST_OPEN:
            return ()
        chance = self._shares["consultations"]["sent"]
        urns = [urn for urn in asked.preferred if self._draws.chance(chance)]
        if asked.case.state == State.CONSULTED and self._draws.chance(self._shares["consultations"]["extra_at_P2"]):
            near = sorted(asked.choices, key=lambda choice: (choice.metres, choice.offer))[:4]
            urns += [self._offers[self._draws.one_of(near).offer].setting.urn] if near else []
        return dict.fromkeys(urns)

    def _one(self, case: Case, urn: int, known: Reply | None) -> Consultation:
        """Return one consultation; nothing is dated after the day the round is as at."""
        sent = case.request_date + timedelta(days=self._draws.between(0, 42))
        replied = sent + timedelta(days=self._draws.between(3, REPLY_DAYS + 6))
        if replied > self._as_at:
            sent = max(case.request_date, self._as_at - timedelta(days=self._draws.between(1, REPLY_DAYS)))
            replied = self._as_at
        reply = known or Reply(pick(self._draws, self._shares["replies"]))
        if reply == Reply.NONE:
            return Consultation(case.ref, urn, reply, sent_on=sent)
        ground, evidence = self._grounds(reply, urn)
        return Consultation(case.ref, urn, reply, "", sent, replied, ground, evidence)

    def _grounds(self, reply: Reply, urn: int) -> tuple[Ground, str]:
        if reply != Reply.OBJECT:
            return Ground.NOT_GIVEN, "" if self._within_s38_3[urn] else "offer letter received"
        if not self._within_s38_3[urn]:
            return Ground.NOT_OFFERED, ""
        return Ground(pick(self._draws, self._shares["grounds"])), ""
