"""Which sentences tell of one event and which of another, and the scope of every figure."""

from __future__ import annotations

import pytest

import mine_ie

CLOCK = "2024-08-26"


def read(nlp, text, title=None, **options):
    """The events of a text published on a Monday."""
    return mine_ie.extract(mine_ie.Article(text=text, title=title, published=CLOCK), nlp, **options)


def types(events):
    return [(e.type, e.scope) for e in events]


def figure(count):
    return None if count is None else (count.low, count.best, count.high)


def best(count):
    return None if count is None else count.best


def days(events):
    return [e.when and e.when.start for e in events]


def first_places(events):
    return [e.places[0].name if e.places else None for e in events]


def items(event):
    return [(o.kind, best(o.count), o.action) for o in event.ordnance]


INCIDENT = ("explosion", "incident")


def test_two_blasts_on_two_days_in_two_places_are_two_events(nlp):
    events = read(
        nlp,
        "A bomb killed three people in Kabul on Friday. "
        "A mine killed a shepherd near Herat on Saturday.",
    )
    assert types(events) == [INCIDENT, INCIDENT]
    assert days(events) == ["2024-08-23", "2024-08-24"]
    assert first_places(events) == ["Kabul", "Herat"]


def test_a_retold_blast_is_one_event_with_everybody_harmed(nlp):
    events = read(
        nlp,
        "A roadside bomb killed three soldiers near Gao on Friday. The blast also wounded five. "
        '"The explosion shook the town," a resident said.',
    )
    assert types(events) == [INCIDENT]
    assert (best(events[0].killed), best(events[0].injured)) == (3, 5)


def test_another_mine_is_another_event(nlp):
    events = read(
        nlp,
        "A mine killed two farmers near Kuito on Friday. "
        "Another mine killed a boy near Malanje on Saturday.",
    )
    assert first_places(events) == ["Kuito", "Malanje"]


def test_the_same_place_on_another_day_is_another_event(nlp):
    events = read(
        nlp,
        "A mine injured a farmer in Huambo on 12 August. "
        "Last week, on 20 August, a mine injured a girl in Huambo.",
    )
    assert days(events) == ["2024-08-12", "2024-08-20"]


def test_a_separate_attack_is_another_event_of_the_same_day(nlp):
    events = read(
        nlp,
        "A car bomb killed four people in Mosul on Friday. "
        "In a separate attack, a roadside bomb killed two policemen in Kirkuk.",
    )
    assert first_places(events) == ["Mosul", "Kirkuk"]
    assert days(events) == ["2024-08-23", "2024-08-23"]


def test_people_in_the_next_sentence_belong_to_the_blast(nlp):
    events = read(nlp, "A bomb exploded in Mosul on Friday. Two people died and nine were wounded.")
    assert [(best(e.killed), best(e.injured)) for e in events] == [(2, 9)]


def test_a_find_that_went_off_is_the_blasts_device(nlp):
    events = read(
        nlp, "Children found a grenade in Bunia on Friday. It exploded, killing two of them."
    )
    assert types(events) == [INCIDENT]
    assert items(events[0]) == [("grenade", 1, "detonated")]


def test_what_was_found_and_then_destroyed_is_one_event(nlp):
    events = read(
        nlp,
        "Sappers found two shells near Kharkiv on Friday. The shells were destroyed on site.",
    )
    assert [items(e) for e in events] == [[("projectile", 2, "destroyed")]]


def test_a_toll_that_rose_takes_the_place_of_the_first(nlp):
    events = read(
        nlp,
        "A bomb killed three people in Kabul on Friday. The death toll rose to five on Saturday.",
    )
    assert [best(e.killed) for e in events] == [5]


def test_weekly_monthly_and_running_figures_stand_side_by_side(nlp):
    events = read(
        nlp,
        "During the past week sappers destroyed 40 mines. In July they destroyed 210 mines. "
        "Since the start of the war they have destroyed 9,400 mines.",
    )
    assert [(e.scope, best(e.ordnance[0].count)) for e in events] == [
        ("period", 40),
        ("period", 210),
        ("cumulative", 9400),
    ]
    assert days(events)[1] == "2024-07-01"


def test_tolls_of_two_scopes_are_two_events(nlp):
    events = read(
        nlp,
        "Since 2020, mines have killed 370 people in Azerbaijan. In July, mines injured 12 people.",
    )
    assert types(events) == [("casualty_toll", "cumulative"), ("casualty_toll", "period")]
    assert (best(events[0].killed), best(events[1].injured)) == (370, 12)


