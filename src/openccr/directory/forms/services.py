"""Forms of the directory."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from django import forms

from openccr.content.schema.directory import Directory
from openccr.directory.rules.services import CAPACITY_WORDS, DISTRICT, POSTCODE, RISKS, Place, Status

STATUS_WORDS = {
    Status.ACTIVE: "It runs", Status.CLOSED_FOR_NOW: "Closed for now", Status.INACTIVE: "Not running",
    Status.DEFUNCT: "It no longer exists",
}  # fmt: skip


def _choices(entries: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(key, one.name) for key, one in entries.items()]


class ProviderForm(forms.Form):
    """An organisation."""

    places_belong = True

    name = forms.CharField(label="Name of the organisation", max_length=160)
    description = forms.CharField(label="What it is, in a sentence or two", widget=forms.Textarea({"rows": 3}))
    status = forms.ChoiceField(label="Status", widget=forms.RadioSelect)
    level = forms.ChoiceField(label="Where it works", widget=forms.RadioSelect)
    protocol = forms.CharField(
        label="How it works with the partnership",
        help_text="For example a protocol that both signed",
        max_length=300,
        required=False,
    )
    website = forms.URLField(label="Website", required=False, assume_scheme="https")
    email = forms.EmailField(label="E-mail address", required=False)
    agency = forms.ChoiceField(
        label="Which agency of the partnership it is",
        help_text="That agency keeps the entries of its services, and is asked whether they are right.",
        required=False,
    )

    def __init__(
        self, *args: Any, words: Directory, agencies: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "None: the coordinator keeps its entries"), *agencies]  # type: ignore[attr-defined]
        self.fields["status"].choices = _choices(words.statuses)  # type: ignore[attr-defined]
        self.fields["level"].choices = _choices(words.levels)  # type: ignore[attr-defined]


class ServiceForm(forms.Form):
    """A service with its place, as one page: it is filled in once and seldom changed."""

    places_belong = True

    name = forms.CharField(label="Name of the service", max_length=160)
    description = forms.CharField(
        label="What it does, for somebody who has never used it", widget=forms.Textarea({"rows": 4})
    )
    theme = forms.ChoiceField(label="Thematic area", widget=forms.RadioSelect)
    audiences = forms.MultipleChoiceField(label="Whom it is for", widget=forms.CheckboxSelectMultiple)
    traits = forms.MultipleChoiceField(label="What it offers", widget=forms.CheckboxSelectMultiple, required=False)
    communities = forms.CharField(label="If it is by and for a community: which", max_length=200, required=False)
    languages = forms.CharField(label="Languages, with commas between", max_length=300, required=False)
    eligibility = forms.CharField(label="Who can use it", widget=forms.Textarea({"rows": 2}), required=False)
    minimum_age = forms.IntegerField(label="From which age", min_value=0, max_value=120, required=False)
    maximum_age = forms.IntegerField(label="Until which age", min_value=0, max_value=120, required=False)
    fees = forms.CharField(label="What it costs", help_text="Write “free” if it is", max_length=300, required=False)
    accreditation = forms.CharField(label="Accreditation", max_length=300, required=False)
    phone = forms.CharField(label="Telephone", max_length=40, required=False)
    email = forms.EmailField(label="E-mail address", required=False)
    website = forms.URLField(label="Website", required=False, assume_scheme="https")
    hours = forms.CharField(label="When it can be reached", max_length=300, required=False)
    districts = forms.CharField(
        label="Which postcode districts it covers",
        help_text="Such as EX1, EX2. Leave it empty if it covers everywhere.",
        max_length=400,
        required=False,
    )
    area_words = forms.CharField(label="The area in words", max_length=200, required=False)
    confidential = forms.BooleanField(
        label="Where it is must not be known, as with a refuge",
        help_text="It then has no place in the directory and is never on the public pages or in the feed.",
        required=False,
    )
    published = forms.BooleanField(label="Show it to the public", required=False)
    status = forms.ChoiceField(
        label="Does it run?", choices=[(key.value, words) for key, words in STATUS_WORDS.items()]
    )
    how_to_refer = forms.CharField(
        label="For staff: how to refer", widget=forms.Textarea({"rows": 2}), required=False
    )  # fmt: skip
    risks = forms.MultipleChoiceField(
        label="For staff: at which level of risk it is the route",
        choices=list(RISKS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    site_name = forms.CharField(label="Name of the place, if it has one", max_length=160, required=False)
    address = forms.CharField(label="Address", max_length=200, required=False)
    town = forms.CharField(label="Town", max_length=80, required=False)
    county = forms.CharField(label="County", max_length=80, required=False)
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    accessibility = forms.CharField(label="How accessible it is", widget=forms.Textarea({"rows": 2}), required=False)

    def __init__(self, *args: Any, words: Directory, proposed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if proposed:
            del self.fields["published"]  # the coordinator decides that
        for name, entries in (("theme", words.themes), ("audiences", words.audiences), ("traits", words.traits)):
            self.fields[name].choices = _choices(entries)  # type: ignore[attr-defined]

    def clean_districts(self) -> list[str]:
        """The districts, in capitals. Raises ValidationError naming the first that is none."""
        found = _listed(self.cleaned_data["districts"].upper())
        wrong = next((one for one in found if not DISTRICT.fullmatch(one)), None)
        if wrong:
            raise forms.ValidationError(f"“{wrong}” is not the first half of a postcode, such as EX1")
        return found

    def clean_languages(self) -> list[str]:
        """The languages, one by one."""
        return _listed(self.cleaned_data["languages"])

    def clean_postcode(self) -> str:
        """The postcode. Raises ValidationError for what is none."""
        found = self.cleaned_data["postcode"].strip().upper()
        if found and not POSTCODE.fullmatch(found):
            raise forms.ValidationError("Write the whole postcode, such as EX1 1AA")
        return str(found)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = {key: cleaned.get(key) for key in ("site_name", "address", "town", "county", "postcode")}
        if any(given.values()):
            for key, value in given.items():
                if not value and key not in self.errors:
                    self.add_error(
                        key, f"Give the {str(self.fields[key].label).lower().split(',')[0]} of the place too"
                    )
        low, high = cleaned.get("minimum_age"), cleaned.get("maximum_age")
        if low is not None and high is not None and low > high:
            self.add_error("maximum_age", "The oldest age is below the youngest")
        return cleaned


class NewServiceForm(ServiceForm):
    """A service, and whose it is."""

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"] = forms.ChoiceField(label="Organisation", choices=owners)
        self.order_fields(["provider"])


class ProposedServiceForm(ServiceForm):
    """A service of one's own agency, for the coordinator to look at; with the organisation where there is none yet."""

    def __init__(self, *args: Any, owners: list[tuple[str, str]], words: Directory, **kwargs: Any) -> None:
        super().__init__(*args, words=words, proposed=True, **kwargs)
        if owners:
            self.fields["provider"] = forms.ChoiceField(label="Organisation", choices=owners)
            self.order_fields(["provider"])
            return
        self.fields["organisation_status"] = forms.ChoiceField(
            label="What your organisation is", choices=_choices(words.statuses), widget=forms.RadioSelect,
            help_text="The directory has none of your agency yet: this service brings it in.",
        )  # fmt: skip
        self.fields["level"] = forms.ChoiceField(
            label="Where it works", choices=_choices(words.levels), widget=forms.RadioSelect
        )
        self.order_fields(["organisation_status", "level"])


