"""Notices that tell of a blast or a find without a verb, or with a participle alone."""

from __future__ import annotations

import pytest

import mine_ie


def figures(text: str) -> list[tuple[str, int | None, int | None]]:
    """Type, dead and injured of each event."""
    return [
        (
            e.type,
            e.killed.best if e.killed else None,
            e.injured.best if e.injured else None,
        )
        for e in mine_ie.extract(text)
    ]


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Two killed, seven injured: car bomb, Hakkari, 9 Nov 2007.", 2, 7),
        ("Killed: 3; Wounded: 11. Remote-controlled IED, Khuzdar, 5 May 2014.", 3, 11),
        ("Hodan, Mogadishu: VBIED against a convoy. Min. 6 civ killed, 14 civ inj.", None, 14),
        ("No deaths, no injuries: sum of the pipe bomb at a court in Athens, 7 March 2009.", 0, 0),
        ("14/10/2012 - Kaduna - Church bombed during mass, 8 killed, 20 hurt.", 8, 20),
        ("March 20, 1986: Paris, Galerie Nord bombed, two dead, 21 injured.", 2, 21),
        ("SVBIED at a checkpoint, Ramadi, 12 Nov 06. 3 IP KIA, 5 IP WIA, 2 civ WIA.", 3, 7),
        ("Vehicle with suicide driver at a post in Grozny: one guard killed, four hurt.", 1, 4),
    ],
)
def test_a_device_and_who_came_to_harm(text: str, killed: int | None, injured: int) -> None:
    (event,) = figures(text)
    assert event[0] == "explosion"
    assert event[2] == injured
    assert killed is None or event[1] == killed


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Bomb under a bridge at Dikhil found and made safe on 11 March 2010.", "defused"),
        ("2 Feb 1988: Bomb in a lunch box left at a cinema in Agra found and defused.", "defused"),
        ("14 May 1999: Wartime shell in a garden in Kent destroyed by the army.", "destroyed"),
    ],
)
def test_what_was_done_with_the_device_that_heads_a_note(text: str, action: str) -> None:
    (event,) = mine_ie.extract(text)
    assert event.type == "clearance"
    assert [o.action for o in event.ordnance] == [action]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb in the film festival's opening thriller won two prizes in Cannes in 1999.",
        "Critics said the comedy bombed in Paris.",
    ],
)
def test_no_notice(text: str) -> None:
    assert mine_ie.extract(text) == []


def test_a_form_names_its_weapon() -> None:
    text = (
        "Incident 12, 14 October 2014. Weapon: hand grenade. Location: Gitega, Burundi. "
        "Civilians killed: 2. Civilians injured: 15."
    )
    assert figures(text) == [("explosion", 2, 15)]


def test_a_vehicle_on_a_device() -> None:
    text = "01 Sep 2024 - Tillabéri: moto on IED, Makalondi axis. Rider KIA, passenger WIA."
    assert figures(text) == [("explosion", 1, 1)]


def test_those_who_have_since_gone_home_are_no_running_total() -> None:
    text = (
        "Of the 21 killed in Tuesday's blast in Lahore, six were policemen. Forty-four were "
        "injured, 19 of whom have since been discharged."
    )
    assert figures(text) == [("explosion", 21, 44)]


def test_a_vehicle_that_blew_up_on_a_mine_was_not_destroyed_by_sappers() -> None:
    text = "A pickup blew up on Monday on a mine near Gao in Mali. Its three occupants are dead."
    assert figures(text) == [("explosion", 3, None)]
