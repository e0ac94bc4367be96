import re
from importlib import resources
from pathlib import Path

import pytest
import spacy
import srsly

from mine_ie import layers
from mine_ie.components.places import Places
from mine_ie.gazetteer.store import shipped

pytestmark = pytest.mark.skipif(not shipped().is_file(), reason="the gazetteer is not built")

FOLDER = Path(str(resources.files("mine_ie") / "data" / "en"))
MARK = re.compile(r"\[([^\]]+)\]\((\w+)\)")
NLP, PLACES = spacy.blank("en"), Places()
TYPES = [e for block in srsly.read_yaml(FOLDER / "place_types.yaml") for e in block["examples"]]
WORDS = [
    e for block in srsly.read_yaml(FOLDER / "place_words.yaml").values() for e in block["examples"]
]


def read(marked: str) -> dict[str, tuple[str, str]]:
    doc = PLACES(NLP(MARK.sub(r"\1", marked)))
    return {s.text: (s.label_, layers.unpack(s.kb_id_)["role"]) for s in doc.spans["places"]}


@pytest.mark.parametrize("example", TYPES)
def test_type_words_say_the_kind(example: str) -> None:
    found = read(example)
    for name, kind in MARK.findall(example):
        assert found[name][0] == kind


@pytest.mark.parametrize("example", WORDS)
def test_words_around_say_the_role(example: str) -> None:
    found = read(example)
    for name, role in MARK.findall(example):
        assert found[name][1] == role


@pytest.mark.parametrize(
    "text",
    [
        t
        for file in ("place_types.yaml", "place_words.yaml")
        for block in (
            srsly.read_yaml(FOLDER / file)
            if file == "place_types.yaml"
            else srsly.read_yaml(FOLDER / file).values()
        )
        for t in block.get("not", ())
    ],
)
def test_counter_examples_hold_no_place(text: str) -> None:
    assert [n for n, (_, role) in read(text).items() if role != "source"] == []
