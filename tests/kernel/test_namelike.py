"""Words that may be a name: asked of, whoever bears it, and without a look into anybody's records."""

from __future__ import annotations

import pytest

from openccr.kernel.namelike import perhaps_names

GIVEN = {"sarah", "may", "will", "adebayo"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nobody rang Sarah back.", ["Sarah"]),
        ("Sarah said that nobody rang. Adebayo’s number was lost.", ["Sarah", "Adebayo"]),
        ("They told Mrs O'Connor and Anne-Marie.", ["O'Connor", "Anne-Marie"]),
        ("The worker, Wren, was kind. Wren came twice.", ["Wren"]),
        ("Will you ring? May I write? Nobody came on Monday in December.", []),
        ("The IDVA and the GP at Exampleshire Housing rang. Those who work cannot come.", []),
        ("You said: Nobody rang. “Ask us,” they said.", []),
    ],
)  # fmt: skip
def test_what_may_be_a_name_is_asked_of(text: str, names: list[str]) -> None:
    assert perhaps_names(text, given=GIVEN, known=["Exampleshire Housing"]) == names
