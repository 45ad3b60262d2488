"""Answering a request: taken in, identified, searched, decided, built, approved, handed over."""

from openccr.subjectaccess.operations.approving import look_at
from openccr.subjectaccess.operations.building import answer_neither, build
from openccr.subjectaccess.operations.deciding import confirm_proposals, decide
from openccr.subjectaccess.operations.handing_over import fetch_bundle, hand_over
from openccr.subjectaccess.operations.requests import (
    Intake,
    extend,
    identify,
    name_person,
    receive,
    say_hostile,
    start_again,
    wait_for_more,
    withdraw,
)
from openccr.subjectaccess.operations.searching import search

__all__ = [
    "Intake",
    "answer_neither",
    "build",
    "confirm_proposals",
    "decide",
    "extend",
    "fetch_bundle",
    "hand_over",
    "identify",
    "look_at",
    "name_person",
    "receive",
    "say_hostile",
    "search",
    "start_again",
    "wait_for_more",
    "withdraw",
]
