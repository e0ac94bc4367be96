"""What is no event, what is one only on request, who says so and who did it, when and where."""

from __future__ import annotations

import pytest

import mine_ie

CLOCK = "2024-08-26"


def read(nlp, text, title=None, **options):
    """The events of a text published on a Monday."""
    return mine_ie.extract(mine_ie.Article(text=text, title=title, published=CLOCK), nlp, **options)


def best(count):
    return None if count is None else count.best


def days(events):
    return [e.when and e.when.start for e in events]


def first_places(events):
    return [e.places[0].name if e.places else None for e in events]


NOT_EVENTS = {
    "drill": "Firefighters took part in a drill in Beirut on Friday. A bomb exploded and 20 people "
    "were injured.",
    "film": "In her new film a bomb kills ten people in Paris.",
    "gas": "A gas cylinder exploded in a kitchen in Lagos on Friday, killing three people.",
    "mining": "Two miners died on Friday when a shaft of the coal mine at Donetsk collapsed after "
    "an explosion.",
    "sport": "The striker fired a rocket into the net from the edge of the penalty area on Friday.",
    "metaphor": "The budget is a political minefield. The room exploded in laughter.",
    "hypothetical": "If the shell explodes, it could kill dozens of people in Kabul.",
    "hoax": "The bomb threat at the school in Leeds on Friday was a hoax.",
    "not gone off": "The bomb did not explode when police found it in Derry on Friday.",
    "not gone off, for short": "The bomb didn't explode when police found it in Derry on Friday.",
    "reputation": "He is responsible for the emplacement of IEDs in Zabul.",
    "anyone": "Anyone who finds a mine in Kuito must call the police.",
    "purpose": "Dogs that detect mines were trained in Kuito on Friday.",
    "whenever": "When a resident finds a shell, he calls 112 and a patrol marks the place.",
    "in case": "The city of Hanau has a new plan in case a wartime bomb is found.",
    "pace": "A demining machine developed in Karlovac clears 2,000 square metres per hour.",
    "lesson": "They learned how to find, identify and render safe roadside bombs.",
    "poll": "Of those asked in Colombia, 62 percent said they were afraid of stepping on a mine.",
    "note": "A flight landed in Rome on Friday after a note about a bomb was found in it.",
    "inert": "A hand grenade found in a drawer in Guildford on Friday was inert, police said.",
    "training aid": "A grenade was found in a school in Leeds on Monday. It held no explosives.",
    "cartridge cases": "Gunmen opened fire on a bar on Saturday. Police found 40 shells there.",
    "tear gas": "Police fired tear gas shells on Friday. Eleven people were injured by shells.",
    "name": "A Shell tanker was hit by a crane. Two workers were injured.",
    "weapon test": "The navy fired a missile at a target ship off Karachi on Monday.",
    "other land": "Rubble was cleared by hand. Some 260 ha remain contaminated. The zone dates "
    "from 1986.",
    "stage": "In the puppet show a goat treads on a mine. It was staged in 22 villages last month.",
    "denied": "The governor denied on Monday reports that a bomb had gone off at the market.",
    "ice": "The army blew up an ice jam on the Lena on Tuesday with two tonnes of explosive.",
    "public life": "The minister cleared the last mine on the road to the budget, an aide said.",
    "numbers": "Locust numbers exploded in Turkana in February.",
    "explanation": "Mines laid in the 1990s still lie near Sarajevo.",
}


@pytest.mark.parametrize("text", NOT_EVENTS.values(), ids=NOT_EVENTS.keys())
def test_not_an_event(nlp, text):
    assert read(nlp, text) == []


# -- status -----------------------------------------------------------------------------------

PLAN = "The army will destroy 600 mines in Kabul in May 2025."


def test_plans_are_left_out(nlp):
    assert read(nlp, PLAN) == []


def test_plans_are_kept_on_request(nlp):
    assert [e.status for e in read(nlp, PLAN, planned=True)] == ["planned"]


def test_what_a_party_says_of_its_own_attack_is_a_claim(nlp):
    events = read(
        nlp, "The rebels claimed that they blew up a truck with a mine on Friday, killing five."
    )
    assert [e.status for e in events] == ["claimed"]


def test_parties_that_blame_each_other_dispute(nlp):
    events = read(
        nlp,
        "The two sides traded blame for a bomb that killed three people in Juba on Friday.",
    )
    assert [e.status for e in events] == ["disputed"]


def test_a_denied_act_is_left_out(nlp):
    assert read(nlp, "The army denied laying mines near Lashio on Friday.") == []


def test_a_threshold_leaves_out_the_less_sure(nlp):
    text = "A bomb killed three people in Kabul on Friday."
    assert len(read(nlp, text, threshold=0.1)) == 1
    assert read(nlp, text, threshold=1.0) == []


# -- who --------------------------------------------------------------------------------------


def actors(events):
    return [(a.text, a.role) for e in events for a in e.actors]


def test_who_clears_is_the_operator(nlp):
    events = read(nlp, "Mine clearance teams of HALO destroyed 12 mines near Kuito on Friday.")
    assert actors(events) == [("Mine clearance teams of HALO", "operator")]


