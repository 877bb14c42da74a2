"""The latest reply that covers the place is the one that counts."""

from datetime import date
from itertools import permutations

from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.statute.consultations import by_pair, reply_for


def reply(answer, day=None, provision=""):
    return Consultation("C-1", 1, answer, provision, replied_on=None if day is None else date(2026, 1, day))


def latest(*consultations, provision="ASD"):
    answers = {
        found.reply if (found := reply_for(by_pair(order), "C-1", 1, provision)) else None
        for order in permutations(consultations)
    }
    assert len(answers) == 1, "the order of the table must not matter"
    return answers.pop()


def test_nobody_was_consulted():
    assert reply_for(by_pair([]), "C-1", 1, "ASD") is None


def test_the_latest_reply_wins():
    assert latest(reply(Reply.OBJECT, 5), reply(Reply.ACCEPT, 9)) is Reply.ACCEPT


def test_a_reply_that_came_wins_over_one_awaited():
    assert latest(reply(Reply.OBJECT, 5), reply(Reply.NONE)) is Reply.OBJECT


def test_a_reply_about_the_setting_covers_each_provision():
    assert latest(reply(Reply.ACCEPT, 5)) is Reply.ACCEPT


def test_a_reply_about_another_provision_does_not_count():
    assert latest(reply(Reply.ACCEPT, 5, "SLD")) is None


def test_on_one_day_the_reply_that_names_the_provision_wins():
    assert latest(reply(Reply.OBJECT, 5), reply(Reply.ACCEPT, 5, "ASD")) is Reply.ACCEPT


def test_on_one_day_an_objection_is_not_lost():
    assert latest(reply(Reply.OBJECT, 5), reply(Reply.ACCEPT, 5)) is Reply.OBJECT


def test_on_one_day_an_objection_on_a_ground_is_not_lost_either():
    """Sorted by reply first: an acceptance marked with some ground does not come after an objection with none."""
    accepted = Consultation("C-1", 1, Reply.ACCEPT, replied_on=date(2026, 1, 5), ground=Ground.NOT_OFFERED)
    assert latest(accepted, reply(Reply.OBJECT, 5)) is Reply.OBJECT
