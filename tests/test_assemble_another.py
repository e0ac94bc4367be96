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
            "landmine explosions across Mali. At least seven were killed by these explosions.",
            [None, 7],
            [1, None],
        ),
        (
            # Nor are those hurt by the shots told of right before.
            "A bomb killed a soldier in Gao on Friday. A driver was shot dead on "
            "Thursday when gunmen opened fire on a bus near Ansongo. Three others were wounded.",
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
        (
            # A day of its own where the other has none.
            "A roadside bomb has killed 11 people in Helmand. A bomb left on a bicycle in Helmand "
            "on Thursday killed seven. And on Friday the rebels carried out an attack in Kabul. "
            "At least 16 people were killed.",
            [11, 7],
            [None, None],
        ),
        (
            # The sum of both comes first.
            "Two soldiers were killed and five injured in attacks near Vedeno on Friday. Their "
            "vehicle hit a mine that killed one and injured another soldier. A few minutes later, "
            "another bomb went off, killing one and wounding four.",
            [1, 1],
            [1, 4],
        ),
        (
            # By other means, elsewhere.
            "Sixteen people were killed by a bomb on a bus in Jerusalem on Friday. Within minutes "
            "a helicopter fired missiles at a car in Gaza City. Seven people were killed.",
            [16, 7],
            [None, None],
        ),
        (
            "A car bomb killed nine in Haifa on Friday. It was the first in two months, following "
            "a bombing in Ashdod in June, in which 23 people were killed.",
            [9, 23],
            [None, None],
        ),
        (
            # A war's, and those of shots.
            "Two farmers were killed by a roadside bomb near Gereshk on Friday. The UN says 1,145 "
            "civilians were killed in the war this year, more than half by roadside bombs. Five "
            "others were wounded when rebels fired on a post.",
            [2],
            [None],
        ),
        (
            "A mine left from the war killed six people near Homs on Friday. The incident raises "
            "the number of civilians killed this year as a result of the explosion of mines and "
            "other remnants of war to 139.",
            [6, 139],
            [None, None],
        ),
        (
            "Three deminers were killed near Rovieng on Friday by mines that exploded. In a "
            "separate incident, a farmer was killed by a shell 20 minutes before the blast that "
            "killed the deminers.",
            [3, 1],
            [None, None],
        ),
        (
            "Two children were killed when a shell exploded in Nawar on Wednesday. A similar "
            "incident claimed the lives of three children in Qara Bagh last week.",
            [2, 3],
            [None, None],
        ),
        (
            "On Friday, the explosion of a landmine near Homs killed one person. On Saturday, the "
            "explosion of an old landmine near Salamiyah killed one person.",
            [1, 1],
            [None, None],
        ),
        (
            "Troops shelled 18 villages near Kherson on Friday. Two were killed and 14 wounded.",
            [2],
            [14],
        ),
    ],
)
def test_figures_that_cannot_be_one_blasts_tell_blasts_apart(nlp, text, killed, injured):
    events = read(nlp, text)
    assert [best(e.killed) for e in events] == killed
    assert [best(e.injured) for e in events] == injured


def test_people_who_worked_on_mines_at_no_time_of_their_own_are_no_toll(nlp):
    text = "Outside Shali, a sapper died and three were hurt as they worked to defuse land mines."
    assert [(e.type, best(e.killed)) for e in read(nlp, text)] == [("explosion", 1)]
