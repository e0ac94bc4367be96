"""Chronologies and digests: a heading's entry tells nothing of another's."""

from __future__ import annotations

import pytest

import mine_ie

CHRONOLOGY = """\
3 March 1998: A bomb in a litter bin at a market in Mosul killed four people.
9 March 1998: Gunmen shot dead two traffic policemen in Kirkuk.
14 March 1998: A car bomb exploded in Baquba. Six people were wounded."""

DIGEST = """\
HARTHA - A roadside bomb killed two truck drivers on Tuesday, police said.

BUHRUZ - Gunmen wounded three students outside their hostel, a doctor said.

ABU SAIDA - A bomb exploded at a vegetable stall, wounding five shoppers."""


def figures(text: str) -> list[tuple[str | None, int | None, int | None]]:
    """The first place, the dead and the injured of each event."""
    return [
        (
            e.places[0].name if e.places else None,
            e.killed.best if e.killed else None,
            e.injured.best if e.injured else None,
        )
        for e in mine_ie.extract(text)
    ]


def test_people_shot_in_another_entry_are_none_of_the_blasts() -> None:
    assert figures(CHRONOLOGY) == [("Mosul", 4, None), ("Baquba", None, 6)]


def test_entries_under_places_keep_their_own_people() -> None:
    assert [f[1:] for f in figures(DIGEST)] == [(2, None), (None, 5)]


def test_an_entry_takes_no_place_from_another() -> None:
    text = (
        "• April 2: A bomb exploded in a bar in Nairobi, injuring three people.\n"
        "• April 9: A grenade was thrown into a bar, injuring two people.\n"
    )
    places = [[p.name for p in e.places] for e in mine_ie.extract(text)]
    assert places[0] == ["Nairobi"]
    assert places[1] in ([], ["Kenya"])


def test_a_paragraph_without_a_day_is_of_the_day_above_it() -> None:
    text = (
        "June 4, 2009: Militants blew up a girls' school in Mingora.\n\n"
        "A bomb exploded at a shop in Matta, injuring two people.\n\n"
        "June 6, 2009: A roadside bomb killed a soldier in Kalam.\n"
    )
    days = [e.when.start for e in mine_ie.extract(text) if e.when is not None]
    assert days == ["2009-06-04", "2009-06-04", "2009-06-06"]


def test_a_heading_on_a_line_of_its_own() -> None:
    text = (
        "Aug. 6, 2020 Nimroz Province: one police officer killed\n\n"
        "A Humvee hit a roadside bomb in Chakhansur District, killing one officer.\n\n"
        "Aug. 7, 2020 Kunduz Province: two guards killed\n\n"
        "Two guards died when a magnetic bomb went off in Kunduz City.\n"
    )
    assert [f[1] for f in figures(text)] == [1, 2]


@pytest.mark.parametrize(
    "building", ["A girls' school in Swat", "An empty police post in Tirah", "The shop in Hangu"]
)
def test_a_building_blown_up_by_somebody(building: str) -> None:
    events = mine_ie.extract(f"{building} was blown up by militants on 3 May 2009.")
    assert [e.type for e in events] == ["explosion"]


def test_a_force_with_its_letters_in_brackets() -> None:
    text = (
        "Nine Central Reserve Police Force (CRPF) personnel were killed in an IED blast in Sukma."
    )
    (event,) = mine_ie.extract(text)
    assert event.killed is not None
    assert event.killed.best == 9


def test_days_take_the_year_of_the_heading_above_them() -> None:
    text = (
        "Bomb blasts in the valley - 2008\n\n"
        "December 28: A car bomb killed three people in Mosul.\n\n"
        "December 5: A roadside bomb killed a driver in Kirkuk.\n"
    )
    days = [e.when.start for e in mine_ie.extract(text) if e.when is not None]
    assert days == ["2008-12-28", "2008-12-05"]


def test_days_alone_on_their_lines_head_what_follows() -> None:
    text = (
        "February 23, 2017\n\nSix people are killed by a bomb in Lahore.\n\n"
        "February 16, 2017\n\nA roadside bomb kills three soldiers in Quetta.\n"
    )
    days = [e.when.start for e in mine_ie.extract(text) if e.when is not None]
    assert days == ["2017-02-23", "2017-02-16"]


def test_the_year_in_the_name_of_an_attack_is_no_stretch_of_time() -> None:
    text = "17 March 2019 – 2019 Amuda road bombing. A motorcycle bomb killed the rider in Amuda."
    (event,) = mine_ie.extract(text)
    assert event.when is not None
    assert (event.when.start, event.when.end) == ("2019-03-17", "2019-03-17")
    assert [o.count.best for o in event.ordnance if o.count] == [1]


def test_months_head_entries_too() -> None:
    text = (
        "April 1983 - A car bomb destroyed the embassy in Beirut. Sixty-three were killed.\n\n"
        "December 1985 - Gunmen attacked the airport in Rome. The attack claimed 16 lives.\n\n"
        "February 1993 - A bomb in a van exploded in New York, killing six people.\n"
    )
    assert figures(text) == [("Beirut", 63, None), ("New York", 6, None)]


def test_another_date_shows_which_figure_is_the_day() -> None:
    text = "05/11/2008: A mine killed two men in Gori. 16/11/2008: A mine hurt a boy in Gori."
    days = [e.when.start for e in mine_ie.extract(text) if e.when is not None]
    assert days == ["2008-11-05", "2008-11-16"]


def test_entries_with_devices_of_their_own_keep_their_people() -> None:
    text = (
        "(1) 1140 hrs, Haditha: IED detonated on a convoy. 1 truck damaged.\n"
        "(2) 1320 hrs, Ramadi: SVBIED attack on a police station, 2x IP KIA, 7x IP WIA.\n"
    )
    assert [f[1:] for f in figures(text)] == [(None, None), (2, 7)]


def test_the_parts_of_one_report_are_no_entries_of_their_own() -> None:
    text = (
        "On 9 May 2020 a vehicle hit an IED east of Gueskerou, Niger. The provisional balance:\n"
        "- Friendly side: 2 dead, 4 wounded, evacuated to Niamey.\n"
        "- Enemy side: unknown.\n"
    )
    assert [f[1:] for f in figures(text)] == [(2, 4)]
