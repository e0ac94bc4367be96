"""Ordnance in sentences: kind, count, weight and fate, as agencies of many countries put it."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import mine_ie
from mine_ie import counts, layers


@cache
def nlp() -> Language:
    return mine_ie.load()


def quantities(text: str) -> Doc:
    return mine_ie.annotate(mine_ie.Article(text=text), nlp())


def items(text: str) -> list[tuple[str, str | None, int | None]]:
    """``(kind, action, count)`` of every item that something was done with."""
    doc = quantities(text)
    result = []
    for span in doc.spans[layers.QUANTITIES]:
        values = layers.unpack(span.kb_id_)
        count = counts.parse(values["count"]) if "count" in values else counts.UNKNOWN
        figure = next((n for n in (count.best, count.low, count.high) if n is not None), None)
        result.append((span.id_, span.label_ or None, figure))
    return result


def values(text: str) -> list[dict[str, str]]:
    doc = quantities(text)
    return [layers.unpack(s.kb_id_) for s in doc.spans[layers.QUANTITIES]]


FOUND, SEIZED, REMOVED = "found", "seized", "removed"
DEFUSED, DESTROYED, DETONATED = "defused", "destroyed", "detonated"
LAID, FIRED, REMAINING = "laid", "fired", "remaining"

ACTIONS = [
    ("Sappers found two mortar shells near Gomel.", [("mortar", FOUND, 2)]),
    ("Two mortar shells were unearthed during road works.", [("mortar", FOUND, 2)]),
    ("Fishermen came upon a sea mine off Odesa.", [("mine.sea", FOUND, 1)]),
    ("Three grenades turned up in a well in Bagram.", [("grenade", FOUND, 3)]),
    ("Discovery of five landmines halted work.", [("mine", FOUND, 5)]),
    ("Police seized 40 kg of TNT in Lashio.", [("explosive", SEIZED, None)]),
    ("Rangers confiscated six hand grenades.", [("grenade", SEIZED, 6)]),
    ("Villagers handed over 12 rockets to the army.", [("rocket", SEIZED, 12)]),
    ("The troops recovered four RPG rounds.", [("grenade", SEIZED, 4)]),
    ("Deminers lifted 14 anti-tank mines in May.", [("mine.av", REMOVED, 14)]),
    ("Some 900 bomblets were cleared from the fields.", [("submunition", REMOVED, 900)]),
    ("Engineers pulled three aerial bombs from the river.", [("bomb", REMOVED, 3)]),
    ("The bomb squad defused an aerial bomb of 1944.", [("bomb", DEFUSED, 1)]),
    ("A pipe bomb was rendered safe in Derry.", [("ied", DEFUSED, 1)]),
    ("Pyrotechnicians neutralised 33 mines.", [("mine", DEFUSED, 33)]),
    ("The improvised mine was taken apart at Sinjar.", [("mine.improvised", DEFUSED, 1)]),
    ("They destroyed 21 shells on the spot.", [("projectile", DESTROYED, 21)]),
    ("Sappers blew up 62 surplus aerial bombs.", [("bomb", DESTROYED, 62)]),
    ("Two hundred bomblets were blown up in a quarry.", [("submunition", DESTROYED, 200)]),
    ("Rebels planted dozens of mines on the road.", [("mine", LAID, None)]),
    ("Junta forces seeded 40 mines around a tower.", [("mine", LAID, 40)]),
    ("Militants fired three rockets at the base.", [("rocket", FIRED, 3)]),
    ("Drones dropped two grenades on the trench.", [("grenade", FIRED, 2)]),
    ("Two million mines remain in the ground.", [("mine", REMAINING, 2_000_000)]),
    ("6 to 8 million mines lie buried in Angola.", [("mine", REMAINING, 6_000_000)]),
    ("A landmine exploded under a cart.", [("mine", DETONATED, 1)]),
    ("A farmer stepped on an anti-personnel mine.", [("mine.ap", DETONATED, 1)]),
    ("The boy was killed by a shell.", [("projectile", DETONATED, 1)]),
    ("A barrel bomb fell on their home.", [("bomb", DETONATED, 1)]),
    ("A remote-controlled bomb was set off near the mosque.", [("ied", DETONATED, 1)]),
    ("Police defused a bomb like the one of May.", [("ied", DEFUSED, 1)]),
]


@pytest.mark.parametrize(("text", "expected"), ACTIONS)
def test_actions(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert items(text) == expected


LASTS = [
    ("Nine mines were found and later destroyed.", [("mine", DESTROYED, 9)]),
    ("They found, defused and removed six grenades.", [("grenade", DEFUSED, 6)]),
    ("Sappers destroyed four mines laid by rebels.", [("mine", DESTROYED, 4)]),
    ("Four mines planted by rebels were defused.", [("mine", DEFUSED, 4)]),
    ("Two shells were found on Monday; the army destroyed them next day.",
     [("projectile", DESTROYED, 2)]),
    ("Police found a mine beside the bridge and dismantled it.", [("mine", DEFUSED, 1)]),
    ("Police found 400 g of TNT, which officers made safe.", [("explosive", DEFUSED, None)]),
    ("They seized a cache consisting of two mines and a shell.",
     [("mine", SEIZED, 2), ("projectile", SEIZED, 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LASTS)
def test_the_last_thing_done_decides(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert items(text) == expected


LATER = [
    ("Troops found 40 rockets and two mines in a barn. The weapons were destroyed on site.",
     [("rocket", DESTROYED, 40), ("mine", DESTROYED, 2)]),
    ("The cache consisted of 36 grenades and one suicide belt. All were confiscated.",
     [("grenade", SEIZED, 36), ("ied", SEIZED, 1)]),
    ("The bag turned out to hold a live F-1 grenade. Technicians neutralised it.",
     [("grenade", DEFUSED, 1)]),
    ("Police found five shells. They will be destroyed next week.", [("projectile", FOUND, 5)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LATER)
def test_later_sentences_say_what_became_of_a_find(text: str, expected: object) -> None:
    assert items(text) == expected


LISTS = [
    ("They destroyed 13,045 pieces of unexploded ordnance, 3,318 anti-tank mines and "
     "10,463 anti-personnel mines.",
     [("uxo", DESTROYED, 13045), ("mine.av", DESTROYED, 3318), ("mine.ap", DESTROYED, 10463)]),
    ("Sappers lifted 3 anti-tank and 40 anti-personnel mines.",
     [("mine.av", REMOVED, 3), ("mine.ap", REMOVED, 40)]),
    ("They cleared 3 AT and 4 AP mines.", [("mine.av", REMOVED, 3), ("mine.ap", REMOVED, 4)]),
    ("Experts took away 5 artillery and 7 mortar shells.",
     [("projectile", REMOVED, 5), ("mortar", REMOVED, 7)]),
    ("Police found two grenades, 300 cartridges and 2 kg of dynamite.",
     [("grenade", FOUND, 2), ("ammunition", FOUND, 300), ("explosive", FOUND, None)]),
    ("They cleared 399,604 mines, shells and devices in all.", [("ordnance", REMOVED, 399604)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_share_verbs_and_heads(text: str, expected: object) -> None:
    assert items(text) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("They removed 45 items, including 12 mines.", ["12 mines"]),
        ("They lifted a total of 12 mines: 4 anti-tank mines and 8 anti-personnel mines.",
         ["4 anti-tank mines", "8 anti-personnel mines"]),
        ("HALO found 140 items of ordnance, among them 22 rockets and 9 grenades.",
         ["22 rockets", "9 grenades"]),
        ("Twelve mines, including three anti-tank ones, were rendered safe.",
         ["three anti-tank"]),
    ],
)  # fmt: skip
def test_parts_of_a_total_are_marked(text: str, parts: list[str]) -> None:
    doc = quantities(text)
    spans = doc.spans[layers.QUANTITIES]
    assert [s.text for s in spans if "part" in layers.unpack(s.kb_id_)] == parts


def test_a_total_broken_down_in_the_next_sentence_yields_to_its_parts() -> None:
    found = values(
        "Teams lifted 12 explosive items in May. The haul was made up of 4 mines and 8 shells."
    )
    assert [v.get("total") for v in found] == ["1", None, None]
    assert [v.get("count") for v in found] == ["12", "4", "8"]
    assert [v.get("part") for v in found] == [None, "1", "1"]


WEIGHTS = [
    ("Police seized 66 pounds (30 kg) of ammonium nitrate.", ["30.0"]),
    ("They seized 2.5 tonnes of ammonium nitrate.", ["2500.0"]),
    ("Officers found 400 grams of TNT.", ["0.4"]),
    ("Jugs filled with homemade explosives weighing 95 kilograms were found.", ["95.0"]),
    ("A 250-kg aerial bomb was defused.", [None]),
]


@pytest.mark.parametrize(("text", "expected"), WEIGHTS)
def test_weights(text: str, expected: list[str | None]) -> None:
    assert [v.get("mass_kg") for v in values(text)] == expected


COUNTS = [
    ("Landmine kills boy in Kachin", [("mine", DETONATED, 1)]),
    ("The Grad rocket exploded in a field.", [("rocket", DETONATED, 1)]),
    ("Inventory: PTM-3 x 6 and PFM-1 x 140 lifted.",
     [("mine.av", REMOVED, 6), ("mine.ap", REMOVED, 140)]),
    ("Police found cartridges (120) in the flat.", [("ammunition", FOUND, 120)]),
    ("They pulled six PMN-2s and one TM-57 from the verge.",
     [("mine.ap", REMOVED, 6), ("mine.av", REMOVED, 1)]),
    ("Police found several grenades.", [("grenade", FOUND, None)]),
    ("Police found a box of cartridges.", [("ammunition", FOUND, None)]),
    ("Ammunition was found in the shed.", [("ammunition", FOUND, None)]),
    ("A suicide bombing killed ten.", [("ied", DETONATED, None)]),
    ("Police found no explosive devices.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts(text: str, expected: object) -> None:
    assert items(text) == expected


NO_ITEM = [
    "An IED expert was arrested.",
    "The security force detained an IED facilitator.",
    "Police arrested a suicide attack planner for IED emplacements.",
    "Explosives experts came from the capital.",
    "They discovered an IED cache.",
    "A bomb threat emptied the terminal.",
    "Gold mine workers held a strike.",
    "A friend of mine told it.",
    "Minesweepers searched the bay.",
    "Data mining pays.",
    "Mine action teams met.",
    "The tyre burst with a blast like a bomb.",
    "They ruled out explosives.",
    "He played with his device.",
    "The M14 and the M77 were closed.",
    "An RPG-7 launcher and three rifles were seized.",
    "The copper mine near Likasi hired miners.",
]


@pytest.mark.parametrize("text", NO_ITEM)
def test_nothing_is_read_from(text: str) -> None:
    assert items(text) == []


def test_attack_in_the_plural_and_in_general_has_no_fate() -> None:
    (item,) = items("The target coordinated improvised explosive device attacks.")
    assert item == ("ied", None, None)


@pytest.mark.parametrize(
    ("text", "kind", "of"),
    [
        ("They found unexploded mortar shells.", "uxo", "mortar"),
        ("An unexploded 107 mm rocket was found.", "uxo", "rocket"),
        ("They found two 60mm mortar duds.", "uxo", "mortar"),
        ("An unexploded bomb was found.", "uxo", "bomb"),
        ("They found unexploded ordnance.", "uxo", None),
    ],
)
def test_unexploded_keeps_what_it_is(text: str, kind: str, of: str | None) -> None:
    doc = quantities(text)
    (span,) = doc.spans[layers.QUANTITIES]
    assert (span.id_, layers.unpack(span.kb_id_).get("of")) == (kind, of)


@pytest.mark.parametrize(
    ("text", "axis", "value"),
    [
        ("A remote-controlled bomb exploded.", "trigger", "command"),
        ("A pressure-plate IED exploded.", "trigger", "victim"),
        ("A timed bomb exploded in a bin.", "trigger", "time"),
        ("A bomb attached to a motorcycle exploded.", "delivery", "vehicle"),
        ("A tractor packed with explosives blew up.", "delivery", "vehicle"),
        ("A suicide vest exploded.", "delivery", "person"),
        ("A roadside bomb exploded.", "delivery", "roadside"),
        ("A parcel bomb exploded in a bank.", "delivery", "post"),
        ("An explosive-laden drone exploded.", "delivery", "drone"),
    ],
)
def test_trigger_and_delivery(text: str, axis: str, value: str) -> None:
    assert [v.get(axis) for v in values(text)] == [value]


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("Nine PMN-2 mines were found.", "PMN-2"),
        ("A TM-62 was found.", "TM-62"),
        ("A 122-mm rocket was found.", "122 mm"),
        ("AN OZM-72 MINE WAS FOUND.", "OZM-72"),
    ],
)
def test_models_and_calibres(text: str, model: str) -> None:
    assert [v.get("model") for v in values(text)] == [model]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Warplanes dropped two bombs on the village.", "bomb"),
        ("A bomb planted by militants exploded.", "ied"),
        ("An explosive device hidden in a parcel exploded near a police station.", "ied"),
        ("A farmer found an explosive device from the war.", "ordnance"),
        ("Police found IED-making materials.", "component"),
        ("Police found remote-controlled improvised explosive device materials.", "component"),
        ("An ammunition depot blew up near Ryazan.", "ammunition"),
        ("The market bombing killed four.", "ied"),
    ],
)
def test_kinds_in_context(text: str, kind: str) -> None:
    assert [k for k, _, _ in items(text)] == [kind]


def test_capitals_are_read_like_any_text() -> None:
    assert items("POLICE SEIZED 12 STICKS OF DYNAMITE AND TWO GRENADES.") == [
        ("explosive", SEIZED, 12), ("grenade", SEIZED, 2),
    ]  # fmt: skip
