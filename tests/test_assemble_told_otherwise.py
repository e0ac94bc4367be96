"""Events told in other words than the commonest: what remains, what was laid, stocks destroyed."""

from __future__ import annotations

import pytest

import mine_ie

CLOCK = "2024-08-26"

REMAINS = [
    ("Surveyors estimate that over 40,000 mines are planted along the Evros.", 40_000),
    ("About 61,000 mines are thought to remain in Moxico.", 61_000),
    ("As many as 9,000 bomblets may still be in the ground around Tyre.", 9_000),
    ("Officials put the number of mines left in Kuito at 7,500.", 7_500),
    ("The ministry estimates at 30,000 the number of mines which still lie in Mavinga.", 30_000),
    ("More than 200,000 mines litter the province of Bie.", 200_000),
    ("There are still 3 minefields with 800 mines at Port Howard.", 800),
    ("Jets dropped cluster bombs on Sirte, leaving 600 unexploded bomblets.", 600),
]
LAND_LEFT = [
    "There is a further 4 sq km to do in Muhamalai, the mine action centre said.",
    "It remains for Peru to demine 40,000 square metres at Tiwinza.",
    "Demining: left to do on this side are 50,000 square metres in the sector of Pushi.",
    "The mine action centre puts what is left in Moxico at an estimated 50,000 square metres.",
]
LAID = [
    "New mines are being laid in Pursat.",
    "The rebels have been burying mines along the Ruvuma since March.",
    "Witnesses say that mines are being placed around Pibor.",
    "The mines at Chong Chom were recently emplaced, the army said.",
    "Guerrillas sowed anti-tank mines on the road to Menongue last month.",
]
STOCKS = [
    (
        "All of Serbia's stockpile, 1,200 anti-personnel mines, had been done away with by May.",
        1200,
    ),
    ("Between May and July 2001 Peru did away with 4,000 mines it had kept in store.", 4000),
    ("Moldova destroyed 9,000 anti-personnel mines in its possession in 2003.", 9000),
]


def read(nlp, text):
    return mine_ie.extract(mine_ie.Article(text=text, published=CLOCK), nlp)


@pytest.mark.parametrize(("text", "count"), REMAINS)
def test_so_many_are_there_still(nlp, text, count):
    told = [e for e in read(nlp, text) if e.type == "contamination"]
    assert len(told) == 1
    (item,) = told[0].ordnance
    assert count in (item.count.low, item.count.best, item.count.high)
    assert item.action == "remaining"


@pytest.mark.parametrize("text", LAND_LEFT)
def test_land_that_is_yet_to_be_cleared(nlp, text):
    (event,) = read(nlp, text)
    assert event.type == "contamination"
    assert [a.action for a in event.areas] == ["contaminated"]


@pytest.mark.parametrize("text", LAID)
def test_mines_that_are_being_laid(nlp, text):
    assert [e.type for e in read(nlp, text)] == ["use"]


@pytest.mark.parametrize(("text", "count"), STOCKS)
def test_stocks_done_away_with(nlp, text, count):
    (event,) = read(nlp, text)
    assert event.type == "stockpile_destruction"
    assert [i.count.best for i in event.ordnance] == [count]


def test_tonnes_blown_up_are_no_blast(nlp):
    (event,) = read(
        nlp, "Last year the army burned or blew up 90 tonnes of expired shells at Ruse."
    )
    assert event.type == "stockpile_destruction"


def test_so_many_places_where_something_lies_is_a_figure(nlp):
    (event,) = read(nlp, "Schools in 14 villages of Wukro are still littered with mortar bombs.")
    assert (event.type, event.ordnance[0].kind) == ("contamination", "mortar")
    assert read(nlp, "The villages of Wukro are still littered with shells.") == []


def test_two_places_are_two_contaminations(nlp):
    events = read(
        nlp,
        "Forty houses in Sirte still contain UXO. An estimated 900 missiles remain near Zintan.",
    )
    assert [e.places[0].name for e in events] == ["Sirte", "Zintan"]


@pytest.mark.parametrize(
    "text",
    [
        "Volunteers cleared 7 hectares of hogweed, the 'green landmine', near Kaunas.",
        "They had nothing to do with the 9 hectares of wheat near Kaunas.",
        "Mines are laid in wars.",
    ],
)
def test_none(nlp, text):
    assert read(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The clinic for Intermittent Explosive Disorder saw 90 IED patients hurt in 2023.", []),
        ("The Institute for Energy Design (IED) was hit; an IED man died in Oslo on Monday.", []),
        ("Of the IED (International Education Day) crowd two died in Oslo on Monday.", []),
        ("An improvised explosive device (IED) killed two in Mosul on Monday.", ["explosion"]),
        ("An EOD (explosive ordnance disposal) team blew up two IEDs in Mosul.", ["clearance"]),
    ],
)
def test_an_abbreviation_that_the_text_spells_out(nlp, text, kinds):
    assert [e.type for e in read(nlp, text)] == kinds
