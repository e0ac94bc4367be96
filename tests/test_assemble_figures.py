"""Figures of reports: set behind the verb, split into parts, told by section and period."""

from __future__ import annotations

import pytest

import mine_ie

CLOCK = "2024-08-26"


def read(nlp, text, title=None):
    """The events of a text published on a Monday."""
    return mine_ie.extract(mine_ie.Article(text=text, title=title, published=CLOCK), nlp)


def items(event):
    return [(o.kind, o.count and o.count.best, o.action) for o in event.ordnance]


def first_places(events):
    return [e.places[0].name if e.places else None for e in events]


@pytest.mark.parametrize(
    "text",
    [
        "Anti-personnel mines destroyed in Kunar: 163.",
        "In Kunar: anti-personnel mines found and destroyed – 163.",
        "Teams in Kunar destroyed 200 mines, of which 163 were anti-personnel mines.",
        "Sappers destroyed 163 engineering mines of the PMN-2 type in Kunar.",
    ],
)
def test_the_figure_is_that_of_the_noun_it_stands_apart_from(nlp, text):
    (event,) = read(nlp, text)
    assert ("mine.ap", 163, "destroyed") in items(event)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Teams in Hajjah lifted 700 items last week. Of these, 90 were anti-tank mines and 610 "
            "unexploded ordnance.",
            [("mine.av", 90, "removed"), ("uxo", 610, "removed")],
        ),
        (
            "Teams destroyed 900 pieces of UXO in Salavan. These comprised 800 bombies, 14 big "
            "bombs and 86 others.",
            [
                ("uxo", 86, "destroyed"),
                ("submunition", 800, "destroyed"),
                ("bomb", 14, "destroyed"),
            ],
        ),
        (
            "Teams in Sirte destroyed 118 items, of which 60 AP mines, 9 AT mines, remainder UXO.",
            [("mine.ap", 60, "destroyed"), ("mine.av", 9, "destroyed"), ("uxo", 49, "destroyed")],
        ),
    ],
)
def test_a_total_is_told_by_its_parts_and_what_they_leave(nlp, text, expected):
    (event,) = read(nlp, text)
    assert items(event) == expected


def test_items_are_nobodys_ordnance_without_those_who_clear(nlp):
    assert not read(nlp, "The museum in Kyiv removed 700 items last week. Of these, 90 were vases.")


def test_a_head_places_and_parts_what_is_told_below_it(nlp):
    events = read(
        nlp,
        "Croatia – 38 mines and 19 UXO found and destroyed.\n\n"
        "Albania – 44 AP mines found and destroyed.\n\n"
        "Serbia – 22 bomblets found and destroyed.",
    )
    assert first_places(events) == ["Croatia", "Albania", "Serbia"]
    assert [len(e.ordnance) for e in events] == [2, 1, 1]


def test_a_name_that_opens_a_paragraph_places_it(nlp):
    events = read(
        nlp,
        "Misrata. Sappers destroyed 212 mortar bombs on 3 August.\n\n"
        "Sirte. Sappers defused nineteen rockets on 4 August.",
    )
    assert first_places(events) == ["Misrata", "Sirte"]
