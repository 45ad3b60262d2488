"""Encoded files. The format is described in README.md beside this file.

A file is: the line `OPENCCR-PRIVATE-LINKAGE 1`, the length of the header in eight bytes, the header as JSON, and the
arrays one after the other, each beginning at a multiple of 64 bytes. It is read by mapping, not by loading.
"""

from __future__ import annotations

import hashlib
import json
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from openccr.linkage.engine.problems import LinkageError
from openccr.linkage.private import shapes
from openccr.linkage.private.encoded import Encoded
from openccr.linkage.private.tokens import KINDS

MAGIC = b"OPENCCR-PRIVATE-LINKAGE 1\n"
_ALIGNED = 64
_BLOCK = 1 << 24


def write(encoded: Encoded, path: Path) -> None:
    """Write a file into a place that `whole` gave."""
    arrays = _arrays(encoded)
    digest = hashlib.blake2b(digest_size=32)
    for _, array in arrays:
        digest.update(array.tobytes())
    header: dict[str, Any] = {
        "version": shapes.VERSION,
        "key_check": encoded.key_check,
        "records": len(encoded),
        "agencies": list(encoded.agency_names),
        "fields": [vars(shape) for shape in shapes.SHAPES],
        "tokens": list(KINDS),
        "checksum": digest.hexdigest(),
        "arrays": [],
    }
    at = 0
    for name, array in arrays:
        header["arrays"].append({"name": name, "type": array.dtype.str, "shape": list(array.shape), "at": at})
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    text = json.dumps(header).encode()
    beginning = MAGIC + len(text).to_bytes(8, "big") + text
    with path.open("wb") as file:
        file.write(beginning + b"\0" * (-len(beginning) % _ALIGNED))
        for _, array in arrays:
            file.write(array.tobytes())
            file.write(b"\0" * (-array.nbytes % _ALIGNED))


def read(path: Path) -> Encoded:
    """An encoded file.

    Raises:
        LinkageError: it is none, is of another version, or was cut short or changed.
    """
    if not path.is_file():
        raise LinkageError(f"There is no file {path}", "Check its name.")
    with path.open("rb") as file:
        if path.stat().st_size < len(MAGIC) + 8 or file.read(len(MAGIC)) != MAGIC:
            raise LinkageError(f"{path.name} is not an encoded file", "Make one with `openccr link encode`.")
        length = int.from_bytes(file.read(8), "big")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        header = json.loads(mapped[len(MAGIC) + 8 : len(MAGIC) + 8 + length])
        start = -(-(len(MAGIC) + 8 + length) // _ALIGNED) * _ALIGNED
        arrays = {each["name"]: _array(mapped, start, each) for each in header["arrays"]}
        same = header["version"] == shapes.VERSION and header["fields"] == [vars(each) for each in shapes.SHAPES]
    except (ValueError, KeyError, TypeError) as problem:
        raise LinkageError(f"{path.name} was cut short or changed", "Ask for it again.") from problem
    if not same:
        raise LinkageError(
            f"{path.name} was encoded in another way (version {header['version']})",
            "Both partnerships encode with the same version of OpenCCR.",
        )
    digest = hashlib.blake2b(digest_size=32)
    for array in arrays.values():
        digest.update(array.data if array.flags.c_contiguous else array.tobytes())
    if digest.hexdigest() != header["checksum"]:
        raise LinkageError(f"{path.name} was cut short or changed", "Ask for it again.")
    ends = arrays["reference ends"]
    text = arrays["references"].tobytes()
    return Encoded(
        key_check=header["key_check"],
        agency_names=tuple(header["agencies"]),
        agencies=arrays["agencies"],
        references=tuple(text[a:b].decode() for a, b in zip(np.append(0, ends[:-1]), ends, strict=True))
        if len(ends)
        else (),
        filters={shape.name: arrays[f"filter {shape.name}"] for shape in shapes.SHAPES},
        tokens=arrays["tokens"],
    )


def _arrays(encoded: Encoded) -> list[tuple[str, npt.NDArray[Any]]]:
    texts = [reference.encode() for reference in encoded.references]
    ends = np.cumsum([len(text) for text in texts], dtype=np.int64)
    return [
        ("agencies", encoded.agencies),
        ("reference ends", ends),
        ("references", np.frombuffer(b"".join(texts), dtype=np.uint8)),
        ("tokens", encoded.tokens),
        *((f"filter {name}", array) for name, array in encoded.filters.items()),
    ]


def _array(mapped: mmap.mmap, start: int, described: dict[str, Any]) -> npt.NDArray[Any]:
    count = int(np.prod(described["shape"]))
    offset = start + described["at"]
    array: npt.NDArray[Any] = (
        np.frombuffer(mapped, np.dtype(described["type"]), count, offset) if count else np.zeros(0)
    )
    return array.reshape(described["shape"])


def looks_national(references: tuple[str, ...]) -> Iterator[str]:
    """Local ids that are a number the whole country knows somebody by (NHS number, by its check digit)."""
    for reference in references:
        digits = reference.replace(" ", "").replace("-", "")
        if len(digits) == 10 and digits.isdigit():
            check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
            if check % 11 == int(digits[9]):
                yield reference
