"""How a name sounds, whatever its origin: two foldings, one for spellings, one for hearing.

`fold` brings spellings of one name together that differ only in how it was carried over from another script (Mohammed,
Muhammad; Chowdhury, Choudhry). `sound` keeps the order of consonant classes alone, as metaphone does, but with classes
that hold for South Asian, Arabic, Slavic and African names too.
"""

from __future__ import annotations

import re

_STEPS = {
    "ough": "u", "kh": "k", "gh": "g", "ph": "f", "dh": "d", "th": "t", "bh": "b", "jh": "j", "ck": "k", "tch": "c",
    "sch": "s", "sz": "s", "cz": "c", "rz": "z", "ce": "sa", "ci": "si", "cy": "si", "ch": "c", "q": "k", "x": "ks",
    "w": "v", "ou": "u", "oo": "u", "ow": "u", "o": "u", "ee": "i", "ie": "i", "ei": "a", "ey": "i", "ea": "i",
    "ai": "a", "ay": "a", "ae": "a", "y": "i", "e": "a", "c": "k",
}  # fmt: skip
_STEP = re.compile("|".join(sorted(_STEPS, key=len, reverse=True)))
_DOUBLED = re.compile(r"(.)\1+")
_SILENT_H = re.compile(r"(?<=[aiu])h(?=[^aiu]|$)")
_CLASSES = str.maketrans({"p": "b", "t": "d", "f": "v", "g": "k", "j": "s", "z": "s", "c": "s", "h": ""})
_VOWELS = str.maketrans("", "", "aiu")


def fold(name: str) -> str:
    """The spelling of a name with transliteration taken out. Letters other than a to z stay."""
    if name.startswith("mac") and len(name) > 5:
        name = "mc" + name[3:]
    folded = _SILENT_H.sub("", _STEP.sub(lambda found: _STEPS[found[0]], name))
    folded = _DOUBLED.sub(r"\1", folded)
    return folded[:-1] if len(folded) > 3 and folded[-1] in "aiu" else folded


def sound(folded: str) -> str:
    """What is heard of a folded name: its consonant classes in order, and whether it begins with a vowel."""
    if not folded:
        return ""
    first = "a" if folded[0] in "aiu" else ""
    return first + _DOUBLED.sub(r"\1", folded.translate(_CLASSES).translate(_VOWELS))
