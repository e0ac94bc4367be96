"""When things happened: dates of the event, not of the telling, of others or of long ago."""

import pytest

import mine_ie

PUBLISHED = "2024-08-26"  # a Monday


@pytest.fixture(scope="module")
def nlp():
    return mine_ie.load()


def days(nlp, text, type, published=PUBLISHED):
    (events,) = mine_ie.extract([mine_ie.Article(text=text, published=published)], nlp)
    told = [e.when for e in events if e.type == type]
    return [None if w is None else (w.start, w.end) for w in told]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            "Some 3,000 bomblets have been destroyed since the truce of 14 August 2006, "
            "the centre says.",
            "2006-08-14",
            None,
        ),
        (
            "To date, i.e. from November 10, 2020, 4,000 hectares have been cleared of mines.",
            "2020-11-10",
            None,
        ),
        (
            "The head of the office told reporters that since 2004 mine clearance teams in Chad "
            "have destroyed 5,014 mines.",
            "2004-01-01",
            None,
        ),
        (
            "In the year that ended on 20 March the teams surveyed 61 hectares and destroyed "
            "5,473 mines in Ilam.",
            "2023-03-21",
            "2024-03-20",
        ),
    ],
)
def test_count_runs_from_its_day(nlp, text, start, end):
    assert days(nlp, text, "clearance") == [(start, end)]


def test_place_heads_keep_their_days_apart(nlp):
    text = (
        "Security developments in Iraq as of 1600 GMT on Monday.\n\n"
        "MOSUL - Troops found a cache of 40 mortar rounds on Sunday.\n\n"
        "RAMADI - A car bomb at an army checkpoint killed two soldiers.\n"
    )
    assert days(nlp, text, "explosion") == [("2024-08-26", "2024-08-26")]


def test_a_month_or_decade_told_beside_dates_no_blast(nlp):
    text = (
        "A boy of twelve lost a hand when a rusted shell exploded at Charunda, a hamlet that was "
        "pounded in the nineties. The district was calm after the pull-out of August last year."
    )
    assert days(nlp, text, "explosion") == [None]


def test_week_told_in_one_breath_dates_the_find(nlp):
    text = (
        "Last week we looked into 58 stores. Confiscated at the Zvornik barracks were "
        "112 hand grenades and 41 mines."
    )
    assert days(nlp, text, "clearance") == [("2024-08-19", "2024-08-25")]


def test_days_later_date_what_they_lead_up_to(nlp):
    text = (
        "On 4 August a farmer handed in 33 rockets at Deh Rawod. Two days later near Orgun a "
        "patrol found a bunker. Stacked inside were 188 mortar rounds and 14 mines."
    )
    assert days(nlp, text, "clearance")[-1] == ("2024-08-06", "2024-08-06")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "On Friday a bomb hurt two soldiers in Gao. The blast came a day after a mine killed "
            "three farmers in Ansongo.",
            "2024-08-22",
        ),
        (
            "A suicide bomber killed six people in Kano on Sunday. The attack comes two days "
            "after a car bomb killed nine in Jos.",
            "2024-08-23",
        ),
    ],
)
def test_attack_that_another_came_after(nlp, text, day):
    assert days(nlp, text, "explosion")[-1] == (day, day)
