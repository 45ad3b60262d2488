"""Whatever bytes arrive, the answer is a document or a sentence."""

from __future__ import annotations

import random

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from openccr.tabular import Document, TableError
from tests.tabular.words import message, read, saved, table


def _form() -> bytes:
    word = docx.Document()
    table(
        word, ("Client details",), ("First name", "Nadia", "DOB", "1/2/1990"), ("Consent given", "☐ Yes ☒ No", "", "")
    )
    word.add_paragraph("Reason for referral: fear")
    return saved(word)


FORM = _form()
_MAIL = message("First name: Nadia", html="<table><tr><td>DOB<td>1/2/1990</table>")
_MAIL.add_attachment(FORM, maintype="application", subtype="octet-stream", filename="f.docx")
MAIL = bytes(_MAIL)
WORDS = st.lists(
    st.sampled_from(
        ["First name", "DOB", "Address", ":", "?", "Perpetrator", "Children", "Name", "☒", "☐", "Yes", "No", "\n", " ",
         "Consent given", "Reason for referral", "x", "[x]", "-", "Kind regards", "(", ")"]
    ),
    max_size=8,
).map(" ".join)  # fmt: skip


def tried(data: bytes) -> tuple[Document, ...]:
    try:
        return read(data, "f")
    except TableError as refused:
        assert refused.problem.startswith("f: ")
        assert refused.remedy.endswith(".")
        return ()


@settings(max_examples=150)
@given(which=st.sampled_from([FORM, MAIL]), seed=st.integers(0, 2**32))
def test_a_damaged_form_or_message_is_read_or_refused(which: bytes, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(which)
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    tried(bytes(data))


@settings(max_examples=60)
@given(which=st.sampled_from([FORM, MAIL]), share=st.floats(0, 1))
def test_a_form_cut_off_is_read_or_refused(which: bytes, share: float) -> None:
    tried(which[: int(len(which) * share)])


@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    tried(data)
    tried(b"PK\x03\x04" + data)
    tried(b"From: a\r\nSubject: b\r\n" + data)


@settings(max_examples=60)
@given(
    rows=st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=5), lines=st.lists(st.tuples(WORDS, st.booleans()))
)
def test_no_word_that_was_typed_is_lost(rows: list[list[str]], lines: list[tuple[str, bool]]) -> None:
    """Each line and every other cell holds a word of its own, and each of those is somewhere in what is read."""
    word = docx.Document()
    typed: list[str] = []

    def with_a_mark(text: str) -> str:
        typed.append(f"zebra{len(typed)}end")
        return f"{text} {typed[-1]}"

    for line, heading in lines:
        if heading:
            word.add_heading(with_a_mark(line), 2)
        else:
            word.add_paragraph(with_a_mark(line))
    if rows:
        width = max(map(len, rows))
        table(
            word,
            *(
                [with_a_mark(text) if at % 2 or len(row) == 1 else text for at, text in enumerate(row)]
                + [""] * (width - len(row) if len(row) > 1 else 0)
                for row in rows
            ),
        )
    (form,) = read(saved(word))
    kept = " ".join(f"{one.label} {one.text}" for one in (*form.found, *form.unplaced))
    # Words beside a box that is not ticked are an answer somebody did not give.
    boxes = any(
        "☐" in text or "☒" in text for text in (*[one for one, _ in lines], *[one for row in rows for one in row])
    )
    assert boxes or [mark for mark in typed if mark not in kept] == []
