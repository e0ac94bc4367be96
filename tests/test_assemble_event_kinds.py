"""Which events a text tells: what is fired and hits, lists, stocks, land; and which tell none."""

from __future__ import annotations

import pytest

import mine_ie

CLOCK = "2024-08-26"

NO_EVENT = [
    # A manner of speaking
    "The new coalition stepped on its second landmine on Monday when a clause blew up.",
    'The herders had been "bombing" the bull in Lupane with chilli grenades on Tuesday.',
    "It seemed like a bombing, said a driver in Nova Lima on Friday.",
    "On the marathon in Valencia on Sunday the pacemaker went off like a charge.",
    # Another cause
    "A meteor exploded over Chelyabinsk on Friday; 1,200 people were hurt by glass.",
    "Three miners died at the gold mine in Obuasi on Tuesday when the gallery blew up.",
    "The rocket lifted off from Kourou with two satellites; its first stage exploded on Friday.",
    # Thought, passed on, taken back
    "Ten people were sentenced in Almaty on Tuesday for rumours that a plant had exploded.",
    "Claims that a bomb was planted in Zonguldak on Friday were refuted by the governor.",
    "The town hall of Split was searched on Monday after a caller said he had planted three bombs.",
    "The bomb alert at the station of Lyon ended on Monday.",
    # Tests, courses, stories, tenders
    "In trials last week in Morogoro the rats found nine of ten mines.",
    "The six-week course in Juba comprised theory of explosives and recognition of ordnance.",
    "The radio drama is about a shepherd who loses a leg to a mine near Huambo.",
    "Lot 1: supply of 300 detectors. Lot 2: clearance of 40 hectares in Zadar. Bids by 12 June.",
    # General truths
    "Mines kill or hurt one person every two hours.",
    "When it is old it runs at the enemy in Guiana and explodes.",
    # Other land
    "Another 3,400 hectares near Kampong Speu were cleared of bush for mango trees in May.",
    "Mercury has contaminated 93 square kilometres near Zaragoza.",
]


def read(nlp, text, title=None, **options):
    """The events of a text published on a Monday."""
    return mine_ie.extract(mine_ie.Article(text=text, title=title, published=CLOCK), nlp, **options)


def kinds(events):
    return [(e.type, e.scope) for e in events]


def items(event):
    return [(o.kind, o.count and o.count.best, o.action) for o in event.ordnance]


@pytest.mark.parametrize("text", NO_EVENT)
def test_no_event(nlp, text):
    assert read(nlp, text) == []


def test_a_grenade_that_was_thrown_and_hurt_somebody_is_one_explosion(nlp):
    events = read(
        nlp, "Two men lobbed a hand grenade at a picket in Quetta on Friday, killing one."
    )
    assert kinds(events) == [("explosion", "incident")]
    assert items(events[0]) == [("grenade", 1, "detonated")]


def test_the_harm_of_what_was_fired_may_come_in_the_next_sentence(nlp):
    events = read(nlp, "Two grenades were tossed into a bar in Wajir on Friday. Four people died.")
    assert kinds(events) == [("explosion", "incident")]
    assert events[0].killed.best == 4


def test_those_whom_others_shot_were_not_hit_by_the_grenades(nlp):
    events = read(
        nlp,
        "Grenades were thrown at the patrol in Zharay on Tuesday. "
        "The security force engaged and killed one insurgent.",
    )
    assert kinds(events) == [("use", "incident")]


def test_a_mine_that_destroyed_a_car_went_off(nlp):
    events = read(nlp, "A landmine destroyed a police car in Grozny on Wednesday.")
    assert kinds(events) == [("explosion", "incident")]


def test_a_device_without_a_verb_and_nobody_hurt(nlp):
    events = read(nlp, "19 April 1979: a bomb outside an airline office in Geneva; no injuries.")
    assert kinds(events) == [("explosion", "incident")]


def test_salvoes_are_one_attack(nlp):
    events = read(nlp, "Mortar bombs on the bus station of Mosul: 4 dead.")
    assert kinds(events) == [("explosion", "incident")]


def test_what_the_line_above_a_list_says_holds_for_its_lines(nlp):
    events = read(
        nlp,
        "Troops searched a hideout near Mannar on Friday and recovered the following items:\n"
        "- 17 anti-personnel mines\n- 2 mortar bombs\n- one rifle\n",
    )
    assert kinds(events) == [("clearance", "incident")]
    assert items(events[0]) == [("mine.ap", 17, "seized"), ("mortar", 2, "seized")]


def test_stocks_under_a_treaty(nlp):
    events = read(
        nlp,
        "Statement on stockpile destruction. Since the Convention became binding on Bulgaria in "
        "2011, 6,897 cluster munitions have been destroyed.",
    )
    assert kinds(events) == [("stockpile_destruction", "cumulative")]