class TakeForm(forms.Form):
    """A proposed service: taken for everybody, for staff, or something to be changed first."""

    what = forms.ChoiceField(
        label="What becomes of it?",
        choices=[
            ("show", "It is right: show it to everybody"),
            ("staff", "It is right: for staff only"),
            ("ask", "Something should be changed first"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of it"},
    )
    words = forms.CharField(
        label="What should be changed", widget=forms.Textarea({"rows": 3}), max_length=300, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("what") == "ask" and not cleaned.get("words", "").strip():
            self.add_error("words", "Say what should be changed first")
        return cleaned


def parted(cleaned: Mapping[str, Any]) -> tuple[dict[str, Any], list[Place]]:
    """What the form says, as a service's values and its places."""
    values = dict(cleaned)
    place = {key: values.pop(key) for key in ("site_name", "address", "town", "county", "postcode", "accessibility")}
    if not place["site_name"]:
        return values, []
    return values, [Place(name=place.pop("site_name"), **place)]


class CapacityForm(forms.Form):
    """Whether a service takes people now."""

    capacity = forms.ChoiceField(
        label="Does it take people now?",
        choices=[(key.value, words) for key, words in CAPACITY_WORDS.items()],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="In a few words", help_text="For example: two weeks' wait", max_length=200, required=False
    )
    spaces = forms.IntegerField(
        label="How many places are free",
        help_text="For a service with places. Staff alone see it.",
        min_value=0,
        max_value=999,
        required=False,
    )


class LookForm(forms.Form):
    """What somebody who looks for help may narrow the list by: no more than what is there. Nothing of it is kept."""

    district = forms.ChoiceField(
        label="Where do you live?", required=False, help_text="The first part of the postcode."
    )
    language = forms.ChoiceField(label="In which language?", required=False)
    traits = forms.MultipleChoiceField(label="Only services", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, words: Directory, districts: Sequence[str], languages: Sequence[str],
        traits: Container[str], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["district"].choices = [("", "Anywhere"), *((one, one) for one in districts)]  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", "Any"), *((one, one) for one in languages)]  # type: ignore[attr-defined]
        self.fields["traits"].choices = _choices({key: one for key, one in words.traits.items() if key in traits})  # type: ignore[attr-defined]
        if not self.fields["traits"].choices:  # type: ignore[attr-defined]
            del self.fields["traits"]


class StaffLookForm(forms.Form):
    """What staff narrow the directory by."""

    text = forms.CharField(label="Words", required=False, max_length=80)
    theme = forms.ChoiceField(label="Thematic area", required=False)
    audience = forms.ChoiceField(label="For whom", required=False)
    risk = forms.ChoiceField(label="Route at risk", required=False, choices=[("", "Any"), *RISKS.items()])
    brought = forms.ChoiceField(label="Came with a file", required=False)

    def __init__(self, *args: Any, words: Directory, files: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", "Any"), *_choices(words.themes)]  # type: ignore[attr-defined]
        self.fields["audience"].choices = [("", "Any"), *_choices(words.audiences)]  # type: ignore[attr-defined]
        self.fields["brought"].choices = [("", "Any"), *files]  # type: ignore[attr-defined]
        if not files:
            del self.fields["brought"]


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
