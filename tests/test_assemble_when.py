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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Police on Saturday arrested two men in connection with the bombing that killed six "
            "people in Quetta on Thursday.",
            "2024-08-22",
        ),
        (
            "Thousands attended the funeral on Saturday of six people killed in a car bomb in "
            "Quetta on Thursday.",
            "2024-08-22",
        ),
        ("Six people killed by a roadside bomb in Helmand were buried on Saturday.", None),
        ("Two men were charged on Friday with planting a bomb that killed one in Derry.", None),
        ("Hundreds protested on Sunday over the shelling that killed nine people in Taiz.", None),
        ("The UN on Sunday condemned a mine blast which killed two in Kidal.", None),
        ("Families marked on Friday the anniversary of a bomb that killed 40 in Nairobi.", None),
    ],
)
def test_day_of_what_was_done_afterwards_dates_no_blast(nlp, text, day):
    (told,) = days(nlp, text, "explosion")
    assert told == (None if day is None else (day, day))


@pytest.mark.parametrize(
    ("text", "type"),
    [
        (
            "A bomb killed six people in Quetta on Saturday and police arrested two men.",
            "explosion",
        ),
        ("Police arrested two men on Saturday and seized a bomb in Jos.", "clearance"),
    ],
)
def test_day_beside_an_arrest_stays(nlp, text, type):
    assert days(nlp, text, type) == [("2024-08-24", "2024-08-24")]


def test_day_of_an_arrest_is_lent_to_finds_only(nlp):
    text = "A mine killed two men near Gao. Police arrested a herder on Saturday."
    assert days(nlp, text, "explosion") == [None]
    text = "Police arrested a herder near Gao on Saturday. In his hut they found twelve mines."
    assert days(nlp, text, "clearance") == [("2024-08-24", "2024-08-24")]


def test_same_day_is_the_day_of_the_find(nlp):
    text = (
        "Soldiers found 30 mines on Thursday, the largest find since the operation began on "
        "1 August. In a smaller find the same day, they located three rockets in Jabour."
    )
    assert days(nlp, text, "clearance")[-1] == ("2024-08-22", "2024-08-22")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            "Only 41 casualties of mines were reported in July in Cambodia.",
            "2024-07-01",
            "2024-07-31",
        ),
        (
            "Teams removed 35,446 bombs in Laos in the first six months of this year. Seven mine "
            "accidents occurred during this period, killing four people and injuring eight.",
            "2024-01-01",
            "2024-06-30",
        ),
    ],
)
def test_toll_of_a_stretch(nlp, text, start, end):
    assert days(nlp, text, "casualty_toll") == [(start, end)]


def test_what_came_before_joins_no_later_day(nlp):
    text = (
        "Two men were hurt by a bomb near Gao on Friday. The blast came a day after a bomb hurt "
        "two near Ansongo.\n\nBlasts in 2024:\n- August 12: A bomb hurt two near Menaka.\n"
        "- August 7: A bomb hurt three near Gossi.\n"
    )
    told = [d and d[0] for d in days(nlp, text, "explosion")]
    assert told == ["2024-08-23", "2024-08-22", "2024-08-12", "2024-08-07"]


def test_third_find_takes_the_day_of_the_first(nlp):
    text = (
        "Troops found a cache of mortar rounds in Baghdad on Thursday. Others discovered two "
        "rockets in Mahmudiyah. Three roadside bombs were discovered near Yusufiyah."
    )
    assert set(days(nlp, text, "clearance")) == {("2024-08-22", "2024-08-22")}


def test_end_of_a_war_dates_nothing_else(nlp):
    text = (
        "HALO said on Sunday that it destroyed the last mine in Mozambique, which was devastated "
        "by a civil war that ended in 1992."
    )
    assert ("1992-01-01", "1992-12-31") not in days(nlp, text, "clearance")


def test_day_that_opens_a_count_is_lent_to_nobody(nlp):
    text = (
        "Mines have killed 15 people in Aghdam since the statement was signed on 10 August. "
        "A man lost a leg when he stepped on a mine near Gazyan."
    )
    assert days(nlp, text, "explosion") == [None]
