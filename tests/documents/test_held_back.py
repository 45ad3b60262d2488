"""No paper says where she is: what looks like an address, and what is known, is deleted before it is typeset."""

from __future__ import annotations

from openccr.documents.rules.held_back import held_back
from openccr.documents.rules.paper import Bullets, Content, Facts, Heading, Lines, Para, Table, as_text


def test_every_kind_of_block_is_cleaned() -> None:
    secret = "14 Kingfisher Parade"
    content = Content(
        title="Extract",
        blocks=(
            Heading(f"At {secret}"),
            Para(f"She is at {secret}."),
            Bullets((f"Visit {secret}", "Call her")),
            Facts((("Where", "Room 2, 1 Civic Square"), ("Said", f"now {secret}"))),
            Table("Actions", ("What",), ((f"Letter to {secret}",),)),
            Lines("Notes", 3),
        ),
    )
    text = as_text(held_back(content, known=()).blocks)
    assert "Kingfisher" not in text
    assert "1 Civic Square" in text, "where the meeting is held is no secret"
    assert '"Call her"' in text


def test_a_place_that_is_written_down_is_held_back_without_a_pattern() -> None:
    content = Content(title="Extract", blocks=(Para("She collects the boy from Hollybush nursery at three."),))
    assert "Hollybush" not in as_text(held_back(content, known=("Hollybush Nursery",)).blocks)
    assert "Hollybush" in as_text(held_back(content, known=()).blocks)
