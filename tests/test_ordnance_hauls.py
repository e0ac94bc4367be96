"""Hauls: what lists of finds count, hold beside ordnance, and say twice."""

from __future__ import annotations

import pytest
from tests.test_ordnance_items import (
    DEFUSED,
    DESTROYED,
    REMAINING,
    REMOVED,
    SEIZED,
    items,
)

import mine_ie

READ = [
    ("40 kg of TNT packed in six sacks was recovered.", [("explosive", SEIZED, None)]),
    ("Three shells stored under a bed were seized.", [("projectile", SEIZED, 3)]),
    ("Troops captured 14 primed IEDs and killed two rebels.", [("ied", SEIZED, 14)]),
    ("They cleared 4,100 of the province's landmines.", [("mine", REMOVED, 4100)]),
    ("Sappers lifted 12 of the army's mines.", [("mine", REMOVED, 12)]),
    ("Police seized ten Grade 3 explosives.", [("explosive", SEIZED, 10)]),
    ("They seized five boxes containing 40 gelatin sticks each.", [("explosive", SEIZED, 200)]),
    ("They seized five boxes with 40 gelatin sticks in all.", [("explosive", SEIZED, 40)]),
    ("Two aerial bombs with delay fuzes were defused.", [("bomb", DEFUSED, 2)]),
    ("Police seized two grenades along with detonators.",
     [("grenade", SEIZED, 2), ("component", SEIZED, None)]),
    ("They destroyed an Improvised Explosive Devices (IED) factory.", []),
    ("The Explosive Ordnance Device (EOD) team lifted a shell.", [("projectile", REMOVED, 1)]),
    ("They recovered two rocket grenade launchers.", []),
    ("Police seized explosive accessories.", []),
    ("Police seized two stove IEDs, timed destruction IEDs and six grenades.",
     [("ied", SEIZED, 2), ("ied", SEIZED, None), ("grenade", SEIZED, 6)]),
    ("Seized were ten live rounds of .303, two tear gas grenades, one radio, four metres of rope, "
     "two maps, one mortar bomb and nine detonators.",
     [("ammunition", SEIZED, 10), ("mortar", SEIZED, 1), ("component", SEIZED, 9)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ)
def test_items_of_hauls(text: str, expected: object) -> None:
    assert items(text) == expected


def told(nlp, text):
    """Type of each event and its items as ``(kind, count, action)``."""
    events = mine_ie.extract(mine_ie.Article(text=text, published="2024-08-26"), nlp)
    return [(e.type, [(o.kind, o.count and o.count.best, o.action) for o in e.ordnance])
            for e in events]  # fmt: skip


FINDS = [
    # Told in the present, of what was done.
    ("Police searched a house in Kollam. The seized items include 210 detonators and 6 grenades.",
     [("component", 210, SEIZED), ("grenade", 6, SEIZED)]),
    ("Police raided a farm near Kollam. Other recoveries include 13 rounds of 7.62 mm.",
     [("ammunition", 13, SEIZED)]),
    # A list follows what sums it up.
    ("Police seized a cache of arms and explosives near Poonch on Friday. They recovered six "
     "grenades and two IEDs.", [("grenade", 6, SEIZED), ("ied", 2, SEIZED)]),
    ("Police seized explosives and two grenades near Poonch on Friday.",
     [("explosive", None, SEIZED), ("grenade", 2, SEIZED)]),
    # The last thing done with a thing told twice.
    ("A teacher found a bomb under her car in Kapar on Friday. Police confirmed that it was an "
     "improvised explosive device. The object was destroyed at noon.",
     [("ied", 1, DESTROYED)]),
    # Fuzes of their own, and those that were found.
    ("Soldiers defused a 250-kg aerial bomb in Naha on Sunday. A robot removed the nose fuse.",
     [("bomb", 1, DEFUSED)]),
    ("Soldiers destroyed an aerial bomb in Naha on Sunday. They also destroyed three fuzes.",
     [("bomb", 1, DESTROYED), ("component", 3, DESTROYED)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FINDS)
def test_a_find_and_its_list(nlp, text: str, expected: object) -> None:
    ((kind, found),) = told(nlp, text)
    assert kind == "clearance"
    assert found == expected


def test_another_place_is_another_find_of_the_same_figure(nlp):
    events = told(
        nlp,
        "Items recovered:\n2 IEDs\n3 grenades\n\n"
        "Same day in Bijapur, a squad detected 2 IEDs. Both were destroyed.",
    )
    assert [found for _, found in events] == [
        [("ied", 2, SEIZED), ("grenade", 3, SEIZED)],
        [("ied", 2, DESTROYED)],
    ]


def test_mines_that_are_planted_are_there(nlp):
    ((kind, found),) = told(nlp, "More than 300,000 mines are planted on Algerian territory.")
    assert (kind, found) == ("contamination", [("mine", 300_000, REMAINING)])


def areas(nlp, text):
    events = mine_ie.extract(mine_ie.Article(text=text), nlp)
    return [(a.m2.best, a.action) for e in events for a in e.areas]


@pytest.mark.parametrize(
    "text",
    [
        "Deminers cleared 60 km2 of battle areas in 2010, including 4 km2 of cluster munition "
        "contaminated areas.",
        "60 km2 of land was cleared of mines in 2010 including more than 4 km2 of farmland.",
    ],
)
def test_land_that_is_a_part_is_not_told_apart(nlp, text):
    assert areas(nlp, text) == [(60_000_000, "cleared")]


def test_land_of_a_list_may_hold_a_part(nlp):
    text = (
        "Deminers cleared 20 km2 of mined areas and 60 km2 of battle areas, including 4 km2 of "
        "contaminated areas."
    )
    assert areas(nlp, text) == [(20_000_000, "cleared"), (60_000_000, "cleared")]
