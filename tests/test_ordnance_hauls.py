"""Hauls: what lists of finds count, hold beside ordnance, and say twice."""

from __future__ import annotations

import pytest
from tests.test_ordnance_items import (
    DEFUSED,
    DESTROYED,
    FOUND,
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
    ("They seized 250 various explosive projectiles.", [("projectile", SEIZED, 250)]),
    ("They seized 20 mortar charges.", [("component", SEIZED, 20)]),
    ("They seized pamphlets on improvised explosive device construction.", []),
    ("Some 4,000 anti-personnel and anti-tank mines were lifted.", [("mine", REMOVED, 4000)]),
    ("Teams cleared 40 ha of terrain and 41 ha of farmland from explosive devices.", []),
    ("Police seized three RPG-7s, two RPG-7 rounds and nine 12-bore cartridges.",
     [("grenade", SEIZED, 2), ("ammunition", SEIZED, 9)]),
    ("They seized rocket-propelled grenades (RPG).", [("grenade", SEIZED, None)]),
    ("They seized components of anti-personnel mines.", [("component", SEIZED, None)]),
    ("Teams removed 969 landmines and UXO, including one anti-personnel landmines and 47 UXO.",
     [("ordnance", REMOVED, 969), ("mine.ap", REMOVED, 1), ("uxo", REMOVED, 47)]),
    ("The recovered arms and ammunition included rifles and six grenades.",
     [("grenade", SEIZED, 6)]),
    ("Soldiers seized arms in Zhob. The guns included two rifles, eight IEDs and six mortars.",
     [("ied", SEIZED, 8), ("mortar", SEIZED, 6)]),
    ("Mines and UXO were removed from 2,575 hectares.", []),
    ("Some 61 (37 anti-personnel and 24 anti-tank) mines were found.",
     [("mine.ap", FOUND, 37), ("mine.av", FOUND, 24)]),
    ("An unexploded pipe bomb was found in Belfast.", [("ied", FOUND, 1)]),
    ("An unexploded bomb was found in Belfast.", [("uxo", FOUND, 1)]),
    ("The army dealt with a blast bomb.", [("ied", REMOVED, 1)]),
    ("A viable device was made safe.", [("ied", DEFUSED, 1)]),
    ("Three women wearing explosive vests came; two suicide vests were seized.",
     [("ied", None, 3), ("ied", SEIZED, 2)]),
    ("Seven World War II duds were found. Five of the bombs were defused.",
     [("uxo", FOUND, 7), ("bomb", DEFUSED, 5)]),
    ("Around 50 unexploded PMN-type anti-personal landmines were found.",
     [("mine.ap", FOUND, 50)]),
    ("CMAC destroyed 100 units of six different kinds of unexploded ordnance.",
     [("uxo", DESTROYED, 100)]),
    ("They seized four fragmentation bouncing mines.", [("mine.ap", SEIZED, 4)]),
    ("The blast hit an explosives demolition ground.", []),
    ("One of two motorcycle bombs was defused.", [("ied", DEFUSED, 1)]),
    # What was done with the cache was done with what it held.
    ("Soldiers seized a cache in Diyala. The cache consisted of 32 tank rounds and six mines.",
     [("projectile", SEIZED, 32), ("mine", SEIZED, 6)]),
    ("Residents handed over a weapons cache. Nobody was held. The cache contained nine rockets.",
     [("rocket", SEIZED, 9)]),
    ("A shepherd found a cache. Police seized his car. The cache contained nine rockets.",
     [("rocket", FOUND, 9)]),
    ("Police uncovered a cache in Kirkuk. Included in the cache were 65 grenades and nine fuzes.",
     [("grenade", FOUND, 65), ("component", FOUND, 9)]),
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
    ("Police searched a farm in Jaffna. Seven suicide vests, two mortars and a detonator are "
     "among the recovered items.", [("ied", 7, SEIZED), ("mortar", 2, SEIZED),
                                    ("component", 1, SEIZED)]),
    # Said again, with its weight.
    ("Police seized 20 tonnes of ammonium nitrate in Mardin on Friday. The 20 tonnes of ammonium "
     "nitrate were seized in a shed.", [("explosive", None, SEIZED)]),
    ("Police seized 60 tonnes of handmade explosives in Bitlis on Friday.",
     [("explosive", None, SEIZED)]),
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


def test_parts_in_particular_are_no_land_of_their_own(nlp):
    text = (
        "Since 2022 sappers have cleared 900 ha of land of mines. In particular, 12 ha of farmland "
        "and 30 ha of gardens were checked."
    )
    assert areas(nlp, text) == [(9_000_000, "cleared")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('A mine killed two men near Mariinka on Friday. "It was an anti-tank mine," he said.',
         "mine.av"),
        ("A mine killed two men near Gissar on Friday. Police said the mine was of PMN type.",
         "mine.ap"),
        ("A mine killed two men near Gissar on Friday. An anti-tank mine was found there in May.",
         "mine"),
    ],
)  # fmt: skip
def test_a_device_is_identified_later(nlp, text, kind):
    events = mine_ie.extract(mine_ie.Article(text=text, published="2024-08-26"), nlp)
    assert [o.kind for e in events if e.type == "explosion" for o in e.ordnance] == [kind]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # In an article on mines a toll far down is of mines.
        ("A landmine hurt a boy near Naikhongchhari on Friday. He is 12. He is in hospital. He "
         "went to school. His father is a farmer. At least 13 people have been maimed on this "
         "border this year.", ["mine"]),
        # Of attacks it may be of any.
        ("A car bomb hurt a boy near Quetta on Friday. He is 12. He is in hospital. He went to "
         "school. His father is a farmer. At least 13 people have been maimed on this border this "
         "year.", []),
    ],
)  # fmt: skip
def test_tolls_go_on_about_what_lies_in_the_ground(nlp, text, kinds):
    events = mine_ie.extract(mine_ie.Article(text=text, published="2024-08-26"), nlp)
    tolls = [e for e in events if e.type == "casualty_toll"]
    assert [o.kind for e in tolls for o in e.ordnance] == kinds


