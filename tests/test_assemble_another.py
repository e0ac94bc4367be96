"""Blasts told apart by the people whom they harmed, and people who were harmed by none of them."""

from __future__ import annotations

import pytest

import mine_ie

CLOCK = "2024-08-26"


def read(nlp, text):
    """The events of a text published on a Monday."""
    return mine_ie.extract(mine_ie.Article(text=text, published=CLOCK), nlp)


def best(count):
    return None if count is None else count.best


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        (
            # An hour of its own, and figures that cannot be those told before.
            "Four guards were killed and two others wounded when a roadside bomb exploded in Gao "
            "on Friday. Earlier, a car bomb went off at a market in Gao, killing at least eight.",
            [4, 8],
            [2, None],
        ),
        (
            # Both figures anew.
            "In Kabul, 13 people were killed and 24 wounded when a bomb blew up at a bakery. "
            "Fifteen people were killed and 26 wounded in an explosion at a car dealership.",
            [13, 15],
            [24, 26],
        ),
        (
            # A scene of its own in the same city.
            "A car bomb exploded in Kunduz on Friday, killing six people. "
            "A mine killed nine herders in Imam Sahib, north of Kunduz.",
            [6, 9],
            [None, None],
        ),
        (
            # "At least ten" and "twelve" may be one figure.
            "A car bomb killed at least 10 people in Kabul on Friday. "
            "A car bomb went off at a checkpoint in Kabul, killing 12, police said.",
            [12],
            [None],
        ),
        (
            "The toll of Friday's two suicide attacks in Balochistan and Khyber Pakhtunkhwa rose "
            "to 65. In the second suicide attack in Hangu, five people were killed and 12 injured.",
            [65, 5],
            [None, 12],
        ),
        (
            # The roundup goes, the first of its blasts stays.
            "Bombs killed three soldiers in separate attacks on Friday. "
            "The first bomb attack took place in Herat. The bomb struck a bus, killing a soldier.",
            [1],
            [None],
        ),
        (
            # The people of incidents that were counted are not those of the one blast.
            "On Friday a woman was injured by a landmine near Gao. In 2023 there were 16 "
            "landmine explosions across Mali. At least seven people were killed by these "
            "explosions.",
            [None, 7],
            [1, None],
        ),
        (
            # Nor are those hurt by the shots told of right before.
            "A bomb killed a soldier in Gao on Friday. A driver was shot dead on Thursday when "
            "gunmen opened fire on a bus near Ansongo. Three others on board were wounded.",
            [1],
            [None],
        ),
        (
            # Later deaths in hospital are the same blast's, whatever the day.
            "A bomb exploded in Herat on Sunday. Seven people died on the spot. "
            "One man passed away later in hospital and another this morning.",
            [9],
            [None],
        ),
    ],
)
def test_figures_that_cannot_be_one_blasts_tell_blasts_apart(nlp, text, killed, injured):
    events = read(nlp, text)
    assert [best(e.killed) for e in events] == killed
    assert [best(e.injured) for e in events] == injured
