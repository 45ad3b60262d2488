"""Checks a chain of audit rows from the first to the last, and against anchors that were kept elsewhere.

Standard library alone, and one file: `python chain.py EXPORT ANCHORS...` checks what `openccr audit export` wrote, on a
machine that has nothing of OpenCCR. Anchors are folders, or files, of what `openccr audit anchor` sent.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256, sha512
from pathlib import Path

FORMAT = "openccr-anchor 1"
EXPORT = "openccr-audit 1"
MARK = 4
"""Bytes of each row's hash that an anchor holds, so that the first row that was rewritten can be named."""
SPAN = 2
"""Seconds by which the clock may go back between two rows: more was not the clock's own correction."""


@dataclass(frozen=True)
class Link:
    """One sealed row as exported: its place, the texts that are hashed (None when the row is gone) and its hash."""

    number: int
    event_id: str
    texts: tuple[str | None, ...] | None
    hash: bytes


@dataclass(frozen=True)
class Break:
    """The first wrong row of a chain."""

    number: int
    event_id: str
    problem: str


@dataclass(frozen=True)
class Anchor:
    """The end of a chain at one moment, signed and kept where whoever rules the database does not rule."""

    chain: str
    number: int
    hash: bytes
    at: str
    after: int
    """The row that the anchor before it named; 0 for the first."""
    marks: bytes
    """The beginnings of the hashes of the rows since."""
    key: bytes
    signature: bytes

    @property
    def signed(self) -> bytes:
        """What the signature is of."""
        told = {
            "format": FORMAT, "chain": self.chain, "number": self.number, "hash": self.hash.hex(), "at": self.at,
            "after": self.after, "marks": self.marks.hex(),
        }  # fmt: skip
        return json.dumps(told, sort_keys=True).encode()

    def text(self) -> str:
        """As it is kept: one line."""
        told = json.loads(self.signed) | {"key": self.key.hex(), "signature": self.signature.hex()}
        return json.dumps(told, sort_keys=True)


class NoAnchor(ValueError):
    """What was given is no anchor, or its signature does not hold."""


