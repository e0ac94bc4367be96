"""Statistics told in running text: figures set beside others, from when on, of which occasion."""

from __future__ import annotations

import pytest

import mine_ie
from mine_ie.schema import Article, Event


@pytest.fixture(scope="module")
def nlp():
    return mine_ie.load()


def best(event: Event) -> tuple[int | None, ...]:
    """The killed, injured and unspecified of an event."""
    return tuple(c and c.best for c in (event.killed, event.injured, event.unspecified))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "There were 56 mine victims in 2017, down from 84 in 2016.",
            {"2017-01-01": (None, None, 56), "2016-01-01": (None, None, 84)},
        ),
        (
            "Mines killed or wounded 61 people in the first half of 2024, against 89 in the "
            "corresponding period of 2023.",
            {"2024-01-01": (None, None, 61), "2023-01-01": (None, None, 89)},
        ),
        (
            "In 2023, 19 people were injured by drone bombs and three killed; in 2022, 58 and 11.",
            {"2023-01-01": (3, 19, None), "2022-01-01": (11, 58, None)},
        ),
        (
            "Landmines caused 101 deaths in 2022, up from 77 in 2021 and 59 in 2020.",
            {"2022-01-01": (101,), "2021-01-01": (77,), "2020-01-01": (59,)},
        ),
        (
            "The hospital in Taiz treated 110 people wounded by mines last year, compared to 86 "
            "the year before.",
            {"2023-01-01": (None, 110, None), "2022-01-01": (None, 86, None)},
        ),
        (
            "The number of people killed by mines rose from 52 in 2020 to 73 in 2021.",
            {"2020-01-01": (52,), "2021-01-01": (73,)},
        ),
        (
            "Mine accidents killed 12 people in 2022. In January the figure was 15.",
            {"2022-01-01": (12,), "2024-01-01": (15,)},
        ),
        # No figures of people:
        (
            "In 2022, 46 people were killed by mines. In 2021, 36 teams of deminers worked there.",
            {"2022-01-01": (46,)},
        ),
        (
            "Mine blasts killed 12 people in 2023, compared with 51 accidents in 2022.",
            {"2023-01-01": (12,)},
        ),
    ],
)
def test_each_figure_is_of_its_own_time(nlp, text, expected):
    events = mine_ie.extract(Article(text=text, published="2024-06-30"), nlp)
    assert {e.type for e in events} == {"casualty_toll"}
    told = {e.when.start: best(e) for e in events if e.when is not None}
    assert {k: v[: len(expected.get(k, v))] for k, v in told.items()} == expected


@pytest.mark.parametrize(
    ("text", "scope", "start", "end"),
    [
        (
            "Some 41 people were killed by bombs and landmines after the peace agreement of "
            "November 21, 2006.",
            "cumulative", "2006-11-21", None,
        ),
        (
            "Following the signing of the truce on 10 November 2020, 46 people have been killed "
            "by mines in the district.",
            "cumulative", "2020-11-10", None,
        ),
        ("Mines have killed 19 people in Bastar this year.", "cumulative", "2024-01-01", None),
        ("Mines killed 19 people in Bastar last year.", "period", "2023-01-01", "2023-12-31"),
    ],
)  # fmt: skip
def test_a_count_that_goes_on_has_no_end(nlp, text, scope, start, end):
    [event] = mine_ie.extract(Article(text=text, published="2024-06-30"), nlp)
    assert (event.type, event.scope) == ("casualty_toll", scope)
    assert event.when is not None
    assert (event.when.start, event.when.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "In April 1996 four soldiers died when a pallet of grenades was dropped at the depot.",
        "In 1983 two brothers were killed while beating an artillery shell for its copper band.",
        "Two sappers died at the range in May last year while unloading 40 mortar bombs.",
        "The market bombing was the worst in Aden this year and killed four people.",
    ],
)
def test_one_occasion_is_no_toll(nlp, text):
    events = mine_ie.extract(Article(text=text, published="2024-06-30"), nlp)
    assert [e.type for e in events] == ["explosion"]


def test_the_third_such_blast_is_no_third_day_of_a_month(nlp):
    text = "A bomb killed two people in Swat on Monday, the third such blast this year."
    [event] = mine_ie.extract(Article(text=text, published="2024-05-15"), nlp)
    assert event.when is not None
    assert event.when.start == "2024-05-13"


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed three policemen in Swat on Monday. Thirteen shoppers died in February when "
        "a store was set alight.",
        "A grenade killed three in Srinagar on Monday. More than 30,000 people have died since the "
        "revolt broke out in 1989. Separatists put the toll closer to 80,000.",
        "A bomb killed three in Quetta on Monday. Last month 40 people died when a bus fell into a "
        "ravine near the city.",
        "An IED killed three soldiers in Balad on Monday. At least 3,100 have died since the "
        "invasion in March 2003.",
    ],
)
def test_those_who_died_of_other_things_are_of_no_blast(nlp, text):
    [event] = mine_ie.extract(Article(text=text, published="2024-05-15"), nlp)
    assert event.type == "explosion"
    assert best(event)[0] == 3


def test_counted_attacks_are_many(nlp):
    text = "A total of 29 grenade and IED attacks in 2013 had killed 48 people."
    [event] = mine_ie.extract(Article(text=text, published="2024-05-15"), nlp)
    assert event.type == "casualty_toll"
    assert best(event)[0] == 48
