"""What is compared when extraction is scored: the slots of each field, and when two are the same.

Every field turns an event's labels into a list of slot values: ``None`` when it was not labelled,
an empty list when the text does not state it, one value for a date or a count, several for
ordnance. Comparing is then one thing for all fields: match the lists one to one.
"""

from __future__ import annotations

import calendar
import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from mine_ie.labels import Labels

#: Count of people or things that the text states in words without a figure ("dozens").
VAGUE = "vague"
NEAR_KM = 50.0
COUNT_FIELDS = ("killed", "injured", "missing", "unspecified")

_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ə": "e", "ß": "ss", "æ": "ae", "œ": "oe",
     "þ": "th"}
)  # fmt: skip
_DROPPED = re.compile(r"['’‘ʼʻ`´ʿʾ.]")
_SPACES = re.compile(r"[\s\-‐‑‒–—_]+")


class Outcome(NamedTuple):
    """Slots right, wrongly given and missed for one field of one event."""

    tp: int
    fp: int
    fn: int

    @property
    def right(self) -> bool:
        """Nothing was missed and nothing wrong was given."""
        return not (self.fp or self.fn)

    @property
    def agreement(self) -> float:
        """F1 of the slots; one half where both say "not stated", which tells little."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else 0.5


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is scored.

    ``base`` is the field that a corpus lists under ``scored`` to have it reported; a field that is
    its own base counts for "record right", the others are looser or finer readings of it.
    """

    name: str
    base: str
    values: Callable[[Labels], list[Any] | None]
    same: Callable[[Any, Any], bool]

    def outcome(self, gold: Labels, predicted: Labels) -> Outcome | None:
        """Compare; ``None`` when the field was not labelled."""
        wanted = self.values(gold)
        if wanted is None:
            return None
        given = self.values(predicted) or []
        tp = _matches(wanted, given, self.same)
        return Outcome(tp, len(given) - tp, len(wanted) - tp)


def _matches(gold: Sequence[Any], given: Sequence[Any], same: Callable[[Any, Any], bool]) -> int:
    """The largest number of pairs that are the same, each value used once."""
    if not gold or not given:
        return 0
    if len(gold) == len(given) == 1:
        return int(same(gold[0], given[0]))
    table = np.array([[same(g, p) for p in given] for g in gold], dtype=float)
    rows, columns = linear_sum_assignment(table, maximize=True)
    return int(table[rows, columns].sum())


def fold(name: str) -> str:
    """Reduce a name to what spelling variants share: case, accents, apostrophes and hyphens go.

    >>> fold("Füzuli"), fold("Mang-Tappeh"), fold("Sana’a")
    ('fuzuli', 'mang tappeh', 'sanaa')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _SPACES.sub(" ", _DROPPED.sub("", plain)).strip()


def figure(count: Mapping[str, Any] | None) -> int | str | None:
    """The figure that stands for a count: best, else low, else high; :data:`VAGUE` without any.

    >>> figure({"low": 4, "best": None, "high": 6}), figure({"low": None}), figure(None)
    (4, 'vague', None)
    """
    if count is None:
        return None
    for key in ("best", "low", "high"):
        if count.get(key) is not None:
            return int(count[key])
    return VAGUE


def distance_km(a: Mapping[str, Any], b: Mapping[str, Any]) -> float | None:
    """Great-circle distance of two places in km; ``None`` unless both have coordinates."""
    points = [place.get(key) for place in (a, b) for key in ("lat", "lon")]
    if any(p is None for p in points):
        return None
    lat1, lon1, lat2, lon2 = (math.radians(float(p)) for p in points if p is not None)
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(min(h, 1.0)))


def primary_place(labels: Labels) -> Mapping[str, Any] | None:
    """The first, most specific place of an event."""
    places = labels.get("places") or []
    return places[0] if places else None


# --- slot values ---------------------------------------------------------------------------


def _single(key: str) -> Callable[[Labels], list[Any] | None]:
    def values(labels: Labels) -> list[Any] | None:
        if key not in labels:
            return None
        return [] if labels[key] is None else [labels[key]]

    return values


def _count(key: str) -> Callable[[Labels], list[Any] | None]:
    def values(labels: Labels) -> list[Any] | None:
        if key not in labels:
            return None
        return [] if labels[key] is None else [figure(labels[key])]

    return values


def _items(key: str) -> Callable[[Labels], list[Any] | None]:
    return lambda labels: list(labels[key] or []) if key in labels else None


def _when(labels: Labels) -> list[Any] | None:
    if "when" not in labels:
        return None
    when = labels["when"] or {}
    start, end = _full(when.get("start"), last=False), _full(when.get("end"), last=True)
    return [] if start is None and end is None else [(start, end)]


def _full(text: str | None, last: bool) -> str | None:
    """Widen a year or a month to its first or last day; ``--08`` keeps its open year."""
    if text is None or len(text) == 10 or (text.startswith("--") and len(text) == 7):
        return text
    if text.startswith("--"):
        return f"{text}-{calendar.monthrange(2000, int(text[2:4]))[1] if last else 1:02d}"
    month = int(text[5:7]) if len(text) == 7 else (12 if last else 1)
    year = int(text[:4])
    day = calendar.monthrange(year, month)[1] if last else 1
    return f"{year:04d}-{month:02d}-{day:02d}"


def _place(labels: Labels) -> list[Any] | None:
    if "places" not in labels:
        return None
    place = primary_place(labels)
    return [] if place is None else [fold(str(place.get("name") or ""))]


def _country(labels: Labels) -> list[Any] | None:
    if "places" not in labels:
        return None
    place = primary_place(labels)
    if place is None:
        return []
    # A gold place without a country did not have it labelled: a name is all that is required.
    return [place["country"]] if place.get("country") else None


def _coordinates(labels: Labels) -> list[Any] | None:
    place = primary_place(labels)
    if place is None or place.get("lat") is None or place.get("lon") is None:
        return None
    return [place]


# --- sameness ------------------------------------------------------------------------------


def _equal(a: Any, b: Any) -> bool:
    return bool(a == b)


def _within_a_day(gold: Any, given: Any) -> bool:
    return all(_day_apart(g, p) for g, p in zip(gold, given, strict=True))


def _day_apart(a: str | None, b: str | None) -> bool:
    if a is None or b is None or a.startswith("--") != b.startswith("--"):
        return a == b
    days = [date.fromisoformat(d.replace("--", "2000-")) for d in (a, b)]
    return abs((days[0] - days[1]).days) <= 1


def _same_month(gold: Any, given: Any) -> bool:
    return all((g and g[:-3]) == (p and p[:-3]) for g, p in zip(gold, given, strict=True))


def _near(gold: Any, given: Any) -> bool:
    distance = distance_km(gold, given)
    return distance is not None and distance <= NEAR_KM


def _number(count: Any) -> int | None:
    """An item's count as a figure; "dozens of mines" has no more of one than "mines" has."""
    value = figure(count)
    return None if value == VAGUE else value  # type: ignore[return-value]


