"""Finds of a digest told apart, and what a search list holds."""

from __future__ import annotations

import mine_ie

CLOCK = "2024-08-26"


def read(nlp, text):
    """The events of a text published on a Monday."""
    return mine_ie.extract(mine_ie.Article(text=text, published=CLOCK), nlp)


def items(event):
    return [(o.kind, o.count and o.count.best, o.action) for o in event.ordnance]


def days(events):
    return [e.when and e.when.start for e in events]


def test_what_leads_up_to_a_list_dates_and_places_it(nlp):
    events = read(
        nlp,
        "Soldiers acting on a tip searched a farm near Herat on Aug. 20. They found 12 grenades "
        "and three rockets.\n\n"
        "A second patrol was led to a well near Zaranj on Aug. 22. The soldiers found 40 mortar "
        "rounds.",
    )
    assert [items(e) for e in events] == [
        [("grenade", 12, "found"), ("rocket", 3, "found")],
        [("mortar", 40, "found")],
    ]
    assert days(events) == ["2024-08-20", "2024-08-22"]


def test_another_hour_is_another_find(nlp):
    events = read(
        nlp,
        "Troops found three hand grenades in Vavuniya on Friday around 10.15 a.m.\n"
        "Troops found two claymore mines in Vavuniya on Friday around 3.30 p.m.",
    )
    assert [items(e) for e in events] == [[("grenade", 3, "found")], [("mine.ap", 2, "found")]]


def test_a_turn_of_the_digest_is_another_find(nlp):
    events = read(
        nlp,
        "Troops recovered two grenades in Konduga on Friday. "
        "In a related development, troops recovered 26 rounds of ammunition from a suspect.",
    )
    assert [items(e) for e in events] == [
        [("grenade", 2, "seized")],
        [("ammunition", 26, "seized")],
    ]


def test_the_same_figures_are_the_same_find(nlp):
    events = read(
        nlp,
        "Police in Balrampur recovered seven pipe bombs on Friday.\n\n"
        "Three pipe bombs were found near a bridge. "
        "Four more pipe bombs were found under a road.",
    )
    assert [items(e) for e in events] == [[("ied", 3, "found"), ("ied", 4, "found")]]


def test_what_else_was_recovered_goes_on(nlp):
    events = read(
        nlp,
        "Police in Balrampur recovered seven grenades on Friday.\n\n"
        "Also recovered were 20 detonators and 5 kg of TNT.",
    )
    assert len(events) == 1


def test_what_a_find_included_was_found(nlp):
    events = read(
        nlp,
        "Soldiers found a cache in Hawija on Friday. The cache included four grenades, 12 "
        "rocket-propelled grenades, two 60 mm mortar rounds and two 82 mm mortar rounds.",
    )
    assert [items(e) for e in events] == [
        [
            ("grenade", 4, "found"),
            ("grenade", 12, "found"),
            ("mortar", 2, "found"),
            ("mortar", 2, "found"),
        ]
    ]


def test_what_lay_in_a_find_was_found(nlp):
    events = read(
        nlp,
        "Soldiers found a cache near Herat that included three tanks rigged as bombs and 7 mines.",
    )
    assert [items(e) for e in events] == [[("ied", None, "found"), ("mine", 7, "found")]]


def test_launchers_with_their_rounds(nlp):
    events = read(
        nlp,
        "Police in Herat seized two rocket-propelled grenade launchers with 14 RPG rounds and a "
        "mortar bipod on Friday.",
    )
    assert [items(e) for e in events] == [[("grenade", 14, "seized")]]


def test_a_list_goes_on_past_rifles_of_snipers_and_shelters_for_militants(nlp):
    events = read(
        nlp,
        "Troops recovered two sniper rifles, nine grenades and ammunition near Imphal on Friday.",
    )
    assert [items(e) for e in events] == [
        [("grenade", 9, "seized"), ("ammunition", None, "seized")],
    ]
    events = read(
        nlp, "The army destroyed a shelter for militants and 13 homemade bombs in Chlef on Friday."
    )
    assert [items(e) for e in events] == [[("ied", 13, "destroyed")]]


