"""The directory of the invented area: organisations and services that do not exist, with numbers that ring nowhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from openccr.directory.operations.area import say_districts, say_need, say_population
from openccr.directory.operations.last_person import answer_last_person
from openccr.directory.operations.services import keep_provider, keep_service, say_capacity
from openccr.directory.rules.services import Place
from openccr.site.demo.place import Place as Area

_HALL = Place(
    name="Exampleton Hall", address="1 Long Acre Lane", town="Exampleton", county="Exampleshire", postcode="ZZ1 1AA",
    accessibility="Level entrance, induction loop, a room with a door to a second street.",
)  # fmt: skip

_PROVIDERS: tuple[tuple[str, str, str, str, str], ...] = (
    ("Harbour Domestic Abuse Service", "Advocates, outreach and groups, with a creche.", "voluntary", "local",
     "Member of the partnership, information-sharing agreement signed"),
    ("Saltmarsh Refuge", "Refuges and outreach in the county.", "voluntary", "regional",
     "Member of the partnership, commissioned by the council"),
    ("Sisters' Table", "By and for South Asian women.", "community", "local", "Agreement on paid meeting time"),
    ("Rainbow Quarter", "By and for LGBT+ people.", "community", "regional", "Referral route agreed"),
    ("Exampleshire Council", "Housing, social care and public health.", "statutory", "local", "Leads the partnership"),
    ("New Course", "Programmes for people who want to change how they behave.", "voluntary", "regional",
     "Dual delivery with Harbour Domestic Abuse Service"),
    ("Steady Steps Schools", "Healthy relationships in schools.", "voluntary", "local", "None yet"),
    ("County Training Hub", "Training for professionals.", "statutory", "regional", "Part of the training sub-group"),
)  # fmt: skip

_SERVICES: tuple[tuple[str, str, str, str, tuple[str, ...], tuple[str, ...], dict[str, Any]], ...] = (
    ("Harbour Domestic Abuse Service", "IDVA service", "An adviser at your side when you are at high risk: safety, "
     "courts, housing, and your voice at the conference.", "support", ("survivors",), ("women_only", "no_recourse"),
     {"risks": ["high"], "how_to_refer": "With the conference's referral, or by the duty line from 9 to 5."}),
    ("Harbour Domestic Abuse Service", "Outreach", "Somebody who comes to where you feel safe.", "support",
     ("survivors",), ("women_only", "self_referral", "no_recourse"),
     {"risks": ["standard", "medium"], "places": (_HALL,),
     "districts": ["ZZ1", "ZZ2"]}),
    ("Harbour Domestic Abuse Service", "Children's group", "Twelve afternoons for children who lived with abuse.",
     "support", ("children",), ("self_referral",), {"minimum_age": 5, "maximum_age": 15, "places": (_HALL,)}),
    ("Saltmarsh Refuge", "Refuge", "A safe place to stay, for you and your children.", "support",
     ("survivors",), ("women_only", "no_recourse", "self_referral"),
     {"confidential": True, "published": False, "risks": ["medium", "high"], "how_to_refer": "Ring the duty worker."}),
    ("Saltmarsh Refuge", "Helpline", "Somebody to talk to, day and night, without a name.", "support",
     ("survivors", "worried"), ("self_referral",), {"hours": "Day and night", "risks": ["standard"]}),
    ("Saltmarsh Refuge", "Sanctuary scheme", "Locks, alarms and a safe room, so that you can stay at home.",
     "support", ("survivors",), ("self_referral",), {"risks": ["medium", "high"]}),
    ("Sisters' Table", "Advocacy in Punjabi, Urdu and Bengali", "Women who know your language and its customs, "
     "and never tell anybody in the family.", "support", ("survivors",), ("women_only", "by_and_for", "no_recourse"),
     {"communities": "South Asian women", "languages": ["Punjabi", "Urdu", "Bengali", "English"], "risks": ["medium"],
     "districts": ["ZZ1"]}),
    ("Rainbow Quarter", "Advocacy for LGBT+ people", "Support by people who know what it is like.", "support",
     ("survivors",), ("lgbt", "by_and_for", "men", "self_referral"), {"communities": "LGBT+ people"}),
    ("Exampleshire Council", "Homelessness duty team", "A place to stay when you cannot go home.", "support",
     ("survivors",), ("self_referral",), {"risks": ["medium", "high"]}),
    ("Exampleshire Council", "Men's advice", "For men who are abused.", "support", ("survivors",),
     ("men", "self_referral"), {"risks": ["standard", "medium"]}),
    ("New Course", "A programme to change", "Twenty-six weeks for men who want to stop hurting those they love. Free, "
     "outside the courts, and you can ring yourself.", "prevention", ("harmers",),
     ("self_referral", "men", "outside_courts", "partner_support"),
     {"fees": "Free", "accreditation": "Applied for", "eligibility": "Men over 18 who live in the county."}),
    ("New Course", "One to one", "For women and LGBT+ people who worry about how they behave.",
     "prevention", ("harmers",), ("self_referral", "lgbt", "outside_courts"), {"fees": "Free"}),
    ("New Course", "Court-ordered programme", "For people whom a court or probation sends.", "prevention", ("harmers",),
     ("in_courts",), {"fees": "Paid by the court", "published": False, "how_to_refer": "By probation only."}),
    ("Steady Steps Schools", "Healthy relationships in schools", "Six lessons and a trusted adult in each school.",
     "prevention", ("children", "professionals"), (), {"minimum_age": 11, "maximum_age": 18}),
    ("County Training Hub", "Conference training", "A day for representatives: what to bring and what to promise.",
     "capacity", ("professionals",), (), {"fees": "Free for members"}),
)  # fmt: skip


_LAST = {
    "IDVA service": (
        "A disabled woman whose carer is who harms her", "She is never alone when the telephone rings.",
        "Visits at the hospital and the day centre, arranged with them.",
    ),
    "A programme to change": (
        "A man who does not read well", "The first session is a form.", "A talk in the place of the form.",
    ),
    "Outreach": (
        "A woman over 70", "She thinks that it is for young mothers.", "Leaflets in surgeries show older women.",
    ),
}  # fmt: skip
"""Service → who would be the last person to approach it, why, and what is done."""
_DISTRICTS = "ZZ1 52.10 -1.20\nZZ2 52.18 -1.31\nZZ3 52.02 -1.05"
_LIVE_HERE = {
    "minoritised": 14.0, "disabled": 18.5, "lgbt": 3.2, "older": 18.9,
}  # fmt: skip


def fill_directory(area: Area, *, at: datetime) -> None:
    """Add the invented organisations and services, as the coordinator would; an agency's own are kept by it."""
    coordinator = area.actor(area.coordinator)
    agencies = {one.name: one.id for one in area.agencies.values()}
    ids = {
        name: keep_provider(
            actor=coordinator, at=at,
            values={"name": name, "description": words, "status": status, "level": level, "protocol": protocol,
                    "agency_id": agencies.get(name)},
        )
        for name, words, status, level, protocol in _PROVIDERS
    }  # fmt: skip
    for number, (provider, name, words, theme, audiences, traits, more) in enumerate(_SERVICES):
        values = {
            "name": name, "description": words, "agency_id": agencies.get(provider), "theme": theme,
            "audiences": list(audiences), "traits": list(traits),
            "phone": f"07700 900{100 + number}", "published": True, "languages": ["English"], "fees": "",
            **{key: value for key, value in more.items() if key != "places"},
        }  # fmt: skip
        service = keep_service(
            actor=coordinator, provider=ids[provider], values=values, places=more.get("places", ()), at=at
        )
        said = (("open", ""), ("waiting", "about two weeks"), ("unknown", ""), ("full", "until next month"))[number % 4]
        say_capacity(actor=coordinator, service=service, capacity=said[0], words=said[1], at=at)
        if name in _LAST:
            who, why, change = _LAST[name]
            answer_last_person(
                actor=coordinator, kind="service", about_id=service, who=who, why=why, change=change,
                known_from="told", review_on=None, at=at,
            )  # fmt: skip
    say_districts(actor=coordinator, districts=_DISTRICTS, at=at)
    say_need(
        actor=coordinator, districts="ZZ1 412\nZZ2 187\nZZ3 64", counts="Domestic abuse crimes recorded by the police",
        year=2025, source="Invented police of Exampleshire", at=at,
    )  # fmt: skip
    say_population(
        actor=coordinator, percents=_LIVE_HERE, year=2021, source="Invented census of Exampleshire", at=at
    )  # fmt: skip
