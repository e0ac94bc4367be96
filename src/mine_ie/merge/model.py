"""What merging gives: incidents, ledgers, changes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mine_ie.schema import Count, Event, Evidence, Record

Policy = Literal["latest", "detailed", "conservative", "majority"]


class Source(Record):
    """One article's telling of an incident: what it said, and where it said so.

    ``reprint_of`` is the article that this one repeats nearly word for word.
    """

    article: str
    event: str
    source: str | None = None
    published: str | None = None
    url: str | None = None
    says: str | None = None
    status: str = "reported"
    start: str | None = None
    place: str | None = None
    killed: Count | None = None
    injured: Count | None = None
    missing: Count | None = None
    unspecified: Count | None = None
    evidence: tuple[Evidence, ...] = ()
    reprint_of: str | None = None


class Incident(Event):
    """An event as several articles tell it.

    The figures are chosen by ``policy``; ``low`` and ``high`` span the independent sources.
    ``anchor`` (``<article>#<event>``) is the telling that the id was made from: the incident that
    holds it keeps the id in later runs.
    """

    anchor: str
    policy: Policy = "latest"
    independent: int = 1
    sources: tuple[Source, ...] = ()


class Statement(Record):
    """One figure for a period or to date, with everybody who stated it."""

    scope: str
    start: str | None = None
    end: str | None = None
    status: str = "reported"
    low: int | None = None
    best: int | None = None
    high: int | None = None
    sources: tuple[Source, ...] = ()
    #: Index of the later statement of the same running total.
    superseded_by: int | None = None
    #: Indexes of statements whose period covers this one: their figure includes it.
    within: tuple[int, ...] = ()


class Ledger(Record):
    """All statements of one measure by one programme. They are never added up.

    ``measure`` is ``killed``, ``area cleared`` (m2), ``mine.ap destroyed`` and so on.
    """

    programme: str
    type: str
    country: str | None = None
    place: str | None = None
    operator: str | None = None
    measure: str
    statements: tuple[Statement, ...] = ()


class Change(Record):
    """What a run changed against the run before."""

    id: str
    change: Literal["new", "updated", "merged", "gone"]
    #: Earlier ids that this incident took in.
    absorbed: tuple[str, ...] = ()
    #: Field to (before, after); figures as text, e.g. ``{"killed": ("3", "5")}``.
    differs: dict[str, tuple[str, str]] = Field(default_factory=dict)