def test_a_participle_after_a_comma_is_no_partner(nlp):
    events = read(
        nlp, "Two caves were rendered unusable near Duhok on Friday, seizing a total of 90 mines."
    )
    assert [items(e) for e in events] == [[("mine", 90, "seized")]]


def test_material_that_weighs(nlp):
    events = read(
        nlp, "Two sacks of TNT material weighing 90 kilograms were found in Arish on Friday."
    )
    assert [o.mass_kg for e in events for o in e.ordnance] == [90]


def test_it_contained_goes_on_about_the_cache_of_its_paragraph(nlp):
    events = read(
        nlp,
        "In Kherson, troops found 30 mortar rounds in a cellar.\n\n"
        "In Dnipro, they found a cache in a house. It contained 15 anti-personnel mines.",
    )
    assert [items(e) for e in events] == [
        [("mortar", 30, "found")],
        [("mine.ap", 15, "found")],
    ]


def test_lines_of_one_list_are_counted_each(nlp):
    events = read(
        nlp,
        "Officers in Odesa seized the following on Friday:\n\n"
        "- Three anti-tank grenades\n- One MON-50 mine\n- Three RGD-5 grenades\n",
    )
    assert [items(e) for e in events] == [
        [("grenade", 3, "seized"), ("mine.ap", 1, "seized"), ("grenade", 3, "seized")]
    ]


def test_a_manner_is_nobody(nlp):
    events = read(
        nlp,
        "Soldiers destroyed in a controlled manner nine grenades and two mines in Tumaco on "
        "Friday.",
    )
    assert [items(e) for e in events] == [[("grenade", 9, "destroyed"), ("mine", 2, "destroyed")]]


def test_the_load_of_a_wrecked_vehicle_is_not_disposed_of(nlp):
    events = read(
        nlp,
        "A car bomb killed one person in Pereira on Friday. "
        "The vehicle, loaded with 40 kg of dynamite, was completely destroyed.",
    )
    assert [e.type for e in events] == ["explosion"]


def test_shells_that_fell_were_not_destroyed(nlp):
    events = read(nlp, "More than 500 shells fell on Beirut on Friday, police sources said.")
    assert [e.type for e in events] != ["clearance"]


def test_what_was_blown_up_on_site(nlp):
    events = read(
        nlp,
        "Troops found a tunnel in Tal Afar on Friday containing seven mortar shells, all of which "
        "were blown up on site.",
    )
    assert [items(e) for e in events] == [[("mortar", 7, "destroyed")]]


def test_mortars_rigged_with_a_cord_are_found_with_what_follows(nlp):
    events = read(
        nlp,
        "Soldiers found a cache near Herat on Friday. The cache contained 25 mortar rounds rigged "
        "with detonation cord, one anti-tank mine and two improvised explosive devices.",
    )
    assert [items(e) for e in events] == [
        [
            ("mortar", 25, "found"),
            ("component", None, "found"),
            ("mine.av", 1, "found"),
            ("ied", 2, "found"),
        ]
    ]


def test_a_cache_that_was_recovered_which_includes(nlp):
    events = read(
        nlp,
        "A huge cache of arms was recovered in Kupwara on Friday, which includes five rifles and "
        "4 hand grenades.",
    )
    assert [items(e) for e in events] == [[("grenade", 4, "seized")]]


def test_a_munitions_cache_is_a_cache(nlp):
    events = read(
        nlp,
        "Police found a munitions cache in Rashid on Friday.\n\n"
        "At about 9 a.m. they found seven rockets and three grenades in the Risalah quarter.",
    )
    assert [items(e) for e in events] == [[("rocket", 7, "found"), ("grenade", 3, "found")]]
