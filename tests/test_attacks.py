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
