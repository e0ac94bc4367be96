"""What agencies write week by week: totals, their parts, the land, and the tolls of a period."""

from __future__ import annotations

import pytest

import mine_ie

CLOCK = "2024-10-14"


def read(nlp, text, title=None):
    """The events of a text published on a Monday."""
    return mine_ie.extract(mine_ie.Article(text=text, title=title, published=CLOCK), nlp)


def items(event):
    return [(o.kind, o.count and o.count.best) for o in event.ordnance]


def land(event):
    return [(a.m2.best, a.action) for a in event.areas]


def span(event):
    return event.when and (event.when.start, event.when.end)


def harm(event):
    counts = (event.killed, event.injured, event.unspecified)
    return tuple(c and c.best for c in counts)


def operator(event):
    return next((a.text for a in event.actors if a.role == "operator"), None)


# -- from sentence to sentence -------------------------------------------------------------------


def test_land_completes_the_running_total_told_before_it(nlp):
    total, day = read(
        nlp,
        "Since the start of the full-scale invasion, sappers have neutralised 9,400 shells in "
        "Ukraine. An area of 3,000 hectares has been surveyed. "
        "Over the past day they found 12 mines near Izium and surveyed 4 hectares.",
    )
    assert (total.scope, items(total)) == ("cumulative", [("projectile", 9400)])
    assert land(total) == [(30_000_000, "surveyed")]
    assert (items(day), land(day)) == ([("mine", 12)], [(40_000, "surveyed")])


def test_the_week_of_the_report_dates_its_figures(nlp):
    (week,) = read(
        nlp,
        "The agency published its report on demining from 7 to 13 October in Aghdam district. "
        "During the operations, 64 anti-tank mines and 140 grenades were found. "
        "In total, 1,198 hectares were cleared.",
    )
    assert (week.scope, span(week)) == ("period", ("2024-10-07", "2024-10-13"))
    assert items(week) == [("mine.av", 64), ("grenade", 140)]
    assert land(week) == [(11_980_000, "cleared")]


def test_the_parts_of_a_haul_are_one_event_with_it(nlp):
    (haul,) = read(
        nlp,
        "Deminers dismantled 618 devices in Marib last week. The haul included one anti-personnel "
        "mine, 23 anti-tank mines and 594 shells.",
    )
    assert items(haul) == [("mine.ap", 1), ("mine.av", 23), ("projectile", 594)]


def test_parts_that_add_up_need_no_word_for_it(nlp):
    (haul,) = read(
        nlp,
        "Teams removed 968 mines, UXO and IEDs in Marib in August. "
        "Crews dealt with 925 UXO, 36 mines and 7 IEDs.",
    )
    assert items(haul) == [("uxo", 925), ("mine", 36), ("ied", 7)]


def test_a_total_of_its_own_time_is_not_carried_on(nlp):
    total, found = read(
        nlp,
        "To date the army has cleared 40 hectares in Angola. "
        "On 3 October it found 30 mines near Cuito.",
    )
    assert (total.scope, land(total)) == ("cumulative", [(400_000, "cleared")])
    assert (span(found), items(found)) == (("2024-10-03", "2024-10-03"), [("mine", 30)])


def test_a_headline_that_rounds_adds_no_land(nlp):
    (event,) = read(
        nlp, "Sappers cleared 1,198.7 hectares near Agdam on Friday.", "1,198 ha cleared"
    )
    assert land(event) == [(11_987_000, "cleared")]


def test_a_headline_of_plans_leaves_what_was_done(nlp):
    (event,) = read(
        nlp,
        "Since 2011 the police team has destroyed 46,000 shells in Honiara.",
        "Donors give money to clear shells",
    )
    assert (event.status, items(event)) == ("reported", [("projectile", 46_000)])


