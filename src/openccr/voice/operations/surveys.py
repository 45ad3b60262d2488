"""Answering a survey without a name, and taking the answer back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import connection

from openccr.kernel.addresses import address_like
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import usual_pack
from openccr.voice.codes import receipt_of
from openccr.voice.rules.codes import new_code
from openccr.voice.rules.surveys import LONGEST_ANSWER, as_words, groups_said
from openccr.voice.surveys import survey_of


def answer_survey(
    *, area: str, survey: UUID, answers: Sequence[str], consents: Sequence[str], groups: Sequence[str]
) -> str:
    """Answer an open survey without a name. Returns the code, which is shown once and kept nowhere.

    Nothing is recorded of whoever answers: no audit row, the day and no time.

    Args:
        answers: one for each question, empty where they did not answer.
        consents: keys of the pack that they agreed to.
        groups: what they say of themselves; empty where they did not say.

    Raises NotFound for a survey that is not open, Refusal (field `answers`) without an answer, for too long ones and
    for an address in one.
    """
    pack = usual_pack()
    asked = survey_of(area=area, survey=survey)
    words = as_words(asked.questions, answers)
    if not words:
        raise Refusal("Answer at least one question.", field="answers")
    if any(len(one) > LONGEST_ANSWER for one in answers):
        raise Refusal(f"An answer has {LONGEST_ANSWER:,} characters at the most.", field="answers")
    if address_like(words):
        raise Refusal("There is an address in it.", remedy="Leave it out, so that nobody is found.", field="answers")
    said = groups_said(groups)
    if not set(consents) <= set(pack.voice.consents) or not set(said or ()) <= set(pack.directory.groups):
        raise Refusal("Choose from the list.", field="answers")
    code = new_code()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT openccr.leave_answer(%s, %s, %s, %s, %s, %s)",
            [survey, uuid4(), receipt_of(code), words, json.dumps(list(consents)), said],
        )
        (taken,) = cursor.fetchone() or (False,)
    if not taken:
        raise Refusal("It cannot be taken now.", remedy="Try again tomorrow.", field="answers")
    return code


def take_back_answer(*, code: str) -> None:
    """Take an answer back: its words are gone at once, and what was published of them. Raises NotFound."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.withdraw_answer(%s)", [receipt_of(code)])
        (taken_back,) = cursor.fetchone() or (False,)
    if not taken_back:
        raise NotFound