def anchor_of(line: str, *, key: bytes | None = None) -> Anchor:
    """Read one anchor and check its signature. Raises NoAnchor, also when it was signed with another key than `key`."""
    try:
        told = json.loads(line)
        if told.pop("format") != FORMAT:
            raise ValueError(line)
        for name in ("hash", "marks", "key", "signature"):
            told[name] = bytes.fromhex(told[name])
        found = Anchor(**told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoAnchor("it is no anchor") from error
    if key is not None and found.key != key:
        raise NoAnchor("it was signed with another key")
    if not signature_holds(found.signature, found.signed, found.key):
        raise NoAnchor("its signature does not hold")
    return found


def anchors_in(places: Iterable[Path], *, key: bytes | None = None) -> tuple[list[Anchor], list[str]]:
    """The anchors in these files and folders, and sentences on what is there and does not hold."""
    found: dict[bytes, Anchor] = {}
    wrong = []
    for place in places:
        files = sorted(place.glob("*.anchor")) if place.is_dir() else [place]
        for file in files:
            for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
                if line.lstrip().startswith("{"):
                    try:
                        one = anchor_of(line, key=key)
                    except NoAnchor as error:
                        wrong.append(f"{file}: {error}")
                    else:
                        found[one.signature] = one
    return sorted(found.values(), key=lambda one: (one.chain, one.number, one.at)), wrong


def first_break(links: Iterable[Link], *, head: tuple[int, bytes], anchors: Sequence[Anchor] = ()) -> Break | None:
    """The first row at which the chain does not hold, or None.

    Args:
        links: the rows in the order of their numbers.
        head: number and hash that the chain's head names; a cut tail shows here.
        anchors: of this chain, as kept elsewhere: what was rewritten as a whole shows here.
    """
    before, expected, last_sealed = b"", 1, ""
    marks, ends = _marks(anchors), {one.number: one for one in anchors}
    for link in links:
        if link.number != expected:
            return Break(expected, link.event_id, f"row {expected} is missing: the next one is {link.number}")
        if link.texts is None:
            return Break(link.number, link.event_id, "the sealed row is gone")
        if sha256(before + canonical(link.texts)).digest() != link.hash:
            return Break(link.number, link.event_id, "the row or its seal was changed")
        if link.number in marks and link.hash[:MARK] != marks[link.number]:
            return Break(link.number, link.event_id, "an anchor of that row says another hash: it was written anew")
        if link.number in ends and link.hash != ends[link.number].hash:
            return Break(link.number, link.event_id, f"the anchor of {ends[link.number].at} says another hash")
        sealed = str(link.texts[-1] or "")
        if _earlier(sealed, last_sealed):
            return Break(link.number, link.event_id, f"it was sealed at {sealed}, before the row that it follows")
        before, expected, last_sealed = link.hash, expected + 1, max(sealed, last_sealed)
    last = expected - 1
    if anchors and anchors[-1].number > last:
        return Break(
            last + 1, "", f"the chain ends at {last}, the anchor of {anchors[-1].at} names {anchors[-1].number}"
        )
    if head[0] != last:
        return Break(min(head[0], last) + 1, "", f"the chain ends at {last}, its head says {head[0]}")
    if head[1] != before:
        return Break(last, "", "the head says another hash than the last row's seal")
    return None


def canonical(texts: tuple[str | None, ...]) -> bytes:
    """The bytes hashed: the JSON array as PostgreSQL's jsonb writes it."""
    return json.dumps(list(texts), ensure_ascii=False).encode()


def _marks(anchors: Sequence[Anchor]) -> dict[int, bytes]:
    return {
        one.after + place + 1: one.marks[place * MARK : (place + 1) * MARK]
        for one in anchors
        for place in range(len(one.marks) // MARK)
    }


def _earlier(one: str, other: str) -> bool:
    """Whether a moment as the seals write it lies before another by more than the clock's own correction."""
    if one >= other:
        return False
    try:
        return (datetime.fromisoformat(other) - datetime.fromisoformat(one)).total_seconds() > SPAN
    except ValueError:
        return False  # no times: the hash has said whether they are what was sealed


# Ed25519 signatures, checked as RFC 8032, section 5.1.7, says: slow, and enough for some thousand anchors.
_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_I = pow(2, (_P - 1) // 4, _P)
_Point = tuple[int, int, int, int]


def signature_holds(signature: bytes, data: bytes, key: bytes) -> bool:
    """Whether an Ed25519 signature of `data` holds for the public key."""
    point, nonce = _decoded(key), _decoded(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or point is None or nonce is None or scalar >= _L:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + key + data).digest(), "little") % _L
    left, right = _times(scalar, _BASE), _plus(nonce, _times(challenge, point))
    return (left[0] * right[2] - right[0] * left[2]) % _P == 0 and (left[1] * right[2] - right[1] * left[2]) % _P == 0


def _decoded(data: bytes) -> _Point | None:
    if len(data) != 32:
        return None
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _I % _P
    if y >= _P or (x * x - square) % _P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else _P - x
    return x, y, 1, x * y % _P


def _plus(one: _Point, other: _Point) -> _Point:
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % _P, (one[1] + one[0]) * (other[1] + other[0]) % _P
    c, d = 2 * one[3] * other[3] * _D % _P, 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(scalar: int, point: _Point) -> _Point:
    found = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            found = _plus(found, point)
        point, scalar = _plus(point, point), scalar >> 1
    return found


_BASE = _decoded((4 * pow(5, -1, _P) % _P).to_bytes(32, "little")) or (0, 1, 1, 0)


def exported(path: Path) -> Iterator[tuple[str, tuple[int, bytes], list[Link]]]:
    """The chains of an export: id, head and rows of each. Raises ValueError for what is no export."""
    lines = path.open(encoding="utf-8")
    with lines:
        if json.loads(next(lines, "{}")).get("format") != EXPORT:
            raise ValueError(f"{path} is no export of an audit")
        head: tuple[str, tuple[int, bytes]] | None = None
        rows: list[Link] = []
        for line in lines:
            told = json.loads(line)
            if "chain" in told:
                if head is not None:
                    yield *head, rows
                head, rows = (told["chain"], (told["number"], bytes.fromhex(told["hash"]))), []
            else:
                number, event_id, texts, digest = told
                rows.append(Link(number, event_id, tuple(texts) if texts is not None else None, bytes.fromhex(digest)))
        if head is not None:
            yield *head, rows


def main(arguments: list[str]) -> int:
    """Check an export against anchors; 0 when every chain holds."""
    if not arguments:
        print(__doc__)
        return 2
    anchors, wrong = anchors_in(Path(one) for one in arguments[1:])
    for sentence in wrong:
        print(sentence)
    bad, seen = len(wrong), set()
    for chain, head, links in exported(Path(arguments[0])):
        seen.add(chain)
        mine = [one for one in anchors if one.chain == chain]
        found = first_break(links, head=head, anchors=mine)
        bad += found is not None
        told = f"row {found.number} ({found.event_id or 'no id'}): {found.problem}" if found else "the chain holds"
        print(f"{chain}: {len(links)} rows, {len(mine)} anchors: {told}")
    for chain in sorted({one.chain for one in anchors} - seen):
        bad += 1
        print(f"{chain}: there are anchors of this chain, and it is gone")
    for key in sorted({one.key.hex() for one in anchors}):
        print(f"Anchors were signed with the key {key}: compare it with the one that you were told.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