# -- how much ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Teams found 2,427 unexploded ordnance items near Agdam.", [("uxo", 2427)]),
        (
            "The number of mines removed in Yemen since 2018 now stands at 405,818.",
            [("mine", 405_818)],
        ),
        (
            "Teams destroyed 1,614 mines, unexploded ordnance and IEDs in Aden.",
            [("ordnance", 1614)],
        ),
        ("They were able to remove 40 mines near Aden on Friday.", [("mine", 40)]),
        ("They found 12 mines, a grenade and shells in Aden.", [("mine", 12), ("grenade", 1)]),
    ],
)
def test_how_many_items(nlp, text, expected):
    (event,) = read(nlp, text)
    assert [i for i in items(event) if i[1]] == expected


def test_figures_of_villages_are_of_no_ordnance(nlp):
    assert not any(
        o.count for e in read(nlp, "Some 3,860 villages need UXO clearance.") for o in e.ordnance
    )


def test_land_in_two_units_is_told_once(nlp):
    (event,) = read(nlp, "Croatia has so far cleared 1,807 square kilometres (698 square miles).")
    assert len(event.areas) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Since 2009 it has released 93 km2 of suspected contaminated land.", "released"),
        ("The land released by the 1,000 minefields in Bie is 40 km2.", "released"),
        (
            "Survey to date has confirmed 16.1 km2 of mined area in Somalia.",
            "contaminated",
        ),
    ],
)
def test_what_kind_of_land_is_no_act(nlp, text, expected):
    (event,) = read(nlp, text)
    assert [a.action for a in event.areas] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Laos has set a target of clearing mines on an area of 10,000 hectares this year.",
        "It is planned to reduce the area suspected of mines by 51 square kilometres in 2025.",
    ],
)
def test_targets_are_no_deeds(nlp, text):
    assert not read(nlp, text)


# -- by whom, where, when ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 28 March engineers of the brigade destroyed 24 shells.", "engineers of the brigade"),
        ("Sappers removed 40 mines laid by the rebels in Bie.", "Sappers"),
        ("HALO has destroyed 40 mines in Bie and has been funded by Japan.", "HALO"),
        ("A World War II bomb defused in Dortmund on Sunday.", None),
        ("The area cleared in May in Bie was 40 hectares.", None),
    ],
)
def test_who_did_it(nlp, text, expected):
    (event, *_) = read(nlp, text)
    assert operator(event) == expected


def test_who_pays_is_not_where(nlp):
    (event,) = read(
        nlp,
        "The Government of Japan has provided a grant for demining in Sri Lanka. SHARP has "
        "recovered 11,889 mines so far with funds from Japan.",
    )
    assert [p.country for p in event.places] == ["LK"]


def test_years_of_laying_date_no_find(nlp):
    (event,) = read(
        nlp, "HALO has cleared 6,000 mines planted by soldiers during the 1970s in Mukumbura."
    )
    assert event.when is None


def test_a_year_of_its_own_is_kept_from_days_of_another(nlp):
    (event,) = read(
        nlp,
        "People there live with shells today. In 2021 one man was killed in Honiara when a shell "
        "exploded.",
    )
    assert span(event) == ("2021-01-01", "2021-12-31")


# -- no blasts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "A 500 kg bomb was found in Graz on Friday. It was taken to a range, where it was "
        "detonated.",
        "Some 300 kg of wartime shells have been detonated near Blizna.",
        "The team found a bomb in Hue on Monday and took it to a store for later detonation.",
        "A wartime bomb was found in Exeter on Friday and destroyed in a controlled explosion. "
        "The blast was heard for miles.",
        "The port was heavily bombed during the war, and three bombs were found there in May.",
    ],
)
def test_disposal_is_no_explosion(nlp, text):
    assert {e.type for e in read(nlp, text)} == {"clearance"}


def test_bombs_of_a_war_are_use(nlp):
    (event,) = read(nlp, "Some two million tons of bombs were dropped on Laos from 1964 to 1973.")
    assert (event.type, span(event)) == ("use", ("1964-01-01", "1973-12-31"))


