"""Figures of reports: set behind the verb, split into parts, told by section and period."""

from __future__ import annotations

import pytest

import mine_ie

CLOCK = "2024-08-26"


def read(nlp, text, title=None):
    """The events of a text published on a Monday."""
    return mine_ie.extract(mine_ie.Article(text=text, title=title, published=CLOCK), nlp)


def items(event):
    return [(o.kind, o.count and o.count.best, o.action) for o in event.ordnance]


def first_places(events):
    return [e.places[0].name if e.places else None for e in events]


@pytest.mark.parametrize(
    "text",
    [
        "Anti-personnel mines destroyed in Kunar: 163.",
        "In Kunar: anti-personnel mines found and destroyed – 163.",
        "Teams in Kunar destroyed 200 mines, of which 163 were anti-personnel mines.",
        "Sappers destroyed 163 engineering mines of the PMN-2 type in Kunar.",
    ],
)
def test_the_figure_is_that_of_the_noun_it_stands_apart_from(nlp, text):
    (event,) = read(nlp, text)
    assert ("mine.ap", 163, "destroyed") in items(event)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Teams in Hajjah lifted 700 items last week. Of these, 90 were anti-tank mines and 610 "
            "unexploded ordnance.",
            [("mine.av", 90, "removed"), ("uxo", 610, "removed")],
        ),
        (
            "Teams destroyed 900 pieces of UXO in Salavan. These comprised 800 bombies, 14 big "
            "bombs and 86 others.",
            [
                ("uxo", 86, "destroyed"),
                ("submunition", 800, "destroyed"),
                ("bomb", 14, "destroyed"),
            ],
        ),
        (
            "Teams in Sirte destroyed 118 items, of which 60 AP mines, 9 AT mines, remainder UXO.",
            [("mine.ap", 60, "destroyed"), ("mine.av", 9, "destroyed"), ("uxo", 49, "destroyed")],
        ),
    ],
)
def test_a_total_is_told_by_its_parts_and_what_they_leave(nlp, text, expected):
    (event,) = read(nlp, text)
    assert items(event) == expected


def test_items_are_nobodys_ordnance_without_those_who_clear(nlp):
    assert not read(nlp, "The museum in Kyiv removed 700 items last week. Of these, 90 were vases.")


def test_a_head_places_and_parts_what_is_told_below_it(nlp):
    events = read(
        nlp,
        "Croatia – 38 mines and 19 UXO found and destroyed.\n\n"
        "Albania – 44 AP mines found and destroyed.\n\n"
        "Serbia – 22 bomblets found and destroyed.",
    )
    assert first_places(events) == ["Croatia", "Albania", "Serbia"]
    assert [len(e.ordnance) for e in events] == [2, 1, 1]


def test_a_name_that_opens_a_paragraph_places_it(nlp):
    events = read(
        nlp,
        "Misrata. Sappers destroyed 212 mortar bombs on 3 August.\n\n"
        "Sirte. Sappers defused nineteen rockets on 4 August.",
    )
    assert first_places(events) == ["Misrata", "Sirte"]


@pytest.mark.parametrize(
    ("text", "now", "then", "since"),
    [
        (
            "Deminers in Bihac lifted 40 mines in 2023, compared with 67 in 2022.",
            [("mine", 40, "removed")],
            [("mine", 67, "removed")],
            "2022-01-01",
        ),
        (
            "Deminers in Bihac lifted 40 mines and two shells in May, against 12 and 9 in April.",
            [("mine", 40, "removed"), ("projectile", 2, "removed")],
            [("mine", 12, "removed"), ("projectile", 9, "removed")],
            "2024-04-01",
        ),
        (
            "Police in Bihac seized 40 grenades in 2023, up from 12 grenades found in 2022.",
            [("grenade", 40, "seized")],
            [("grenade", 12, "seized")],
            "2022-01-01",
        ),
        (
            "Deminers in Bihac lifted 40 mines in 2023. In 2022 the figure was 67.",
            [("mine", 40, "removed")],
            [("mine", 67, "removed")],
            "2022-01-01",
        ),
    ],
)
def test_a_comparison_is_a_statistic_of_its_own(nlp, text, now, then, since):
    first, second = read(nlp, text)
    assert (items(first), items(second)) == (now, then)
    assert second.when.start == since
    assert second.scope == "period"