def test_two_dates_bound_a_period(nlp):
    events = read(
        nlp,
        "Between 8 December, when work began, and 15 March sappers destroyed 300 mines in Kherson.",
    )
    assert [(e.scope, e.when.start, e.when.end) for e in events] == [
        ("period", "2023-12-08", "2024-03-15")
    ]


def test_a_part_is_not_counted_twice(nlp):
    events = read(
        nlp, "Deminers lifted 12 mines, including 3 anti-tank mines, near Kuito on Friday."
    )
    assert items(events[0]) == [("mine", 9, "removed"), ("mine.av", 3, "removed")]


# -- types ------------------------------------------------------------------------------------


def test_sappers_who_destroy_shells_clear(nlp):
    events = read(nlp, "Sappers destroyed 214 shells found near Kharkiv on Friday.")
    assert types(events) == [("clearance", "incident")]


def test_stored_mines_destroyed_under_a_treaty_are_a_stockpile(nlp):
    events = read(
        nlp,
        "Under the Ottawa Convention, the army destroyed 6,000 stockpiled anti-personnel mines "
        "in Podgorica in May.",
    )
    assert types(events) == [("stockpile_destruction", "period")]


def test_mines_laid_are_use(nlp):
    events = read(nlp, "Militants laid 40 mines on the road to Gao on Friday.")
    assert types(events) == [("use", "incident")]
    assert items(events[0]) == [("mine", 40, "laid")]


def test_rockets_fired_are_use(nlp):
    events = read(nlp, "Rebels fired three rockets at Goma on Friday.")
    assert types(events) == [("use", "incident")]


def test_a_rocket_that_hit_is_an_explosion(nlp):
    events = read(nlp, "A rocket fired by rebels hit a house in Goma on Friday, killing two.")
    assert types(events) == [INCIDENT]


def test_many_mines_in_the_ground_are_contamination(nlp):
    events = read(nlp, "Some 40,000 mines remain in the ground in the province of Moxico.")
    assert types(events) == [("contamination", "cumulative")]
    assert items(events[0]) == [("mine", 40_000, "remaining")]


def test_land_that_remains_contaminated(nlp):
    events = read(nlp, "About 84 square kilometres of Chad remain contaminated.")
    assert types(events) == [("contamination", "cumulative")]
    assert [(figure(a.m2), a.action) for a in events[0].areas] == [
        ((None, 84_000_000, None), "contaminated")
    ]


def test_a_verb_may_name_its_means(nlp):
    events = read(nlp, "Guerrillas dynamited a bridge near Tunja on Friday.")
    assert [items(e) for e in events] == [[("explosive", None, "detonated")]]


def test_a_vehicle_full_of_explosives_is_one_ied(nlp):
    events = read(
        nlp, "A truck packed with explosives blew up in Beledweyne on Friday, killing ten people."
    )
    assert items(events[0]) == [("ied", 1, "detonated")]


def test_a_device_attached_to_a_car_did_explode(nlp):
    events = read(nlp, "An explosive device attached to his car exploded in Kabul on Friday.")
    assert types(events) == [INCIDENT]


def test_what_a_blast_is_set_beside_is_none_of_its_harm(nlp):
    events = read(
        nlp,
        "A car bomb killed five people in Beirut on Friday. "
        "The bombing followed a week of fighting in which more than 400 people were killed.",
    )
    assert [best(e.killed) for e in events] == [5]


def test_an_earlier_blast_that_the_sentence_goes_back_to_is_its_own(nlp):
    events = read(
        nlp,
        "A bomb in a suitcase wounded four people in Beirut on Saturday. "
        "The blast came one day after a car bomb exploded in a nearby street, killing seven.",
    )
    assert [(best(e.killed), best(e.injured)) for e in events] == [(None, 4), (7, None)]


def test_charges_topple_pylons(nlp):
    events = read(
        nlp, "Rebels toppled four high-tension towers with explosives near Ica on Friday."
    )
    assert [items(e) for e in events] == [[("explosive", None, "detonated")]]


def test_the_charge_of_a_bomb_is_no_find(nlp):
    events = read(
        nlp, "A bomb exploded in Kabul on Friday. The bomb contained 11 kg of explosives."
    )
    assert types(events) == [INCIDENT]


def test_attackers_who_explode_bombs_clear_nothing(nlp):
    events = read(nlp, "Guerrillas exploded four bombs in Bogota on Friday.")
    assert [items(e) for e in events] == [[("ied", 4, "detonated")]]


