"""Names as people type them in a message: the family name first, and the name that she goes by beside it."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from openccr.conference.operations.forms import try_form
from tests.conference.conferences import WHEN
from tests.makers import Area


@pytest.mark.parametrize(
    ("line", "aliases"),
    [
        ("Victim: SMITHSON, Joanna (aka Jo)", "Jo"),
        ("Victim: Joanna Smithson, known as Jo, dob 4/5/89", "Jo"),
        ("Victim: Joanna Smithson (a.k.a. Jo) dob: 4/5/89", "Jo"),
        ("Victim: SMITHSON, Joanna", None),
    ],
)
def test_somebody_is_named_also_where_another_name_stands_beside(area: Area, line: str, aliases: str | None) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "gp@surgery.example", "FW: urgent"
    message.set_content(
        f"Hi all,\n\nsorry, no form.\n\n{line}\nPerp: Barry Fictional (aka Baz), d.o.b. 12.12.1985, ex\n"
    )
    (tried,) = try_form(actor=area.bea, data=message.as_bytes(), filename="mail.eml", at=WHEN)
    answers = tried.form.answers
    assert (answers["victim_given_name"], answers["victim_family_name"].upper()) == ("Joanna", "SMITHSON")
    assert answers.get("victim_aliases") == aliases
    (harmer,) = answers["harmers"]
    assert (harmer["family_name"], harmer["aliases"], harmer["dob"]) == ("Fictional", "Baz", "12.12.1985")
