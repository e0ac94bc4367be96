"""The records: what goes in (:class:`Article`) and what comes out (:class:`Event`).

All types are frozen pydantic models: immutable, validated when made, and written to and read
from JSON without loss. ``docs/events.md`` explains every field. An absent fact is ``None`` or an
empty tuple, never a guess.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

EventType = Literal[
    "explosion", "casualty_toll", "clearance", "contamination", "stockpile_destruction", "use"
]
Scope = Literal["incident", "period", "cumulative"]
Status = Literal["reported", "claimed", "disputed", "denied", "planned"]
Precision = Literal["day", "week", "month", "season", "year", "period"]
PlaceKind = Literal["site", "settlement", "district", "province", "country", "region"]
Outcome = Literal["killed", "injured", "missing", "unspecified"]
Victims = Literal[
    "civilian", "military", "police", "militant", "deminer", "peacekeeper", "aid_worker",
    "journalist",
]  # fmt: skip
OrdnanceAction = Literal[
    "detonated", "found", "removed", "defused", "destroyed", "seized", "laid", "fired", "remaining"
]
AreaAction = Literal["cleared", "reduced", "cancelled", "released", "surveyed", "contaminated"]
Role = Literal["operator", "perpetrator", "claimant"]

#: A full or partial ISO date: ``2024-08-24``, ``2024-08``, ``2024`` or, year unknown, ``--08-24``.
DATE = re.compile(r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?|--\d\d(?:-\d\d)?)\Z")


def _check_evidence(value: tuple[Any, ...]) -> tuple[Any, ...]:
    start, end = value[:2]
    if not 0 <= start < end:
        raise ValueError(f"evidence must satisfy 0 <= start < end, got [{start}, {end})")
    return value


def _check_date(value: str) -> str:
    if not DATE.match(value):
        raise ValueError(f"not a full or partial ISO date: {value!r}")
    if len(value) == 10:
        date.fromisoformat(value)
    return value


_HALF_A_PAIR = re.compile("[\ud800-\udfff]")

#: Character offsets ``[start, end)`` into the article's text. A third item, ``"title"``, says that
#: they point into the title instead.
Evidence = Annotated[
    tuple[int, int] | tuple[int, int, Literal["title"]], AfterValidator(_check_evidence)
]
IsoDate = Annotated[str, AfterValidator(_check_date)]


class Record(BaseModel):
    """Base of all records: frozen, no unknown keys, JSON by :meth:`to_dict`/:meth:`from_dict`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain JSON types (lists, dicts, strings, numbers, ``None``)."""
        return self.model_dump(mode="json")

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read a record back from :meth:`to_dict`'s form.

        Raises:
            pydantic.ValidationError: a key is unknown or a value is not of its field's type.
        """
        return cls.model_validate(data)


class Article(Record):
    """A text to read: ``Article(text="...", published="2024-08-26")``.

    ``published`` is the article's own clock, an ISO day; relative dates resolve against it.
    ``id`` may be any string that tells articles apart.

    Half a surrogate pair (a broken ``"\\ud83d"`` in JSON) is no character: it becomes U+FFFD, one
    for one, so that offsets hold.
    """

    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None

    @field_validator("text", "id", "title", "source", "url", mode="before")
    @classmethod
    def _characters(cls, value: Any) -> Any:
        if isinstance(value, str) and not value.isascii():
            return _HALF_A_PAIR.sub("\ufffd", value)
        return value

    @field_validator("published", mode="before")
    @classmethod
    def _day(cls, value: Any) -> Any:
        if value is None or value == "":
            return None
        if isinstance(value, date):
            return value.isoformat()[:10]
        try:
            # A time of day is allowed and dropped: the clock counts days.
            return date.fromisoformat(str(value)[:10]).isoformat()
        except ValueError:
            raise ValueError(f"not a date of the form YYYY-MM-DD: {value!r}") from None


class Count(Record):
    """How many, with bounds: ``low <= best <= high``, each ``None`` when the text leaves it open.

    >>> Count(low=370, best=370, high=None, text="over 370")
    Count(low=370, best=370, high=None, text='over 370', evidence=None)
    """

    low: int | None
    best: int | None
    high: int | None
    text: str | None = None
    evidence: Evidence | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        if known != sorted(known):
            raise ValueError(f"counts need low <= best <= high, got {known}")
        if known and known[0] < 0:
            raise ValueError("counts cannot be negative")
        return self


class When(Record):
    """When it happened: inclusive ISO dates, either open, and how precise the text is."""

    start: IsoDate | None = None
    end: IsoDate | None = None
    precision: Precision | None = None
    text: str | None = None
    evidence: Evidence | None = None


class Place(Record):
    """A place as named and, where the gazetteer knows it, as resolved.

    ``lat``/``lon`` are WGS 84 degrees; ``uncertainty_km`` is the radius within which the true
    point is expected; ``country`` is ISO 3166-1 alpha-2.
    """

    text: str
    name: str
    kind: PlaceKind | None = None
    admin1: str | None = None
    admin2: str | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    gazetteer_id: str | None = None
    uncertainty_km: Annotated[float, Field(ge=0)] | None = None
    evidence: Evidence | None = None


class Casualties(Record):
    """A group of people harmed alike. ``part_of`` is the index of the group that includes it."""

    outcome: Outcome
    count: Count | None = None
    victims: Victims | None = None
    age: Literal["child", "adult"] | None = None
    sex: Literal["male", "female"] | None = None
    activity: str | None = None
    part_of: int | None = None
    source: str | None = None
    evidence: Evidence | None = None


class Ordnance(Record):
    """Explosive ordnance and what was done with it; ``kind`` is an id of the ordnance taxonomy."""

    kind: str
    action: OrdnanceAction | None = None
    count: Count | None = None
    model: str | None = None
    mass_kg: Annotated[float, Field(ge=0)] | None = None
    of: str | None = None
    trigger: Literal["victim", "command", "time"] | None = None
    delivery: Literal["vehicle", "person", "drone", "post", "roadside"] | None = None
    text: str | None = None
    evidence: Evidence | None = None


class Area(Record):
    """Land, in square metres, and what was done with it."""

    m2: Count
    action: AreaAction | None = None
    text: str | None = None
    evidence: Evidence | None = None


class Actor(Record):
    """Somebody with a part in the event: who clears, who attacked, who claims it."""

    text: str
    role: Role
    evidence: Evidence | None = None


class Provenance(Record):
    """Why a field has its value: the rule or lexicon entry that fired, and on which words."""

    field: str
    rule: str
    evidence: Evidence | None = None


class Event(Record):
    """One thing that the article says happened, or one statistic that it states."""

    id: str
    type: EventType
    scope: Scope = "incident"
    status: Status = "reported"
    when: When | None = None
    places: tuple[Place, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    killed: Count | None = None
    injured: Count | None = None
    missing: Count | None = None
    unspecified: Count | None = None
    ordnance: tuple[Ordnance, ...] = ()
    areas: tuple[Area, ...] = ()
    actors: tuple[Actor, ...] = ()
    source: str | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    flags: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    @model_validator(mode="after")
    def _parts_exist(self) -> Self:
        for index, group in enumerate(self.casualties):
            if group.part_of is not None and not (
                0 <= group.part_of < len(self.casualties) and group.part_of != index
            ):
                raise ValueError(f"casualties[{index}].part_of names no other group")
        return self