def test_mines_that_lie_about_are_contamination(nlp):
    (event,) = read(nlp, "Up to 300,000 mines are scattered in Syria.")
    assert (event.type, items(event)) == ("contamination", [("mine", 300_000)])


# -- tolls ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cambodia counted 26 landmine and ERW casualties in 2021.", (None, None, 26)),
        (
            "Mines claimed 71 victims in Cambodia in 2018. Eleven people died, 47 were injured "
            "and 13 had to undergo amputation.",
            (11, 60, 71),
        ),
        (
            "Mines killed 6 and injured 29 people (with nine requiring amputations) in 2015.",
            (6, 29, None),
        ),
        (
            "From 1979 to 2021 mine explosions killed 19,805 people and either injured or "
            "amputated 45,141 others in Cambodia.",
            (19_805, 45_141, None),
        ),
        ("Since 2008 four mine explosions in Inhambane have killed five people.", (5, None, None)),
        ("Some 39 people died and 71 were hurt when 53 landmines exploded.", (39, 71, None)),
        (
            "In Lebanon 22 deaths and 134 injuries from UXO were recorded as at 2 November 2006.",
            (22, 134, None),
        ),
    ],
)
def test_tolls(nlp, text, expected):
    (event,) = read(nlp, text)
    assert (event.type, harm(event)) == ("casualty_toll", expected)


def test_more_than_so_many_are_no_more_people(nlp):
    (event,) = read(
        nlp,
        "Mines have killed or wounded more than 100 people in Libya since June. "
        "Mines have caused more than 100 victims there, a mission said.",
    )
    assert harm(event) == (None, None, 100)


def test_he_who_was_hurt_and_died_is_one(nlp):
    (event,) = read(
        nlp,
        "A herder was wounded by a mine near Hakkari on Friday. He was taken to hospital, where "
        "he later succumbed to his injuries.",
    )
    assert harm(event) == (1, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Some 54,000 refugees are at risk of falling victim to unexploded ordnance.",
        "In all, 25 mine accidents occurred.",
        "Some 40 ha of land are still infested with mines.",
    ],
)
def test_no_harm(nlp, text):
    assert not {e.type for e in read(nlp, text)} & {"casualty_toll", "explosion"}


def test_bombs_thought_to_have_been_dropped_were_found(nlp):
    (event,) = read(
        nlp, "Two bombs believed to have been dropped in World War II were found in Naha on Friday."
    )
    assert (event.type, [o.action for o in event.ordnance]) == ("clearance", ["found"])


def test_buried_bombs_were_laid_by_nobody(nlp):
    assert not [
        e for e in read(nlp, "Workers check Naha airport for buried bombs.") if e.type == "use"
    ]


def test_a_headline_s_figure_goes_to_no_other_toll(nlp):
    events = read(
        nlp,
        "Since 1989 some 45,000 people have fallen victim to mines in Afghanistan. "
        "From 2022 to 2023 mines hurt 1,401 people there.",
        "Mines killed nearly 300 in Afghanistan",
    )
    assert [harm(e) for e in events] == [(None, None, 45_000), (None, 1401, None)]


def _victims(nlp, text):
    (event,) = mine_ie.extract(text, nlp)
    return {(g.outcome, g.victims) for g in event.casualties}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A mine killed two shopkeepers and a porter in Gao.", {("killed", "civilian")}),
        ("A man lost a leg when he stepped on a mine in Gao.", {("injured", "civilian")}),
        ("A bomb killed an army driver in Gao.", {("killed", "military")}),
        # Nobody says who they were.
        ("A bomb killed four people in Gao.", {("killed", None)}),
    ],
)
def test_victims_are_who_their_noun_says_or_presumes(nlp, text, who):
    assert _victims(nlp, text) == who


def test_men_told_as_soldiers_before_are_no_civilians(nlp):
    text = "A mine killed four soldiers in Gao. The bodies of four men killed there were flown out."
    assert ("killed", "civilian") not in _victims(nlp, text)
