"""Reports of attacks as desks and databases word them: which events, and how many were harmed."""

from __future__ import annotations

import pytest

import mine_ie
from mine_ie.schema import Count

#: Text, and of each event its type, killed and injured ("" is not stated).
TOLD = [
    # Things done before it went off did not keep it from going off, unless somebody dealt with it.
    (
        "A lorry full of explosives was driven into the crowd in Tal Afar before it exploded. "
        "Nine people were killed.",
        ["explosion 9 -"],
    ),
    ("Police found a bomb in Cali before it exploded.", ["clearance - -"]),
    # The month of May makes nothing possible.
    ("On 23 May guerrillas detonated a bomb in Madrid.", ["explosion - -"]),
    ("The guerrillas may detonate a bomb in Madrid.", []),
    # What was thrown or planted went off where the damage or the blast is told.
    (
        "Attackers threw a grenade at a post in Goma on 4 July 2015. The gate was damaged, but "
        "nobody was hurt.",
        ["explosion 0 0"],
    ),
    ("Attackers threw a grenade at a post in Goma on 4 July 2015, causing no damage.", ["use - -"]),
    (
        "Unknown men planted a bomb at a shop in Bogota on 1 July 2009. The bomb caused property "
        "damage but no casualties.",
        ["explosion 0 0"],
    ),
    ("Rebels planted two bombs on the road near Arauca on 3 May.", ["use - -"]),
    # Attackers set devices off in earnest; aircraft and drones strike.
    ("Rebels detonated a mine under an army truck near Arauca on 2 June.", ["explosion - -"]),
    ("US drones struck a vehicle in Shabwa, killing two men.", ["explosion 2 -"]),
    ("Troops shot down a drone near Sumy on 4 May.", []),
    # A notice has no verb.
    ("3 June 1995, Baghdad: Car bomb in a market. 5 dead.", ["explosion 5 -"]),
    # Whose they are stands before how many.
    ("A bomb in Ghazni killed the deputy's two guards.", ["explosion 2 -"]),
    ("A bomb in Ghazni killed Karimov's two sons.", ["explosion 2 -"]),
    # Bombs are counted beside people.
    (
        "Three bombs exploded in Mumbai, killing five people, and the fourth was defused.",
        ["explosion 5 -"],
    ),
    # A list of its own begins with "with"; an aside between dashes does not break one.
    (
        "The bomb in Marja killed ten women and two men, with four boys and a girl sustaining "
        "injuries.",
        ["explosion 12 5"],
    ),
    (
        "A bomb exploded in Belfast. Three civilians\u2014two of them children\u2014and a guard "
        "were killed.",
        ["explosion 4 -"],
    ),
    ("The bombing in Ghazni left 8 of the children dead and two hurt.", ["explosion 8 2"]),
    # What is told again is not added.
    (
        "Two men were killed and four others wounded by a bomb in Yala. The four others \u2014 "
        "Ali Din, Omar Tok and their guards \u2013 were wounded in the leg.",
        ["explosion 2 4"],
    ),
    (
        "Suicide bombers struck a mosque in Maiduguri, killing eight people (10 fatalities in "
        "total including the bombers).",
        ["explosion 10 -"],
    ),
    (
        "A bomb in Kherson hurt a 55-year-old man and a 65- and 70-year-old woman.",
        ["explosion - 3"],
    ),
    # Each entry of a list tells of its own.
    (
        "Mosul\n- A bomb exploded in a house, killing two children.\n- A car bomb exploded near a "
        "school, injuring four.\n- Gunmen killed a man in the west of the city.",
        ["explosion 2 -", "explosion - 4"],
    ),
    # What came before is an event of its own; what gunmen did is none.
    (
        "A bomb in Kabul on 3 June killed five people. The attack came two weeks after more than "
        "350 people died in a truck bombing in Herat.",
        ["explosion 5 -", "explosion 350+ -"],
    ),
    (
        "A bomb in Kabul on 3 June killed five people. It came days after gunmen killed three.",
        ["explosion 5 -"],
    ),
    # One of those counted before.
    (
        "Two suicide bombers killed 45 people at a market in Maiduguri. A second bomb went off "
        "ten minutes after the first.",
        ["explosion 45 -"],
    ),
    (
        "Gunmen planted bombs around three houses in Hit, killing four women and two children "
        "and two men.",
        ["explosion 8 -"],
    ),
    # The others are other than the dead, and told once.
    (
        "A bomb in Jolo killed 9 people and wounded 20 others. At least 20 others were hurt, a "
        "doctor said.",
        ["explosion 9 20"],
    ),
    # Parts of twin blasts are no more people.
    (
        "Nine people were killed in twin blasts in Duki. The second blast killed four.",
        ["explosion 9 -"],
    ),
    # Rockets and a mine are two events; so is what happened in a month of its own.
    (
        "Mortar rounds hit a market in Mogadishu on 6 October, killing five. A land mine killed a "
        "driver and wounded two.",
        ["explosion 5 -", "explosion 1 2"],
    ),
    (
        "A bomb in Duki killed one person and injured 20. In February, a blast in Pishin killed "
        "twelve people.",
        ["explosion 1 20", "explosion 12 -"],
    ),
    (
        "Extremists killed nine people in a grenade attack in Jolo on Saturday. Suspected rebels "
        "lobbed a grenade into a crowd near the port.",
        ["explosion 9 -"],
    ),
    # Saboteurs blow up what might burst by itself.
    ("The gas pipeline was blown up near Peshawar on 3 June.", ["explosion - -"]),
    ("A house was blown up by a gas leak in Leeds on 3 June.", []),
]


def figure(count: Count | None) -> str:
    if count is None:
        return "-"
    if count.low == count.high:
        return str(count.low)
    return f"{count.low}+" if count.high is None else f"{count.low}..{count.high}"


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_attacks(text: str, expected: list[str]) -> None:
    told = [f"{e.type} {figure(e.killed)} {figure(e.injured)}" for e in mine_ie.extract(text)]
    assert told == expected


#: Text, and who did it or claims it.
DOERS = [
    ("The IRA exploded a bomb in a bar in Belfast on 3 June.", [("The IRA", "perpetrator")]),
    (
        "Suspected rebels threw a grenade into a bar in Goma, wounding two.",
        [("Suspected rebels", "perpetrator")],
    ),
    (
        "A car bomb attack by the separatist organisation ETA killed two in Madrid.",
        [("the separatist organisation ETA", "perpetrator")],
    ),
    (
        "A bomb killed two in Jaffna on 3 June. The Tamil Tigers were quickly blamed.",
        [("The Tamil Tigers", "perpetrator")],
    ),
    (
        "A bomb killed two in Afula on 3 June, and Hamas claimed responsibility.",
        [("Hamas", "claimant")],
    ),
    ("A bomb planted near troops exploded in Goma, wounding two.", []),
    ("A device detonated by a pickup truck killed two in Maywand.", []),
]


@pytest.mark.parametrize(("text", "expected"), DOERS)
def test_who_attacked(text: str, expected: list[tuple[str, str]]) -> None:
    (event,) = mine_ie.extract(text)
    assert [(a.text, a.role) for a in event.actors] == expected