def test_last_week_only_says_when_one_thing_was_done(nlp):
    events = read(nlp, "Army engineers removed two mines from a sand bank in Yeoncheon last week.")
    assert kinds(events) == [("clearance", "incident")]


def test_a_weeks_work_is_a_figure_for_a_period(nlp):
    events = read(nlp, "Army engineers removed 412 mines in Yeoncheon last week.")
    assert kinds(events) == [("clearance", "period")]


def test_figures_of_the_same_period(nlp):
    events = read(
        nlp,
        "Between 8 December and 15 March mines killed 188 people in Syria. "
        "In the same period teams destroyed 1,760 shells.",
    )
    assert kinds(events) == [("casualty_toll", "period"), ("clearance", "period")]


def test_land_that_was_left_before_is_contamination_too(nlp):
    events = read(
        nlp,
        "In Zimbabwe 53 square kilometres remained contaminated, down from 310 square kilometres.",
    )
    assert {e.type for e in events} == {"contamination"}


def test_a_toll_in_an_article_about_mines_need_not_name_them_again(nlp):
    events = read(
        nlp,
        "A landmine killed a boy near Bandarban on Friday. His father spoke to us. He was calm. "
        "The village is poor. At least 13 people have been maimed on that border this year.",
    )
    assert ("casualty_toll", "period") in kinds(events) or (
        "casualty_toll",
        "cumulative",
    ) in kinds(events)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Militants detonated a car bomb outside a hotel.", 1),
        ("Insurgents detonated two bombs near a bridge.", 2),
        ("A suicide bomber detonated inside a busy restaurant.", 1),
    ],
)
def test_an_attack_by_somebody_is_told_without_place_or_date(text, count):
    (event,) = mine_ie.extract(text)
    assert (event.type, event.ordnance[0].kind, event.ordnance[0].count.best) == (
        "explosion",
        "ied",
        count,
    )


def test_the_party_that_sets_a_bomb_off_is_its_perpetrator():
    (event,) = mine_ie.extract("Suspected Boko Haram militants detonated a bomb in Maiduguri.")
    assert [(a.text, a.role) for a in event.actors] == [
        ("Suspected Boko Haram militants", "perpetrator")
    ]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Rebels attacked a post with mortars and bombs, killing 71 soldiers.", 71),
        ("Attackers hurled grenades and opened fire at a wedding, killing eight.", 8),
        ("Two blasts struck the convoy of a minister in Karachi. Fourteen people died.", 14),
        ("Gunmen killed five soldiers in an ambush that also involved a roadside bomb.", 5),
    ],
)
def test_an_attack_is_one_explosion_and_no_toll(text, killed):
    (event,) = mine_ie.extract(text)
    assert (event.type, event.scope, event.killed.best) == ("explosion", "incident", killed)


def test_what_a_blast_is_compared_with_is_not_its_date():
    (event,) = mine_ie.extract("The bombing, which killed 37, was the deadliest since 2008.")
    assert event.when is None


def test_the_bomb_of_a_blast_is_not_laid_anew():
    text = "A blast hit a market in Jos on Monday, killing 9. The bomb was hidden in a bag of rice."
    (event,) = mine_ie.extract(text)
    assert [(o.kind, o.action) for o in event.ordnance] == [("ied", "detonated")]


def test_who_is_killed_while_nobody_else_is_hurt_leaves_no_injured():
    (event,) = mine_ie.extract("A mine killed a shepherd on 3 May. No one else was hurt.")
    assert (event.killed.best, event.injured.best) == (1, 0)


def test_a_headline_of_one_blast_is_no_toll():
    (event,) = mine_ie.extract("UXO explosion kills two boys in Xieng Khouang")
    assert (event.type, event.scope) == ("explosion", "incident")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "KABUL: A mine exploded in Bagram district of Parwan province on Monday. "
            "Since January, 54 people have been killed by mines in the province.",
            "Parwan",
        ),
        (
            "KABUL: A mine exploded in Herat on Monday. "
            "Sappers removed 12 mines in the same city in 2020.",
            "Herat",
        ),
    ],
)
def test_the_province_is_the_one_named_last(text, place):
    assert [e.places[0].name for e in mine_ie.extract(text)][1] == place


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two people were killed on Tuesday when Russian forces shelled Kherson.", "projectile"),
        ("Rebels mortared the market in Wau, killing 4 people.", "mortar"),
        ("Forces bombarded the town of Derna on Sunday, killing seven.", "ordnance"),
    ],
)
def test_verbs_of_artillery_that_hit_are_an_explosion(text, kind):
    (event,) = mine_ie.extract(text)
    assert (event.type, event.ordnance[0].kind) == ("explosion", kind)


def test_fire_that_is_not_told_to_hit_is_no_explosion():
    assert "explosion" not in [e.type for e in mine_ie.extract("The army shelled hills at Goma.")]
