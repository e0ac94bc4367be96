"""What was done with ordnance over clauses, sentences, lists in lines and later words."""

from __future__ import annotations

import pytest
from tests.test_ordnance_items import (
    DEFUSED,
    DESTROYED,
    DETONATED,
    FIRED,
    FOUND,
    LAID,
    REMOVED,
    SEIZED,
    items,
)

PASSIVES = [
    ("2.6 tons of explosives were seized in May and 327 mines were rendered ineffective.",
     [("explosive", SEIZED, None), ("mine", DEFUSED, 327)]),
    ("A total of 91 IEDs have been defused and 1850 kg of explosives recovered.",
     [("ied", DEFUSED, 91), ("explosive", SEIZED, None)]),
    ("Five rockets were found, two mines defused and 40 shells destroyed.",
     [("rocket", FOUND, 5), ("mine", DEFUSED, 2), ("projectile", DESTROYED, 40)]),
    ("A total of 9,614 mines were lifted in May and 1.8 million square metres of land were made "
     "safe.", [("mine", REMOVED, 9614)]),
    ("A large quantity of arms was recovered, including 12 mines.", [("mine", SEIZED, 12)]),
    ("In May were found and destroyed 39 mines.", [("mine", DESTROYED, 39)]),
    ("The bomb, made of six shells wired together, was defused.", [("ied", DEFUSED, 1)]),
    ("Recovered items include 9 hand grenades and 3 IEDs.",
     [("grenade", SEIZED, 9), ("ied", SEIZED, 3)]),
    ("Police seized 11 grenades and the squad destroyed two mines.",
     [("grenade", SEIZED, 11), ("mine", DESTROYED, 2)]),
    ("23 mines placed by rebels were determined and made harmless.", [("mine", DEFUSED, 23)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PASSIVES)
def test_a_passive_says_what_was_done_to_its_subject(text: str, expected: object) -> None:
    assert items(text) == expected


LATER = [
    ("Recovered: two suicide jackets and 3 grenades. The expert defused both the jackets.",
     [("ied", DEFUSED, 2), ("grenade", SEIZED, 3)]),
    ("Police found three IEDs in a well. A team blew all three in place.", [("ied", DESTROYED, 3)]),
    ("Sappers found two TM-57s and demolished both.", [("mine.av", DESTROYED, 2)]),
    ("A bomb was found in a bag. It was blown up by Army experts.", [("ied", DESTROYED, 1)]),
    ("They found eleven GYATA-64s. All eleven are gone now; we blew them up on Friday.",
     [("mine.ap", DESTROYED, 11)]),
    ("Police found 14 grenades and a shell. All fifteen were carried off and blown up by noon.",
     [("grenade", DESTROYED, 14), ("projectile", DESTROYED, 1)]),
    ("A wartime bomb dredged from the Humber was blown up by the Navy.", [("bomb", DESTROYED, 1)]),
    ("Workers came across an unexploded shell; it was taken away by the army.",
     [("uxo", REMOVED, 1)]),
    ("Rebels shot at a patrol. A bomb exploded at the gate; it destroyed the post.",
     [("ied", DETONATED, 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LATER)
def test_pronouns_and_heads_carry_what_was_done_back(text: str, expected: object) -> None:
    assert items(text) == expected


LINES = [
    ("Items recovered:\nHand grenades – 7 nos\nTiffin bombs, 3 kg each – 2 nos",
     [("grenade", SEIZED, 7), ("ied", SEIZED, 2)]),
    ("The detachment discovered a cache containing:\n– 61 RPG-7 rockets;\n– 9 anti-tank mines.\n"
     "The whole was recovered.", [("grenade", SEIZED, 61), ("mine.av", SEIZED, 9)]),
    ("Soldiers secured the following:\n9 improvised landmines, deactivated in place.\n"
     "2,140 cartridges.", [("mine.improvised", DEFUSED, 9), ("ammunition", SEIZED, 2140)]),
    ("The following were seized:\n- 12 mines\nLater two rockets were fired at the base.",
     [("mine", SEIZED, 12), ("rocket", FIRED, 2)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_lines_take_what_their_heading_says(text: str, expected: object) -> None:
    assert items(text) == expected


PARTS = [
    ("They removed 27 mines, each fitted with a pressure plate and holding 8 kg of explosive.",
     [("mine", REMOVED, 27)]),
    ("They destroyed 1,760 unexploded munitions, the bulk of them cluster submunitions.",
     [("uxo", DESTROYED, 1760)]),
    ("Rebels laid 615,000 mines, of which 414,000 anti-personnel and 201,000 anti-tank.",
     [("mine", LAID, 615000), ("mine.ap", LAID, 414000), ("mine.av", LAID, 201000)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_parts_of_devices_and_of_totals(text: str, expected: object) -> None:
    assert items(text) == expected


COUNTS = [
    ("Police seized 7 nos. HE-36 hand grenade, 1 no. IED approx. 3 kg and 12 nos. detonator.",
     [("grenade", SEIZED, 7), ("ied", SEIZED, 1), ("component", SEIZED, 12)]),
    ("Troops recovered 2 x 120mm mortar rounds and 1,060 x T-56 rounds.",
     [("mortar", SEIZED, 2), ("ammunition", SEIZED, 1060)]),
    ("Two (2) IEDs were recovered.", [("ied", SEIZED, 2)]),
    ("Three suicide bombers blew themselves up, killing 18.", [("ied", DETONATED, 3)]),
    ("The twin suicide attack killed six.", [("ied", DETONATED, 2)]),
    ("In July 2010, one such mine killed a man.", [("mine", DETONATED, 1)]),
    ("Teams cleared a total of UXO: 5,120 and mines: 33.",
     [("uxo", REMOVED, 5120), ("mine", REMOVED, 33)]),
    ("The squad blew up 3 mines, disposing of 87 items.",
     [("mine", DESTROYED, 3), ("ordnance", DESTROYED, 87)]),
    ("The HCR puts the mine suspected area at 1,174 square kilometres.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts_as_press_notes_write_them(text: str, expected: object) -> None:
    assert items(text) == expected


KINDS = [
    ("An IED hit a patrol. A second device was found and destroyed.",
     [("ied", DETONATED, 1), ("ied", DESTROYED, 1)]),
    ("Jets dropped four bombs. Another bomb, which had failed to explode, was lifted.",
     [("bomb", FIRED, 4), ("uxo", REMOVED, 1)]),
    ("Three crude bombs exploded. A fourth bomb, which did not go off, was picked up.",
     [("ied", DETONATED, 3), ("ied", REMOVED, 1)]),
    ("120mm mines hit Zaitsevo.", [("mortar", DETONATED, None)]),
    ("They seized 40 7.62 mm rounds, six 122 mm rounds and 5000 rounds of 12.7 mm.",
     [("ammunition", SEIZED, 40), ("projectile", SEIZED, 6), ("ammunition", SEIZED, 5000)]),
    ("Police seized four 60mm mortar bombs. They destroyed the four bombs.",
     [("mortar", DESTROYED, 4), ("mortar", DESTROYED, 4)]),
    ("A magnetic mine hit a car in Kabul.", [("ied", DETONATED, 1)]),
    ("Three rounds of talks on demining ended.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_kinds_from_what_was_named_before_and_by_bore(text: str, expected: object) -> None:
    assert items(text) == expected