def test_a_toll_and_the_land_of_another_year_are_compared_too(nlp):
    toll, before = read(nlp, "Mines killed 41 people in Bihac in 2023, down from 60 in 2022.")
    assert (toll.killed.best, before.killed.best) == (41, 60)
    land, then = read(
        nlp, "In Bihac 9 million square metres were cleared in 2023, against 7 million in 2022."
    )
    assert [e.areas[0].m2.best for e in (land, then)] == [9_000_000, 7_000_000]


def test_a_figure_of_something_else_is_no_comparison(nlp):
    (event,) = read(
        nlp, "Deminers in Bihac lifted 40 mines in 2023, compared with 12 raids in 2022."
    )
    assert items(event) == [("mine", 40, "removed")]


def test_a_report_dates_its_bare_figures_and_joins_its_lines(nlp):
    (event,) = read(
        nlp,
        "Operations, Bosnia and Herzegovina\nArea cleared: 61,480 sqm\nAP mines: 177\n"
        "UXO destroyed: 98\nAll items destroyed.",
        title="Demining Centre: monthly report for July 2024",
    )
    assert items(event) == [("mine.ap", 177, "destroyed"), ("uxo", 98, "destroyed")]
    assert [a.m2.best for a in event.areas] == [61_480]
    assert (event.scope, event.when.start, event.when.end) == ("period", "2024-07-01", "2024-07-31")


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Sappers rendered two grenades safe near Kratie on Monday.", "defused"),
        ("Army experts put two grenades out of action near Kratie on Monday.", "defused"),
        ("Residents of Kratie handed two grenades to police on Monday.", "seized"),
        (
            "On Monday a boy in Kratie brought in two grenades, and police took them away.",
            "removed",
        ),
        ("Police in Kratie on Monday caught a man with two grenades.", "seized"),
        ("Police in Kratie on Monday held a man in possession of two grenades.", "seized"),
        ("Troops near Kratie were shown two grenades by residents on Monday.", "found"),
        ("Stacked inside a well near Kratie on Monday were two grenades.", "found"),
    ],
)
def test_verbs_in_two_parts_arrests_and_things_that_lay_there(nlp, text, action):
    (event,) = read(nlp, text)
    assert event.type == "clearance"
    assert items(event) == [("grenade", 2, action)]


def test_what_was_done_next_is_done_to_the_kind_that_is_named(nlp):
    (event,) = read(
        nlp,
        "Soldiers found 30 mines and 40 rockets in a bunker near Kratie on Monday. "
        "The mines were blown up; the rockets were confiscated.",
    )
    assert items(event) == [("mine", 30, "destroyed"), ("rocket", 40, "seized")]


def test_what_is_measured_is_not_one_and_not_told_twice(nlp):
    (event,) = read(
        nlp, "Troops seized 112 detonators and 900 metres of slow fuse in Kratie on Monday."
    )
    assert items(event) == [("component", 112, "seized"), ("component", None, "seized")]


@pytest.mark.parametrize(
    ("text", "kind", "total"),
    [
        (
            "In May deminers in Bihac lifted 30 mines and 80 shells, bringing the total to 2,345.",
            "ordnance",
            2345,
        ),
        (
            "In May deminers in Bihac lifted 30 mines. The total since 2018 rises to 956 mines.",
            "mine",
            956,
        ),
    ],
)
def test_a_running_total_is_a_record_of_its_own(nlp, text, kind, total):
    month, all_told = read(nlp, text)
    assert month.scope == "period"
    assert all_told.scope == "cumulative"
    assert items(all_told) == [(kind, total, "removed")]


def test_many_things_in_a_day_are_the_figure_of_that_day(nlp):
    (event,) = read(nlp, "In the past 24 hours sappers in Kharkiv defused 300 shells.")
    assert event.scope == "period"
    (event,) = read(nlp, "In the past 24 hours sappers in Kharkiv defused a shell.")
    assert event.scope == "incident"


def test_parts_in_brackets_and_totals_behind_their_parts(nlp):
    (event,) = read(
        nlp, "On Monday 98 shells were found (including 12 mines) in Kharkiv, and destroyed."
    )
    assert items(event) == [("projectile", 86, "destroyed"), ("mine", 12, "destroyed")]
    (event,) = read(
        nlp, "Teams in Marib lifted 31 mines, two bombs and 925 UXO, totalling 958 mines, in May."
    )
    assert [n for _, n, _ in items(event)] == [31, 2, 925]


