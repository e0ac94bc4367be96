"""Every lexicon proves itself, and a user's file changes it block by block."""

from __future__ import annotations

import re
from functools import cache

import pytest
import spacy
import srsly
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from mine_ie import layers, lexicon
from mine_ie.lexicon import LexiconError

LEXICONS = ("ordnance", "people", "cues")
MARK = re.compile(r"\[([^\[\]]+)\]\(([^()]+)\)")


@cache
def ruler(name: str) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe(f"mine_ie_{name}")
    return nlp


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the plain sentence and its marks as ``(start, end, id)``."""
    plain, marks, last = "", [], 0
    for m in MARK.finditer(marked):
        plain += marked[last : m.start()]
        marks.append((len(plain), len(plain) + len(m[1]), m[2]))
        plain += m[1]
        last = m.end()
    return plain + marked[last:], marks


def found(name: str, text: str) -> list[tuple[int, int, str, str]]:
    doc = ruler(name)(text)
    return [
        (s.start_char, s.end_char, s.id_, layers.unpack(s.kb_id_).get("block", s.id_))
        for s in doc.spans[name]
    ]


def cases(key: str) -> list[tuple[str, str, str]]:
    return [
        (name, block.id, sentence)
        for name in LEXICONS
        for block in lexicon.load(name).blocks
        for sentence in getattr(block, key)
    ]


@pytest.mark.parametrize(("name", "block", "sentence"), cases("examples"))
def test_examples_hold(name: str, block: str, sentence: str) -> None:
    text, marks = unmark(sentence)
    kinds = {kind for _, _, kind in marks}
    assert marks, "an example marks at least one span"
    assert [s[:3] for s in found(name, text) if s[2] in kinds] == marks


@pytest.mark.parametrize(("name", "block", "sentence"), cases("counter_examples"))
def test_counter_examples_hold(name: str, block: str, sentence: str) -> None:
    spans = found(name, sentence)
    ignored = "ignore" in lexicon.load(name).by_id()[block].attributes
    # What a block of the ordnance lexicon ignores is no ordnance at all.
    hits = spans if ignored and name == "ordnance" else [s for s in spans if s[3] == block]
    assert hits == []


@pytest.mark.parametrize(
    ("name", "block"), [(n, b.id) for n in LEXICONS for b in lexicon.load(n).blocks]
)
def test_every_block_has_its_proof(name: str, block: str) -> None:
    entry = lexicon.load(name).by_id()[block]
    assert entry.counter_examples
    assert entry.examples or "ignore" in entry.attributes


def test_the_ordnance_lexicon_covers_the_field() -> None:
    blocks = [b for b in lexicon.load("ordnance").blocks if "ignore" not in b.attributes]
    surfaces = {surface for b in blocks for surface, _ in b.terms()}
    models = {
        surface
        for b in blocks
        for surface, form in b.terms()
        if b.attributes.get("model") and form == "singular"
    }
    assert len(surfaces) >= 250
    assert len(models) >= 60


def test_lines_of_the_shipped_lexicons_stay_readable() -> None:
    for line in lexicon.data_path("ordnance.yaml").read_text(encoding="utf-8").splitlines():
        assert len(line) <= 110, line


# -- users' files ----------------------------------------------------------------------------------


def write(path, blocks):
    srsly.write_yaml(path, blocks)
    return str(path)


def test_a_users_block_is_merged_by_id(tmp_path) -> None:
    own = write(tmp_path / "ordnance.yaml", [{"id": "rocket", "nouns": ["zelzal"]}])
    words = lexicon.load("ordnance", (own,))
    assert words.by_id()["rocket"].nouns == ("zelzal",)
    assert words.by_id()["rocket"].counter_examples


def test_a_users_new_block_is_added(tmp_path) -> None:
    own = write(tmp_path / "ordnance.yaml", [{"id": "mine.ap#local", "nouns": ["quiebrapatas"]}])
    nlp = spacy.blank("en")
    nlp.add_pipe("mine_ie_ordnance", config={"lexicons": [own]})
    doc = nlp("He trod on a quiebrapatas.")
    assert [s.id_ for s in doc.spans["ordnance"]] == ["mine.ap"]


def test_remove_drops_a_shipped_block(tmp_path) -> None:
    own = write(tmp_path / "ordnance.yaml", [{"id": "missile", "remove": True}])
    words = lexicon.load("ordnance", (own,))
    assert "missile" not in words.by_id()
    assert words.find("a ballistic missile") == []


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("just text", "expected a list of blocks"),
        ("- nouns: [shell]", "block 1 has no id"),
        ("- id: a\n- id: a", "the id 'a' stands twice"),
        ("- id: a\n  nouns: shell", "block 'a': nouns must be a list of strings"),
        ("- id: a\n  forms: [1, 2]", "block 'a': forms must be a list of strings"),
        ("- id: a\n  nouns: [shell", "cannot be read as YAML"),
    ],
)
def test_malformed_files_say_file_block_and_cause(tmp_path, content: str, cause: str) -> None:
    path = tmp_path / "ordnance.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        lexicon.load("ordnance", (str(path),))
    assert str(error.value).startswith(f"{path}: ")
    assert cause in str(error.value)


def test_a_missing_file_is_named(tmp_path) -> None:
    path = tmp_path / "ordnance-none.yaml"
    with pytest.raises(LexiconError, match=re.escape(str(path))):
        lexicon.load("ordnance", (str(path),))


# -- terms -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("spelling", ["anti-tank mine", "anti tank mine", "antitank mine"])
def test_a_hyphen_stands_for_hyphen_space_or_nothing(spelling: str) -> None:
    assert [m.block.id for m in lexicon.load("ordnance").find(f"an {spelling}")] == ["mine.av"]


def test_brackets_hold_choices() -> None:
    assert list(lexicon.alternatives("(car|truck) (bomb|IED)")) == [
        "car bomb", "car IED", "truck bomb", "truck IED",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("TM-62", "TM-62s"),
        ("POMZ", "POMZs"),
        ("truck packed with explosives", "trucks packed with explosives"),
        ("piece of ordnance", "pieces of ordnance"),
        ("battery", "batteries"),
    ],
)
def test_plurals(noun: str, plural: str) -> None:
    assert lexicon.plural(noun) == plural


def test_names_match_in_capitals_too_but_not_in_lower_case() -> None:
    words = lexicon.load("ordnance")
    assert [m.block.id for m in words.find("A PP-MI-SR MINE")][:1] == ["mine.ap#models"]
    assert [m.block.id for m in words.find("the pmn met")] == []


@given(st.text(max_size=200))
def test_folding_moves_no_offset(text: str) -> None:
    assert len(lexicon.fold(text)) == len(text)


@given(st.text(max_size=120))
def test_finding_never_raises_and_stays_in_the_text(text: str) -> None:
    for name in LEXICONS:
        for m in lexicon.load(name).find(text):
            assert 0 <= m.start < m.end <= len(text)