def _same_ordnance(gold: Any, given: Any) -> bool:
    return bool(
        gold["kind"] == given["kind"]
        and ("action" not in gold or gold["action"] == given.get("action"))
        and ("count" not in gold or _number(gold["count"]) == _number(given.get("count")))
    )


def _same_kind(gold: Any, given: Any) -> bool:
    return bool(gold["kind"] == given["kind"])


def _same_branch(gold: Any, given: Any) -> bool:
    a, b = gold["kind"], given["kind"]
    return bool(a == b or a.startswith(b + ".") or b.startswith(a + "."))


def _same_area(gold: Any, given: Any) -> bool:
    wanted, found = figure(gold["m2"]), figure(given["m2"])
    if "action" in gold and gold["action"] != given.get("action"):
        return False
    if isinstance(wanted, int) and isinstance(found, int):
        return abs(wanted - found) <= 0.01 * wanted
    return wanted == found


def _same_actor(gold: Any, given: Any) -> bool:
    same_text = fold(gold.get("text") or "") == fold(given.get("text") or "")
    return same_text and ("role" not in gold or gold["role"] == given.get("role"))


def _same_text(gold: Any, given: Any) -> bool:
    return fold(str(gold)) == fold(str(given))


FIELDS: tuple[Field, ...] = (
    *(Field(name, name, _single(name), _equal) for name in ("type", "scope", "status")),
    Field("when", "when", _when, _equal),
    Field("when_1day", "when", _when, _within_a_day),
    Field("when_month", "when", _when, _same_month),
    Field("places", "places", _place, _equal),
    Field("country", "places", _country, _equal),
    Field("places_50km", "places", _coordinates, _near),
    *(Field(name, name, _count(name), _equal) for name in COUNT_FIELDS),
    Field("victims", "victims", _items("victims"), _equal),
    Field("ordnance", "ordnance", _items("ordnance"), _same_ordnance),
    Field("ordnance_kind", "ordnance", _items("ordnance"), _same_kind),
    Field("ordnance_kind_tree", "ordnance", _items("ordnance"), _same_branch),
    Field("areas", "areas", _items("areas"), _same_area),
    Field("actors", "actors", _items("actors"), _same_actor),
    Field("source", "source", _single("source"), _same_text),
)  # fmt: skip


def fields_for(scored: Sequence[str]) -> tuple[Field, ...]:
    """The fields to report for a corpus that scores ``scored``, in a fixed order."""
    return tuple(f for f in FIELDS if f.base in scored or f.name in scored)


def counts_for_record(field: Field, scored: Sequence[str]) -> bool:
    """Whether ``field`` must be right for the record to be right."""
    return field.name in scored
