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
    "Soldiers mined the road to Demoso before they left on 1 August.",
    "The Syrian army mined its long border with Turkey last month.",
    "Thailand accused Cambodia of laying new mines at Chong Chom in July.",
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


@pytest.mark.parametrize(
    ("text", "land"),
    [
        ("Soldiers took out 70 mines from 42,000 square metres at Nusaybin in April.", "cleared"),
        ("Cleared to date at Herat: 14 sq km of mined land and 2 sq km of fields.", "cleared"),
        ("Mines lie in 14 sq km of fields at Herat. Cleared fields are marked.", "contaminated"),
    ],
)
def test_what_became_of_the_land(nlp, text, land):
    areas = [a for e in read(nlp, text) for a in e.areas]
    assert {a.action for a in areas} == {land}


TOLLS = [
    ("The man is the ninth civilian killed by a mine in Uvira since October.", "killed", 9),
    ("It was the 17th mine death in Kunar since 1 January.", "killed", 17),
    ("She is the 12th person to lose a leg to a landmine in Pailin this year.", "injured", 12),
    (
        "The Red Cross recorded 1,286 new landmine/UXO casualties in Herat in 2002.",
        "unspecified",
        1286,
    ),
    ("Mine casualties in Iraq rose by a third last year to 150.", "unspecified", 150),
    ("Some 130 people have been left disabled by landmines in Bignona since 1990.", "injured", 130),
]


@pytest.mark.parametrize(("text", "outcome", "count"), TOLLS)
def test_tolls(nlp, text, outcome, count):
    (toll,) = [e for e in read(nlp, text) if e.type == "casualty_toll"]
    assert getattr(toll, outcome).best == count
    assert "mine" in [i.kind for i in toll.ordnance]


def test_the_ordinal_goes_on_from_the_blast_before(nlp):
    blast, toll = read(
        nlp,
        "A herder died on Friday at Uvira when he trod on a mine. "
        "He is the third civilian to whom this has happened in South Kivu since May.",
    )
    assert (blast.type, blast.killed.best, blast.when.start) == ("explosion", 1, "2024-08-23")
    assert (toll.type, toll.killed.best, toll.ordnance[0].kind) == ("casualty_toll", 3, "mine")


@pytest.mark.parametrize(
    "text",
    [
        "It was the third bomb in Quetta since May, and the second battalion was on alert.",
        "He is the ninth governor of Kandahar since 2001.",
    ],
)
def test_an_ordinal_of_something_else(nlp, text):
    assert [e.type for e in read(nlp, text) if e.type == "casualty_toll"] == []


def test_sappers_who_died_over_the_years_are_a_toll(nlp):
    events = read(
        nlp,
        "Army engineers lifted 40 mines in Benghazi on Monday. "
        "Their chief said that 52 sappers have lost their lives since October 2014.",
    )
    assert [e.type for e in events] == ["clearance", "casualty_toll"]
    assert events[1].killed.best == 52


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
        "The company mined the hills near Kolwezi for cobalt; its mine shut in May.",
        "A man was accused of planting bombs near Kolwezi.",
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


OTHERS = [
    (
        "A bomb in a basket went off at the market of Blida on Sunday: eight dead. "
        "A second basket was rendered harmless by engineers.",
        1,
    ),
    (
        "A car bomb killed four people in Mosul on Monday. "
        "Two more vehicles were found nearby and later made safe.",
        2,
    ),
    (
        "A letter bomb addressed to a lawyer exploded in Graz on Monday. She lost two fingers. "
        "The other envelope, mailed to a priest in Linz, was intercepted and defused.",
        1,
    ),
]


@pytest.mark.parametrize(("text", "count"), OTHERS)
def test_the_other_device_was_defused(nlp, text, count):
    blast, find = read(nlp, text)
    assert (blast.type, find.type) == ("explosion", "clearance")
    assert [(i.kind, i.count.best, i.action) for i in find.ordnance] == [("ied", count, "defused")]


def test_what_else_was_defused(nlp):
    text = "A bomb killed two in Quetta on Monday. The other side was disarmed by elders."
    assert [e.type for e in read(nlp, text)] == ["explosion"]


def test_land_that_was_cleared_is_not_what_is_left(nlp):
    events = read(
        nlp,
        "In 2004 over 33 square kilometres of mined areas and 70 square kilometres of battle areas "
        "were cleared at Herat. Some 25,000 hectares at Farah have been demined, but 40% of it is "
        "still contaminated.",
    )
    assert {a.action for e in events for a in e.areas} == {"cleared"}


@pytest.mark.parametrize(
    "text",
    [
        "Most casualties at Herat in 2018 were of improvised mines (3,789).",
        "The number of UXO accidents in Laos has dropped from an average of 300 a year.",
    ],
)
def test_figures_of_accidents_are_no_items(nlp, text):
    assert [i for e in read(nlp, text) for i in e.ordnance if i.count] == []
    assert [e for e in read(nlp, text) if e.type == "use"] == []


def test_the_latest_case_of_a_toll_is_a_blast_of_its_own(nlp):
    toll, blast = read(
        nlp,
        "Since November 2020, 40 people in Fuzuli fell victim to mine explosions. "
        "In the latest case, on 20 August near Horadiz, a road worker lost a leg.",
    )
    assert (toll.type, toll.unspecified.best) == ("casualty_toll", 40)
    assert (blast.type, blast.injured.best, blast.when.start) == ("explosion", 1, "2024-08-20")
    assert [(i.kind, i.count.best) for i in blast.ordnance] == [("mine", 1)]


def test_the_latest_case_of_something_else(nlp):
    events = read(
        nlp,
        "Mines killed 14 people in Bosnia from 2016 to 2018. "
        "In the latest case of cholera, two men died at Zavidovici on 17 April.",
    )
    assert [e.type for e in events] == ["casualty_toll"]


MORE_TOLLS = [
    ("In 2022 a total of 30 people became victims of mine terror in Fuzuli.", "unspecified", 30),
    (
        "This blast brings the number of civilians killed by mines in Homs this year to 37.",
        "killed",
        37,
    ),
    ("At least 112 people have been killed in landmine blasts in Homs.", "killed", 112),
    ("Landmines planted by the retreating IS killed 29 people in Manbij.", "killed", 29),
    (
        "About 180 people were killed in the explosion of mines in Fuzuli since the war of 2020.",
        "killed",
        180,
    ),
]


@pytest.mark.parametrize(("text", "outcome", "count"), MORE_TOLLS)
def test_more_tolls(nlp, text, outcome, count):
    (toll,) = [e for e in read(nlp, text) if e.type == "casualty_toll"]
    assert getattr(toll, outcome).best == count
    assert "mine" in [i.kind for i in toll.ordnance]


def test_a_blast_of_a_day_is_no_toll_of_the_years_the_land_was_mined(nlp):
    (event,) = mine_ie.extract(
        mine_ie.Article(
            text="Three children were killed on Thursday when a landmine exploded near Hodeidah, "
            "in an area that was a front line until last year, where signs warn of mines.",
            published="2022-06-10",
        ),
        nlp,
    )
    assert (event.type, event.scope) == ("explosion", "incident")