def test_counted_explosives_are_things(nlp):
    ((_, found),) = told(nlp, "Sappers in Kherson neutralised 1,159 explosives on Friday.")
    assert found == [("ordnance", 1159, DEFUSED)]


def test_land_of_a_total_said_in_two_units_is_one(nlp):
    text = (
        "Deminers cleared 49 acres of minefields in May, bringing the total area cleared to around "
        "10,722 acres, or 16.8 square miles."
    )
    assert areas(nlp, text) == [(198_296, "cleared"), (43_390_395, "cleared")]


@pytest.mark.parametrize(
    "text",
    [
        "Sappers lifted 77 anti-personnel mines from 42,000 square metres in April.",
        "Mines and unexploded ordnance were removed from 42,000 square metres.",
        "They destroyed 12 shells and 77 mines from an area of 42,000 square metres.",
    ],
)
def test_land_that_ordnance_was_lifted_from_was_cleared(nlp, text):
    assert areas(nlp, text) == [(42_000, "cleared")]


def test_the_explosive_is_the_bomb_told_of(nlp):
    ((kind, found),) = told(
        nlp,
        "An operation to defuse a British aerial bomb in Augsburg began on Friday. The 1.8-tonne "
        "explosive was found by workers. Two experts defused the explosive.",
    )
    assert (kind, found) == ("clearance", [("bomb", 1, DEFUSED)])


def test_who_wears_a_vest_lays_none(nlp):
    events = told(nlp, "Three men strapped into explosive vests came to a gate in Biu on Friday.")
    assert [kind for kind, _ in events if kind == "use"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Police seized 200 kilograms (442 pounds) of TNT in Kollam.",
        "Police seized 442 pounds (200 kg) of TNT in Kollam.",
    ],
)
def test_of_two_weights_the_metric_one_is_taken(nlp, text):
    (event,) = mine_ie.extract(mine_ie.Article(text=text), nlp)
    assert [o.mass_kg for o in event.ordnance] == [200.0]


def test_what_is_brought_for_destruction_is_not_destroyed_yet(nlp):
    text = "Six workers died on Friday as they unloaded shells for destruction of old ordnance."
    assert [kind for kind, _ in told(nlp, text)] == ["explosion"]


def test_parts_that_make_up_the_land_are_not_told_apart(nlp):
    text = (
        "Deminers cleared 1.96 km2 of mined land in May. Of this, 1.71 km2 were cleared in the "
        "south and 0.25 km2 were cleared in the north."
    )
    assert areas(nlp, text) == [(1_960_000, "cleared")]


def test_of_land_still_contaminated_the_rest_counts(nlp):
    text = (
        "The area contaminated with mines in Iraq amounted to 6,180 square kilometres, of which "
        "3,520 have been cleaned, and there remain 2,660 square kilometres."
    )
    assert areas(nlp, text) == [(2_660_000_000, "contaminated")]
