"""T5: three hundred files made to do harm. Each is refused, or nothing of its harm is in what is kept."""

from __future__ import annotations

import tracemalloc

import pytest

from openccr.documents.rules.attachments import attachable
from openccr.kernel.refusals import Refusal
from tests.documents.hostile import EICAR, PAYLOAD, every
from tests.walls.canaries import unpacked

CORPUS = list(every())
ALLOWED = {"pdf", "png", "jpg", "docx", "xlsx", "txt"}
MOST_MEMORY = 256 * 1024 * 1024


def test_the_corpus_is_large_and_each_file_is_another() -> None:
    assert len(CORPUS) >= 300 and len({name for name, _ in CORPUS}) == len({data for _, data in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize(("name", "data"), CORPUS, ids=[name for name, _ in CORPUS])
def test_of_a_file_made_to_do_harm_nothing_harmful_is_kept(name: str, data: bytes) -> None:
    try:
        kept = attachable(data)
    except Refusal as why:
        assert why.field == "upload" and why.remedy
        return
    assert kept.extension in ALLOWED
    assert not any(PAYLOAD in part or EICAR in part for part in unpacked(kept.data)), (
        f"{name} is kept as {kept.extension}"
    )


def test_a_bomb_takes_no_memory_to_speak_of() -> None:
    bombs = [data for name, data in CORPUS if "far too much" in name or "very many" in name or " by " in name]
    tracemalloc.start()
    for data in bombs:
        with pytest.raises(Refusal):
            attachable(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(bombs) >= 12 and peak < MOST_MEMORY