def test_lines_with_a_noun_and_a_figure_under_a_sentence_that_opens_them(nlp):
    (event,) = read(
        nlp,
        "Troops recovered the devices given below from Mannar on Monday.\n\n"
        "Anti-personnel mines 11\n\nHand grenades 02\n",
    )
    assert items(event) == [("mine.ap", 11, "seized"), ("grenade", 2, "seized")]


def test_what_was_towed_away_and_set_off_was_disposed_of(nlp):
    (event,) = read(
        nlp, "A wartime bomb found off Rimini on Monday was towed out to sea and detonated."
    )
    assert (event.type, items(event)) == ("clearance", [("bomb", 1, "destroyed")])


def test_land_of_one_list_shares_its_verb(nlp):
    (event,) = read(
        nlp, "In 2009 teams in Angola cleared 198 km2 of mined areas and 359 km2 of battle areas."
    )
    assert [(a.m2.best, a.action) for a in event.areas] == [
        (198_000_000, "cleared"),
        (359_000_000, "cleared"),
    ]


def test_each_entry_that_tells_a_find_is_one(nlp):
    events = read(
        nlp,
        "In Helmand province on Monday:\n\n- A patrol found 22 mortar rounds.\n\n"
        "- Another force found 12 rockets and a pressure plate.\n",
    )
    assert [items(e) for e in events] == [
        [("mortar", 22, "found")],
        [("rocket", 12, "found"), ("component", 1, "found")],
    ]


def test_so_many_at_no_time_that_is_told_are_all_so_far(nlp):
    (event,) = read(nlp, "The charity has destroyed 171,000 landmines in Mozambique.")
    assert event.scope == "cumulative"


def test_the_year_of_a_treaty_dates_nothing(nlp):
    (event,) = read(
        nlp, "Rebels in Caramoan on Monday laid 12 mines banned under the 1997 Ottawa Convention."
    )
    assert event.when.start == "2024-08-26"


def test_a_list_with_a_verb_of_its_own_is_no_object_of_the_lands(nlp):
    (event,) = read(nlp, "In May in Bihac 388,000 sqm were cleared and 61 mines destroyed.")
    assert items(event) == [("mine", 61, "destroyed")]
    (event,) = read(nlp, "Report on May\n\nBihac: 388,000 sqm cleared and 61 mines destroyed.")
    assert items(event) == [("mine", 61, "destroyed")]


def test_a_participle_within_a_list_does_not_cut_it(nlp):
    (event,) = read(
        nlp,
        "On Monday troops found a cache in Logar. It contained two grenades, a directional formed "
        "charge, 600 cartridges and seven rockets.",
    )
    assert [(k, n) for k, n, _ in items(event)] == [
        ("grenade", 2),
        ("ammunition", 600),
        ("rocket", 7),
    ]


def test_an_inventory_says_the_figure_behind_a_sign(nlp):
    (event,) = read(
        nlp,
        "On Monday two hides were opened near Sare. The inventory is as follows:\n\n"
        "- Dynamite, 290 kilos.\n- Detonators: 870 units.\n- Grenades of the Jotake type: 43.\n",
    )
    assert [(o.kind, o.count and o.count.best, o.mass_kg) for o in event.ordnance] == [
        ("explosive", None, 290.0),
        ("component", 870, None),
        ("grenade", 43, None),
    ]


def test_parts_named_behind_the_verbs_are_of_the_total(nlp):
    (event,) = read(
        nlp,
        "On Monday 121 explosive objects were found, removed and destroyed in Kharkiv, among them "
        "5 aircraft bombs.",
    )
    assert sorted(items(event)) == [("bomb", 5, "destroyed"), ("ordnance", 116, "destroyed")]


def test_adjectives_from_verbs_cut_no_count_and_no_list(nlp):
    (event,) = read(
        nlp,
        "On Monday 40 grenades, 14 fully assembled mines and 8,412 cartridges of assorted "
        "diameters were seized in shelters near Sirnak.",
    )
    assert items(event) == [
        ("grenade", 40, "seized"),
        ("mine", 14, "seized"),
        ("ammunition", 8412, "seized"),
    ]


def test_all_of_it_is_the_whole_find(nlp):
    (event,) = read(
        nlp,
        "On Monday soldiers found 22 mortar rounds and eight rockets near Salman Pak. The team "
        "destroyed all of it at noon.",
    )
    assert items(event) == [("mortar", 22, "destroyed"), ("rocket", 8, "destroyed")]