def test_who_laid_the_mine_is_the_perpetrator(nlp):
    events = read(
        nlp, "Two soldiers were killed on Friday by a mine laid by suspected rebels near Arauca."
    )
    assert actors(events) == [("suspected rebels", "perpetrator")]


def test_what_the_rocket_did_is_no_part_of_who_fired_it(nlp):
    events = read(nlp, "A rocket fired by rebels hit a house in Goma on Friday, killing two.")
    assert actors(events) == [("rebels", "perpetrator")]


def test_who_owns_up_is_the_claimant(nlp):
    events = read(
        nlp,
        "A bomb killed two policemen in Quetta on Friday. "
        "A separatist group has claimed responsibility.",
    )
    assert actors(events) == [("A separatist group", "claimant")]


def test_no_group_is_no_claimant(nlp):
    events = read(
        nlp,
        "A bomb killed two policemen in Quetta on Friday. No group has claimed responsibility.",
    )
    assert actors(events) == []


@pytest.mark.parametrize(
    "text",
    [
        "According to the Defence Ministry, a mine killed two soldiers near Kupiansk on Friday.",
        "A mine killed two soldiers near Kupiansk on Friday, the Defence Ministry said.",
        "A mine killed two soldiers near Kupiansk on Friday, said the Defence Ministry.",
    ],
)
def test_the_source_is_who_says_so(nlp, text):
    assert [e.source for e in read(nlp, text)] == ["the Defence Ministry"]


def test_none_of_the_groups_is_no_claimant(nlp):
    events = read(
        nlp,
        "A bomb killed two policemen in Quetta on Friday. "
        "None of the groups in the province has claimed responsibility.",
    )
    assert actors(events) == []


# -- when and where -----------------------------------------------------------------------------


def test_the_day_of_the_telling_is_not_the_events(nlp):
    events = read(
        nlp, "Police said on Tuesday that a bomb had killed two people in Basra on 3 August."
    )
    assert days(events) == ["2024-08-03"]


def test_where_a_victim_is_from_comes_after_where_it_happened(nlp):
    events = read(nlp, "A mine killed a farmer from Huambo near the village of Chilata on Friday.")
    assert first_places(events) == ["Chilata"]


def test_where_the_hospital_is_comes_after_where_it_happened(nlp):
    events = read(
        nlp, "The boy was taken to hospital in Kabul after a shell exploded in Gardez on Friday."
    )
    assert first_places(events) == ["Gardez"]


# -- stable ids ---------------------------------------------------------------------------------

BLAST = "A bomb killed three people in Kabul on Friday."


def test_the_same_text_gives_the_same_ids(nlp):
    first, again = read(nlp, BLAST), read(nlp, BLAST)
    assert [e.id for e in first] == [e.id for e in again]


def test_an_unrelated_paragraph_changes_no_id(nlp):
    more = BLAST + "\n\nThe price of bread rose by a tenth, traders said.\n"
    assert [e.id for e in read(nlp, more)] == [e.id for e in read(nlp, BLAST)]


def test_ids_tell_the_events_of_an_article_apart(nlp):
    events = read(nlp, BLAST + " A mine killed a shepherd near Herat on Saturday.")
    assert len({e.id for e in events}) == 2


def test_every_group_of_people_has_its_rule(nlp):
    event = read(nlp, BLAST)[0]
    rules = {p.field for p in event.provenance}
    assert {"type", "casualties[0]", "ordnance"} <= rules
    assert best(event.killed) == 3


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("Two mines were destroyed by army engineers on Friday in Kabul.", "army engineers"),
        ("On Friday, the HALO Trust cleared 12 hectares of land near Kuito.", "the HALO Trust"),
        ("MAG teams working in Lebanon safely removed 3,000 submunitions in 2019.", "MAG teams"),
        ("The mine agency has so far cleared 300 hectares in Aghdam.", "The mine agency"),
        ("Police said officers had seized 12 grenades in Cali on 4 May 2019.", "officers"),
        ("It destroyed 40 mines in Huambo on 3 May 2020.", None),
        ("Some 40 mines were destroyed by controlled detonation in Huambo on 3 May 2020.", None),
    ],
)  # fmt: skip
def test_the_operator_is_the_subject_or_the_agent(nlp, text, operator):
    assert [a.text for a in read(nlp, text)[0].actors] == ([operator] if operator else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels laid 40 mines near Gao on 3 May, the junta said.", "claimed"),
        ("The mayor accused rebels of having laid 40 mines near Gao on 3 May.", "claimed"),
        ("Soldiers laid 40 mines near Gao on 3 May, monitors say. Kidal rejected the allegation.",
         "disputed"),
        ("Soldiers laid 40 mines near Gao on 3 May, monitors say.", "reported"),
    ],
)  # fmt: skip
def test_laying_told_by_a_party_is_a_claim(nlp, text, expected):
    assert [e.status for e in mine_ie.extract(text, nlp)] == [expected]
