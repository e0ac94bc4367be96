"""Labels: one event as an annotator wrote it, a plain dict that may leave fields out.

An absent key says "not labelled", ``None`` or ``[]`` says "labelled: the text does not state it".
That is why labels are dicts and not :class:`~mine_ie.schema.Event` records, which have no way to
say the first. :func:`problems` checks them against the same types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from mine_ie.schema import Actor, Area, Casualties, Count, Event, Ordnance, Place, When

Labels = dict[str, Any]

_LISTS: dict[str, type[BaseModel]] = {
    "places": Place,
    "casualties": Casualties,
    "ordnance": Ordnance,
    "areas": Area,
    "actors": Actor,
}
_COUNTS = ("killed", "injured", "missing", "unspecified")
_NULLABLE = {"when", "source", "confidence", *_COUNTS, *_LISTS, "victims"}
#: Keys a label may have: an event's own, and ``victims``, the kinds of people harmed.
KEYS = (*Event.model_fields, "victims")


def from_event(event: Event) -> Labels:
    """Turn an extracted event into labels, every field present.

    >>> from_event(Event(id="1", type="use"))["killed"] is None
    True
    """
    labels = event.to_dict()
    labels["victims"] = sorted({g.victims for g in event.casualties if g.victims})
    return labels


def to_event(labels: Mapping[str, Any], id: str = "") -> Event:
    """Turn labels into an event; fields that were not labelled become "not stated".

    Labels without a type (a database's figures) become an ``explosion``.

    Raises:
        pydantic.ValidationError: a value is not of its field's type.
    """
    data = {key: value for key, value in labels.items() if key != "victims" and value is not None}
    data["places"] = [_with_text(p) for p in data.get("places", ())]
    groups = list(data.get("casualties", ()))
    if not groups:
        groups = [
            {"outcome": outcome, "count": labels[outcome]}
            for outcome in _COUNTS
            if labels.get(outcome) is not None
        ]
    data["casualties"] = groups
    return Event.from_dict({"id": id, "type": "explosion", **data})


def _with_text(place: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": place.get("name"), **place}


def problems(labels: object, length: int | None = None) -> Iterator[str]:
    """Yield what is wrong with one event's labels, each as ``field: reason``.

    ``length`` is the number of characters of the article's text; offsets past it are reported.

    >>> list(problems({"type": "explosion", "kiled": None}))
    ["kiled: unknown field (did you mean 'killed'?)"]
    """
    if not isinstance(labels, dict):
        yield f"an event must be an object, not {type(labels).__name__}"
        return
    for key, value in labels.items():
        if key not in KEYS:
            yield f"{key}: unknown field{_suggestion(key)}"
        elif value is None and key not in _NULLABLE:
            yield f"{key}: may be left out, but not null"
        elif value is not None:
            yield from _field_problems(key, value)
            if length is not None:
                yield from _offset_problems(key, value, length)


def _suggestion(key: str) -> str:
    import difflib

    close = difflib.get_close_matches(key, KEYS, n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""


def _field_problems(key: str, value: object) -> Iterator[str]:
    if key == "victims":
        items = value if isinstance(value, list) else [value]
        for index, kind in enumerate(items):
            yield from _type_problems(
                Casualties, {"outcome": "killed", "victims": kind}, f"victims[{index}]", skip=True
            )
    elif key in _LISTS:
        if not isinstance(value, list):
            yield f"{key}: must be a list"
            return
        for index, item in enumerate(value):
            filled = _with_text(item) if key == "places" and isinstance(item, dict) else item
            yield from _type_problems(_LISTS[key], filled, f"{key}[{index}]")
    elif key in _COUNTS:
        yield from _type_problems(Count, value, key)
    elif key == "when":
        yield from _type_problems(When, value, key)
    else:
        whole = {"id": "", "type": "explosion", key: value}
        yield from _type_problems(Event, whole, key, skip=True)


def _type_problems(
    model: type[BaseModel], value: object, where: str, skip: bool = False
) -> Iterator[str]:
    """What ``model`` says against ``value``; ``skip`` drops the model's own field from the path."""
    try:
        model.model_validate(value)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            path = [str(part) for part in item["loc"]][1 if skip else 0 :]
            yield f"{'.'.join([where, *path])}: {item['msg']}, got {_short(item['input'])}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _offset_problems(key: str, value: object, length: int) -> Iterator[str]:
    for where, evidence in _evidence(key, value):
        numbers = evidence[:2]
        if len(evidence) == 2 and all(isinstance(n, int) for n in numbers) and numbers[1] > length:
            yield f"{where}: ends at {numbers[1]}, but the text has {length} characters"


def _evidence(where: str, value: object) -> Iterator[tuple[str, list[Any]]]:
    """Every ``evidence`` below ``value`` with the path to it."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _evidence(f"{where}.{key}", item)
    elif isinstance(value, list):
        leaf = where.rpartition(".")[2].partition("[")[0]
        if leaf == "evidence" and value and not isinstance(value[0], (list, dict)):
            yield where, value
            return
        for index, item in enumerate(value):
            yield from _evidence(f"{where}[{index}]", item)
