"""The record types: immutable, validated, JSON in and out without loss."""

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mine_ie.schema import Article, Casualties, Count, Event, Place, When

EVENT = Event(
    id="e1",
    type="explosion",
    when=When(start="2024-08-24", end="2024-08-24", precision="day", text="on August 24"),
    places=(Place(text="Zargar", name="Zargar", kind="settlement", country="AZ"),),
    casualties=(Casualties(outcome="injured", count=Count(low=1, best=1, high=1)),),
    injured=Count(low=1, best=1, high=1, text="a civilian", evidence=(3, 13)),
    evidence=((0, 40), (2, 9, "title")),
)


def test_an_event_survives_json():
    assert Event.from_dict(json.loads(json.dumps(EVENT.to_dict()))) == EVENT


def test_an_event_cannot_be_changed():
    with pytest.raises(ValidationError):
        EVENT.type = "use"


def test_json_fits_the_json_schema():
    jsonschema.validate(EVENT.to_dict(), Event.model_json_schema())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "accident"),
        ("evidence", ((5, 5),)),
        ("confidence", 1.5),
        ("when", {"start": "2024-13-01"}),
        ("places", ({"text": "x", "name": "x", "country": "Aze"},)),
        ("surprise", 1),
    ],
)
def test_a_bad_value_is_refused(field, value):
    with pytest.raises(ValidationError):
        Event.from_dict({"id": "e", "type": "use", field: value})


def test_a_part_must_name_another_group():
    groups = [{"outcome": "killed", "part_of": 0}]
    with pytest.raises(ValidationError, match="names no other group"):
        Event.from_dict({"id": "e", "type": "explosion", "casualties": groups})


@given(st.lists(st.one_of(st.none(), st.integers(0, 99)), min_size=3, max_size=3))
def test_a_count_is_ordered_or_refused(bounds):
    low, best, high = bounds
    known = [n for n in bounds if n is not None]
    if known == sorted(known):
        assert Count(low=low, best=best, high=high).low == low
    else:
        with pytest.raises(ValidationError):
            Count(low=low, best=best, high=high)


def test_a_time_of_day_is_dropped_from_the_publication_date():
    assert Article(text="x", published="2024-08-26T10:00:00Z").published == "2024-08-26"


def test_an_impossible_publication_date_is_refused_with_its_form():
    with pytest.raises(ValidationError, match="YYYY-MM-DD"):
        Article(text="x", published="2024-02-30")
