"""Which date and which place of a text an event gets."""

from __future__ import annotations

import pytest

import mine_ie

CLOCK = "2024-08-26"


def read(nlp, text, **options):
    """The events of a text published on a Monday."""
    return mine_ie.extract(mine_ie.Article(text=text, published=CLOCK), nlp, **options)


def span(event):
    return event.when and (event.when.start, event.when.end)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        # The day, not the year beside it.
        ("A man died on Wednesday when a mine exploded near Gao, the third such blast this year.",
         "2024-08-21"),
        # The day of the telling gives way to the day told in the next sentence.
        ("A mine killed a man near Gao, police said on Monday. The blast took place on Friday.",
         "2024-08-23"),
        # Not when the victim was born.
        ("On 20 July a farmer (born in 1959) was killed by a mine near Gao.", "2024-07-20"),
        # What happened on Tuesday, not what was said.
        ("The army said its troops on Tuesday defused a bomb near Gao.", "2024-08-20"),
        # Later than the event, and no other event's.
        ("On 3 August a mine hurt two men near Gao. One of them died the next day. "
         "A second mine was destroyed in place.", "2024-08-03"),
        ("On Friday a bomb hurt two men in Gao. A second device was defused two hours later.",
         "2024-08-23"),
    ],
)  # fmt: skip
def test_incident_is_of_the_day_told(nlp, text, start):
    assert {e.when.start for e in read(nlp, text)} == {start}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Mines killed 80 people in Mali from 2019 till the end of 2021.",
         ("2019-01-01", "2021-12-31")),
        ("Sappers destroyed 2,500 mines near Gao in June and July.", ("2024-06-01", "2024-07-31")),
        ("So far this year teams have destroyed 456 mines in Mali.", ("2024-01-01", None)),
        ("Mali finished destroying its stocks of 7,000 mines on 5 May 2020.", (None, "2020-05-05")),
        ("Teams removed 90 mines in Mali between 2013 and 2023, a general told parliament on "
         "Thursday.", ("2013-01-01", "2023-12-31")),
    ],
)  # fmt: skip
def test_statistic_is_of_its_stretch_of_time(nlp, text, when):
    assert [span(e) for e in read(nlp, text)] == [when]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A mine hurt two in the Kume district of Naha on Friday.", ["Kume", "Naha"]),
        ("A mine killed a farmer from Timbuktu near Gao on Friday.", ["Gao"]),
        ("A mine killed a man near Gao on Friday and the wounded were taken to Bamako.", ["Gao"]),
        ("A bomb killed two in Mahmudiya, 30 km south of Baghdad, on Friday.", ["Mahmudiya"]),
        ("Mines killed 40 people in Gao, Mopti and Kidal in 2023.", ["Gao", "Mopti", "Kidal"]),
        ("A mine killed a man near Ansongo, officials told reporters in Bamako.", ["Ansongo"]),
        ("Sappers removed 312 mines from Gao on Friday.", ["Gao"]),
    ],
)
def test_scene_leads(nlp, text, names):
    (event,) = read(nlp, text)
    assert [p.name for p in event.places][: len(names)] == names


@pytest.mark.parametrize(
    "stranger",
    [
        "On 3 March 2011 the champions beat Valparaíso by two goals to one before a full house.",
        "Rice prices in Antananarivo rose for the third week in a row, traders said on Friday.",
    ],
)
def test_paragraph_about_something_else_lends_neither_day_nor_place(nlp, stranger):
    text = "Two men died in Gao on 20 August.\n\n{}A landmine exploded under a cart."
    alone, among = (read(nlp, text.format(between)) for between in ("", stranger + "\n\n"))
    assert [(span(e), [p.name for p in e.places]) for e in alone] == [
        (span(e), [p.name for p in e.places]) for e in among
    ]


def test_paragraph_that_goes_on_about_the_event_lends_its_day(nlp):
    text = (
        "KIDAL. A mine killed six people on the road to Gao.\n\n"
        "That was on August 6, the very day on which the talks began in Algiers.\n\n"
        "The army has not commented."
    )
    (event,) = read(nlp, text)
    assert span(event) == ("2024-08-06", "2024-08-06")
