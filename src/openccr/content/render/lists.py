"""What the pack is, and its lists: agencies, equality, law, words, documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from openccr.content.pack import Pack
from openccr.content.render.parts import Section, Table, table, yes
from openccr.content.schema.base import Sourced

_LAYERS = {
    "article_6": "Basis (Article 6)",
    "article_9": "Special category (Article 9)",
    "article_10": "Offence data (Article 10)",
    "part_3": "Law enforcement (Part 3)",
    "gateway": "Gateway",
    "confidentiality": "Confidentiality",
}
_DATE_WORDS = {"d": "day", "m": "month", "y": "year"}


def about_section(pack: Pack) -> Section:
    rows = tuple(
        (one.name, one.summary, one.editor, f"{one.review_on:%-d %B %Y}", one.licence) for one in pack.manifests
    )
    return Section(
        "What this is",
        (
            "Words, thresholds, periods and lists of practice, in layers: each adds to the one above it in this table.",
            f"Dates are read {', '.join(_DATE_WORDS[letter] for letter in pack.locale.date_order)}.",
            *(f"{name}: {terms}" for one in pack.manifests for name, terms in one.third_party.items()),
        ),
        (Table("Layers", ("Pack", "What it holds", "Editor", "Review by", "Licence"), rows),),
    )


def agency_section(pack: Pack) -> Section:
    return Section(
        "Agencies and referral sources",
        (),
        (
            table(
                pack,
                "Kinds of agency",
                ("Agency", "Sector", "Needed for an effective conference"),
                ((k, (k.name, k.sector.replace("_", " "), yes(k.core))) for k in pack.agencies.kinds.values()),
            ),
            table(
                pack,
                "Referral sources on the return",
                ("Source", "Counts as"),
                ((s, (s.name, s.counts_as)) for s in pack.agencies.referral_sources.values()),
            ),
        ),
    )


_YES = {True: "Yes", False: "No", None: "Not known"}


def equality_section(pack: Pack) -> Section:
    tables = [
        table(
            pack,
            category.name,
            ("Value", "Group", "Counts as"),
            ((v, (v.name, v.group or "", ", ".join(v.counts_as))) for v in category.values.values()),
        )
        for category in pack.equality.categories.values()
    ]
    bands = ((band, (band.name,)) for band in pack.equality.age_bands.values())
    people = ((r, (r.name, _YES[r.personally_connected])) for r in pack.relationships.relationships.values())
    return Section(
        "Equality and relationships",
        ("Every category has a value for what nobody wrote down, and figures show its share.",),
        (
            *tables,
            table(pack, "Age bands", ("Years",), bands),
            table(pack, "What the person who harms is to the victim", ("Relationship", "Personally connected"), people),
        ),
    )


def law_section(pack: Pack) -> Section:
    rows = (
        (b, (_LAYERS[b.layer], b.name, _until(b.reference, b.check_on), b.used_for)) for b in pack.law.bases.values()
    )
    head = ("Layer", "Basis", "Law", "Used for")
    prompts = (
        (p, (p.name, pack.agencies.kinds[p.agency_kind].name, _until(p.reference, p.check_on), p.ask or "",
             yes(p.safe_first)))
        for p in pack.law.prompts.values()
    )  # fmt: skip
    opened = ("Action", "Agency", "Law", "To find out first", "She must know and be safe first")
    return Section(
        "Law",
        (),
        (
            table(pack, "Bases, conditions and gateways", head, rows),
            table(pack, "Actions that the law opens", opened, prompts),
            table(pack, "Kinds of information", ("Kind", "In a meeting, unless she says otherwise"), _kinds(pack)),
            table(pack, "Usually shared when a case is listed", ("Process", "What", "By which law"), _usual(pack)),
            table(
                pack,
                "What may be kept back from whoever asks for their own data",
                ("Exemption", "Law", "Used for", "To be written down"),
                (
                    (e, (e.name, _until(e.reference, e.check_on), e.used_for, e.ask))
                    for e in pack.law.exemptions.values()
                ),
            ),
        ),
    )


def _until(reference: str, check_on: date | None) -> str:
    """The law, and by when somebody reads it again."""
    return f"{reference} (to be read again by {check_on:%-d %B %Y})" if check_on else reference


_MAY = {None: "said and minuted", "minuted": "said and minuted", "said": "said only", "idva_only": "with her IDVA only"}


def _kinds(pack: Pack) -> Iterator[tuple[Sourced, tuple[str, ...]]]:
    for kind in pack.law.kinds.values():
        yield kind, (kind.name, _MAY[kind.may])


def _usual(pack: Pack) -> Iterator[tuple[Sourced, tuple[str, ...]]]:
    for key, usual in pack.law.usual.items():
        kinds = "; ".join(pack.law.kinds[name].name for name in usual.kinds)
        law = "; ".join(pack.law.bases[name].name for name in usual.law)
        yield usual, (pack.processes[key].name, kinds, law)


def word_section(pack: Pack) -> Section:
    words = pack.words
    return Section(
        "Words",
        (),
        (
            table(pack, "Terms", ("Term", "Meaning"), ((t, (t.name, t.meaning)) for t in words.terms.values())),
            table(pack, "Roles", ("Role", "Duties"), ((r, (r.name, r.duties)) for r in words.roles.values())),
            table(pack, "Words of the screens", ("Key", "Text"), ((w, (w.key, w.text)) for w in words.text.values())),
            table(
                pack,
                "Words that are not used",
                ("Not", "Instead"),
                ((a, ("; ".join(a.phrases), a.instead)) for a in words.avoid.values()),
            ),
        ),
    )


def document_section(pack: Pack) -> Section:
    rows = tuple(
        (key, one.title, one.publisher, str(one.year or ""), one.address or "", one.licence or "", yes(one.verified))
        for key, one in pack.sources.sources.items()
    )
    head = ("Key", "Document", "Publisher", "Year", "Address", "Licence", "A document shows it")
    return Section("Documents cited", (), (Table("Sources", head, rows),))
