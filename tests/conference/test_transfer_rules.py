"""The states of a transfer, and a bundle that is read strictly, whatever the bytes are."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openccr.access.age import decrypt, encrypt
from openccr.conference.rules.transfer_bundle import VERSION, Bundle, read_bundle, write_bundle
from openccr.conference.rules.transfer_envelope import close_envelope, new_keys, open_envelope, read_introduction
from openccr.conference.rules.transfers import TRANSFER, NotListed, TransferFacts, TransferState, told_where
from openccr.kernel.refusals import Refusal

SENDER, RECEIVER, STRANGER = new_keys(), new_keys(), new_keys()
READY = TransferFacts(reason="It is theirs now.", answer=NotListed.CRITERIA)

ALLOWED = {
    ("proposed", "change"): "proposed",
    ("proposed", "send"): "sent",
    ("proposed", "withdraw"): "withdrawn",
    ("sent", "acknowledge"): "acknowledged",
    ("sent", "list"): "listed",
    ("sent", "not_list"): "not_listed",
    ("acknowledged", "list"): "listed",
    ("acknowledged", "not_list"): "not_listed",
    ("listed", "not_list"): "not_listed",
    ("not_listed", "list"): "listed",
    ("listed", "answer_again"): "acknowledged",
    ("not_listed", "answer_again"): "acknowledged",
    ("listed", "close"): "closed",
    ("not_listed", "close"): "closed",
}


def bundle(**more: object) -> Bundle:
    whole = {
        "format": "openccr-transfer",
        "version": VERSION,
        "id": UUID(int=7),
        "sender": "Exampleshire",
        "receiver": RECEIVER.public.fingerprint,
        "made_at": datetime(2026, 3, 2, tzinfo=UTC),
        "reference": "M-1234",
        "reason": "She is moving.",
        "already_heard": False,
        "agenda_out": True,
        "people": [{"part": "victim", "names": [{"given": "Nadia", "family": "Invented"}]}],
        "referral": {"referred_on": date(2026, 3, 2)},
    }
    return Bundle.model_validate({**whole, **more})


def sealed(payload: bytes) -> bytes:
    return close_envelope(payload, sender=SENDER, receiver=RECEIVER.public)


def opened(data: bytes) -> bytes:
    return open_envelope(data, secrets=[RECEIVER.age_secret], trusted=[SENDER.public.verify])[0]


@pytest.mark.parametrize("state", list(TransferState))
@pytest.mark.parametrize("move", list(TRANSFER.moves))
def test_every_state_and_move(state: TransferState, move: str) -> None:
    target = ALLOWED.get((state, move))
    if target is None:
        with pytest.raises(Refusal):
            TRANSFER.make(state=state, move=move, facts=READY)
    else:
        assert TRANSFER.make(state=state, move=move, facts=READY) == target


@pytest.mark.parametrize("lacking", ["destination", "contents", "handover", "no_new_address"])
def test_nothing_is_sent_before_all_is_seen_to(lacking: str) -> None:
    assert TRANSFER.refusal(state="proposed", move="send", facts=TransferFacts(**{lacking: False})) is not None


def test_no_word_of_the_receiving_area_comes_back_but_a_key_of_the_list() -> None:
    facts = TransferFacts(answer="known to us since spring")
    assert TRANSFER.refusal(state="sent", move="not_list", facts=facts) is not None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She is now at WM7 4QX.", True),
        ("wm74qx", True),
        ("call 07700-900 123 after six", True),
        ("She lives by the sea.", False),
        ("", False),
    ],
)
def test_a_place_is_found_however_it_is_written(text: str, found: bool) -> None:
    assert bool(told_where(text, places=["WM7 4QX", "07700 900123", "14"])) is found


def test_a_bundle_is_read_as_it_was_written() -> None:
    one = bundle(orders="Until spring", minutes=[{"meeting_on": "2026-02-02", "outcome": "Heard", "discussion": "ü"}])
    assert read_bundle(write_bundle(one)) == one
    assert read_bundle(opened(sealed(write_bundle(one)))) == one


@pytest.mark.parametrize("word", ["address", "postcode", "phone", "whereabouts", "recourse", "immigration", "contact"])
def test_a_bundle_has_no_field_for_where_she_is_or_for_her_status(word: str) -> None:
    assert word not in json.dumps(Bundle.model_json_schema()["$defs"]).lower().replace("no_new_address", "")
    person = {"part": "victim", word: "x"}
    with pytest.raises(Refusal, match="not as the format says"):
        read_bundle(json.dumps({**json.loads(write_bundle(bundle())), "people": [person]}).encode())


def test_a_newer_format_is_refused_with_what_to_do() -> None:
    newer = json.dumps({**json.loads(write_bundle(bundle())), "version": VERSION + 1}).encode()
    with pytest.raises(Refusal, match=r"newer OpenCCR.*Update"):
        read_bundle(newer)


def test_a_bundle_without_a_victim_is_refused() -> None:
    with pytest.raises(Refusal, match="no victim"):
        read_bundle(write_bundle(bundle(people=[{"part": "child"}])))


@settings(max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for read in (read_bundle, opened, lambda payload: opened(encrypt(payload, recipients=[RECEIVER.public.recipient]))):
        with pytest.raises(Refusal):
            read(data)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200)
@given(st.sampled_from(sorted(Bundle.model_fields)), _JSON)
def test_any_value_in_any_place_is_read_or_refused(name: str, value: object) -> None:
    whole = {**json.loads(write_bundle(bundle())), name: value}
    try:
        assert read_bundle(json.dumps(whole).encode()).format == "openccr-transfer"
    except Refusal as refusal:
        assert refusal.field == "file"


@settings(max_examples=100)
@given(st.data())
def test_a_file_changed_in_one_byte_is_refused(data: st.DataObject) -> None:
    whole = bytearray(sealed(write_bundle(bundle())))
    at = data.draw(st.integers(0, 100_000)) % len(whole)
    whole[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refusal):
        opened(bytes(whole))


def test_a_file_for_another_key_is_refused() -> None:
    with pytest.raises(Refusal, match="not made for this area's key"):
        open_envelope(sealed(b"{}"), secrets=[STRANGER.age_secret], trusted=[SENDER.public.verify])


def test_a_file_of_a_key_that_nobody_checked_is_refused() -> None:
    data = close_envelope(b"{}", sender=STRANGER, receiver=RECEIVER.public)
    with pytest.raises(Refusal, match="nobody here has checked"):
        opened(data)


def test_a_signature_of_somebody_else_under_a_trusted_name_is_refused() -> None:
    document = json.loads(decrypt(sealed(b'{"one": 1}'), secrets=[RECEIVER.age_secret]))
    other = json.loads(decrypt(sealed(b'{"two": 2}'), secrets=[RECEIVER.age_secret]))
    forged = encrypt(
        json.dumps({**document, "payload": other["payload"]}).encode(), recipients=[RECEIVER.public.recipient]
    )
    with pytest.raises(Refusal, match="signature does not fit"):
        opened(forged)


def test_an_introduction_is_read_back_and_its_fingerprint_can_be_read_out() -> None:
    keys = SENDER.public
    assert read_introduction(f"  {keys.introduction}\n") == keys
    assert [len(group) for group in keys.fingerprint.split()] == [5] * 8
    assert keys.fingerprint != RECEIVER.public.fingerprint
    for wrong in ("", "hello", keys.introduction[:-1], keys.introduction.replace("age1", "age2")):
        with pytest.raises(Refusal):
            read_introduction(wrong)