def test_minutes_after_the_first_blast_another_bomb_went_off(nlp):
    events = read(
        nlp,
        "Two marines were wounded by a bomb in Bacho on Friday. "
        "About 10 minutes after the first explosion another bomb detonated across the road.",
    )
    assert types(events) == [INCIDENT, INCIDENT]


def test_shells_and_a_bomb_on_the_road_are_two_blasts(nlp):
    events = read(
        nlp,
        "Two mortar rounds hit the compound in Baghdad on Friday, wounding one guard. "
        "Seven people were killed in Baghdad on Friday when a roadside bomb exploded.",
    )
    assert [best(e.killed) for e in events] == [None, 7]


def test_the_day_of_the_dead_is_the_day_of_the_blast(nlp):
    events = read(
        nlp,
        "A soldier died on Thursday when a bomb exploded near Baghdad. "
        "Four people were killed on Friday when a bomb exploded near Baghdad.",
    )
    assert days(events) == ["2024-08-22", "2024-08-23"]


TWO = [
    (
        "A car bomb killed four in Baghdad, while another bomb exploded in Mosul, killing six.",
        [("Baghdad", 4), ("Mosul", 6)],
    ),
    (
        "A bomb in Lod killed a sweeper; the one on a bus in Haifa killed nine passengers.",
        [("Lod", 1), ("Haifa", 9)],
    ),
    (
        "A mine near Gao killed four, and a second mine in Bamako killed a guard on 3 May 2017.",
        [("Gao", 4), ("Bamako", 1)],
    ),
    (
        "A bomb killed two in Karachi, and a second bomb went off near it, killing three.",
        [("Karachi", 5)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TWO)
def test_one_sentence_may_tell_of_two_blasts(nlp, text, expected):
    events = read(nlp, text)
    assert (
        list(zip(first_places(events), [best(e.killed) for e in events], strict=True)) == expected
    )


def test_a_blast_in_a_place_of_its_own_is_no_retelling(nlp):
    events = read(
        nlp,
        "Rebels bombed a party office in Lima on Sunday night, injuring four people. "
        "Police reported six bombings in Ayacucho, 575 km southeast of Lima.",
    )
    assert types(events) == [INCIDENT, INCIDENT]
    assert first_places(events) == ["Lima", "Ayacucho"]


def test_the_device_of_a_blast_tells_of_it_at_a_closer_place(nlp):
    events = read(
        nlp,
        "A bombing in Quetta killed five policemen on Monday. "
        "The device was set off by remote control outside a mosque in Satellite Town.",
    )
    assert types(events) == [INCIDENT]


def test_the_target_of_an_attack_is_no_goal(nlp):
    events = read(nlp, "The mayor's house in Gao was the target of a grenade attack on Sunday.")
    assert types(events) == [INCIDENT]
    assert days(events) == ["2024-08-25"]


def test_a_goal_to_clear_is_planned(nlp):
    assert read(nlp, "Angola set a target of clearing 40 mines by 2025.") == []


@pytest.mark.parametrize(
    "text",
    [
        "A freight train was derailed by a landmine near Quetta on Sunday.",
        "Rebels destroyed a bridge with dynamite near Quetta on Sunday.",
        "Guerrillas demolished two pylons using explosives near Quetta on Sunday.",
    ],
)
def test_what_a_device_did_to_things_is_an_explosion(nlp, text):
    events = read(nlp, text)
    assert types(events) == [INCIDENT]
    assert first_places(events) == ["Quetta"]


def test_what_mines_are_destroyed_with_is_no_find(nlp):
    (event,) = read(nlp, "Teams destroyed 40 mines with explosives near Herat on Sunday.")
    assert items(event) == [("mine", 40, "destroyed")]


def test_a_pole_is_a_thing_and_a_Pole_a_person(nlp):
    (event,) = read(nlp, "Rebels blew up a pole near Gao on Sunday and two people were hurt.")
    assert best(event.injured) == 2
    (event,) = read(nlp, "A mine killed two Poles near Gao on Sunday.")
    assert best(event.killed) == 2


def test_a_department_of_a_country_is_a_place(nlp):
    (event,) = read(nlp, "A bomb exploded in Santander Department, Colombia, on Sunday.")
    assert first_places([event]) == ["Santander"]


def test_a_blast_weeks_before_the_article_is_another_than_the_one_of_no_day(nlp):
    events = read(
        nlp,
        "A grenade exploded at a newspaper's branch in Bogota, hurting a guard. "
        "The paper's main office was hit by a car bomb 20 days ago.",
    )
    assert days(events) == [None, "2024-08-06"]
