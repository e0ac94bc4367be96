"""Several attacks in one wire story: which are others, told again, or summed up."""

from __future__ import annotations

import pytest

import mine_ie
from mine_ie.schema import Article

MONDAY = "2024-05-15"


@pytest.fixture(scope="module")
def nlp():
    return mine_ie.load()


def harm(events):
    """Killed and injured of every event, in order."""
    return [tuple(c and c.best for c in (e.killed, e.injured)) for e in events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "A bomb killed two soldiers near Khost on Monday. In a third incident in the same "
            "province, explosives on a motorcycle went off, wounding seven.",
            [(2, None), (None, 7)],
            id="a third incident",
        ),
        pytest.param(
            "A mine killed three near Tori on Friday. On Friday a convoy was hit by a new "
            "explosive device, injuring seven peacekeepers.",
            [(3, None), (None, 7)],
            id="a new device",
        ),
        pytest.param(
            "A bomb wounded five near Quetta on Saturday. The army said that another soldier died "
            "from a roadside bomb in Lakki Marwat.",
            [(None, 5), (1, None)],
            id="another victim of a bomb elsewhere",
        ),
        pytest.param(
            "Two policemen were killed and seven wounded in separate gunfire and bomb attacks in "
            "Iraq on Sunday. A bomb went off in Jalawla, wounding a guard. Elsewhere, a bomb in "
            "Tuz Khurmatu wounded two soldiers.",
            [(None, 1), (None, 2)],
            id="a lead that sums up",
        ),
        pytest.param(
            "A suicide attack killed two policemen in Helmand on Monday. Meanwhile, five officers "
            "were killed in an attack on a police post in Asadabad.",
            [(2, None)],
            id="an attack without a bomb",
        ),
        pytest.param(
            "A bomb killed two soldiers near Fallujah on Saturday. In a separate incident, a car "
            "bomb exploded in Samarra, killing three. A bomb hit their convoy, the army said. In a "
            "separate incident, a car bomb exploded in Samarra, north of the capital.",
            [(2, None), (3, None)],
            id="in a separate incident, once more",
        ),
        pytest.param(
            "A bomb killed two soldiers on Tuesday in Nangarhar. Three soldiers were wounded in a "
            "separate car bomb attack in Khost. The soldiers who were killed were on patrol when a "
            "bomb struck their car.",
            [(2, None), (None, 3)],
            id="those who were killed",
        ),
    ],
)
def test_each_attack_is_told_apart(nlp, text, expected):
    events = mine_ie.extract(Article(text=text, published=MONDAY), nlp)
    assert {e.type for e in events} == {"explosion"}
    assert harm(events) == expected


def test_the_dead_of_a_mission_are_no_toll_of_their_own(nlp):
    text = (
        "Two soldiers were killed after a bomb went off near Baquba on Tuesday. The deaths of the "
        "two pushed to 117 the number of soldiers killed since May."
    )
    events = mine_ie.extract(Article(text=text, published=MONDAY), nlp)
    assert [e.type for e in events] == ["explosion"]
    assert harm(events) == [(2, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A bomb killed two officers in Idil on Monday. The group has killed more than 40,000 "
            "people in its campaign.",
            [(2, None)],
        ),
        (
            "A suicide attack killed 14 people in Chibok on Wednesday. Also, five other people "
            "were killed by gunmen in Jawu.",
            [(14, None)],
        ),
        (
            "A ranger was killed and two others wounded in a bomb attack in Bannang Sata on "
            "Saturday. Rangers were patrolling on foot in Bacho when a bomb exploded.",
            [(1, 2)],
        ),
        (
            "Two brothers were killed on Sunday when a shell exploded in Memot. He recalled a "
            "similar incident that occurred in 2003, when three boys died playing with mines.",
            [(2, None), (3, None)],
        ),
    ],
)
def test_whose_the_dead_are(nlp, text, expected):
    events = mine_ie.extract(Article(text=text, published=MONDAY), nlp)
    assert {e.type for e in events} == {"explosion"}
    assert harm(events) == expected
