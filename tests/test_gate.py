"""The gate drops no article that has an event, and most of those that have none."""

import json
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en.stop_words import STOP_WORDS

from mine_ie import gate, lexicon
from mine_ie.schema import Article

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
#: Rows of a database of attacks whose text names no explosive: stabbings, shootings.
WITHOUT_EXPLOSIVES = frozenset(
    f"wikiterror-{n:04d}" for n in (15, 17, 39, 57, 93, 98, 111, 112, 144, 152, 178, 271, 323)
)
#: Its labels are what several texts say together; one alone may not say that anything exploded.
TOLD_TOGETHER = "incidents"


def corpora() -> list[Path]:
    folders = [*(ROOT / "corpora").glob("*"), *SHARED.glob("*")]
    return sorted(f for f in folders if f.name != TOLD_TOGETHER and (f / "gold.jsonl").exists())


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("folder", corpora(), ids=lambda folder: folder.name)
def test_no_article_with_an_event_is_dropped(folder):
    events = {row["id"]: row["events"] for row in read(folder / "gold.jsonl")}
    dropped = {
        row["id"]
        for row in read(folder / "articles.jsonl")
        if events.get(row["id"])
        and not gate.relevant(Article(text=row["text"], title=row.get("title")))
    }
    assert dropped - WITHOUT_EXPLOSIVES == set()


def test_every_munition_opens_the_gate_in_a_sentence_of_its_own():
    blocks = [
        block
        for block in lexicon.load("ordnance").blocks
        if not {"ignore", "shares", "umbrella"} & block.attributes.keys()
    ]
    closed = [
        surface
        for block in blocks
        for surface, _ in block.terms()
        for spelling in lexicon.spellings(surface)
        if not (
            len(spelling.split()) > 1 and all(len(w) == 1 or w.isdigit() for w in spelling.split())
        )
        and not gate.relevant(f"Two men were killed by the {spelling}, which exploded.")
    ]
    assert closed == []


def test_most_news_about_other_things_is_stopped():
    path = SHARED / "toponyms" / "geovirus.jsonl"
    if not path.exists():
        pytest.skip("needs ../shared/data")
    texts = [row["text"] for row in read(path)]
    assert sum(map(gate.relevant, texts)) <= len(texts) * 0.06


@pytest.mark.parametrize(
    "text",
    [
        "A friend of mine paints.",
        "The rocket salad was fresh.",
        "A gas explosion destroyed the flat.",
        "Parents are shelling out more for shoes.",
        "It is a full-blown crisis for the two left behind.",
        "The farmers sold their cattle on 12 acres.",
        "Shares of the group rose by 4 per cent.",
        "The blast furnace at the works stood still.",
        "Pensions are a time bomb, the minister said.",
        "Royal Dutch Shell lost ground.",
        # A cue counts as a whole: not "last" of "the last of its" nor "put" of "put the number at".
        "It was the last missile deal that they put on the table.",
        "The old gold mine killed the river, and miners were injured.",
        "Some 300 guests met in Central Park square and put up tents.",
        "",
    ],
)
def test_other_things_are_stopped(text):
    assert not gate.relevant(text)


@pytest.mark.parametrize(
    "text",
    [
        "TWO SAPPERS DIED.",
        "The car\u2011bomb killed six.",
        "“Mines” killed six.",
        "Mines\u00a0killed six.",
        "They seized 2 kg of C-4.",
        "They found a TM\u201362 .. it was an anti\u2013tank mine and was destroyed.",
        "Deminers handed over 4,000 m².",
        "They cleared 4000m2.",
        "They cleared 12 has of land.",
        "In all 1,200 dunams of land were released.",
        "Suicide bombers attacked the market.",
        "Guerrillas blew up five posts.",
        "They cleared 4,000 m^2.",
        "A time bomb in a litter basket killed two.",
        "He is suspected of blowing up a jet.",
        "Experts put the number of mines left at 18,000.",
        "Two 60mm mortar duds, marked, not moved.",
        "The man pulled the cord of his belt.",
        "The guest pulled out the pin; three were hit by splinters.",
        "A cylinder launched at the post fell into a yard and killed one.",
        "Mortar - - - - - - - - - - - - rounds; anti            tank            mines were found.",
    ],
)
def test_ways_to_write_it_open_the_gate(text):
    assert gate.relevant(text)


def test_the_title_counts():
    assert gate.relevant(Article(text="Two died.", title="Mine blast"))


def test_a_munition_of_the_user_widens_the_gate(tmp_path):
    path = tmp_path / "ordnance-own.yaml"
    path.write_text("- id: mine.ap#own\n  nouns: [lemon popper]\n  examples: []\n  not: []\n")
    text = "He found a lemon popper."
    assert not gate.load().relevant(text)
    assert gate.load((str(path),)).relevant(text)


def test_hyperscan_gives_the_same_answers():
    pytest.importorskip("hyperscan")
    plain, fast = gate.load(), gate.load(matcher="hyperscan")
    texts = [r["text"] for folder in corpora() for r in read(folder / "articles.jsonl")]
    for name in ("timex/timebank.jsonl", "toponyms/geovirus.jsonl"):
        texts += [row["text"] for row in read(SHARED / name)] if (SHARED / name).exists() else []
    assert [t for t in texts if plain.relevant(t) != fast.relevant(t)] == []


def test_no_term_is_looked_up_by_a_word_that_every_text_has():
    compiled = gate.load()
    keys = {key.decode("latin-1") for key in compiled.index.keys - set(compiled.terms.common)}
    assert keys & STOP_WORDS == {"mine"}


def test_a_text_full_of_a_weak_term_passes_at_once():
    assert gate.relevant("mine " * 200_000)


def test_a_part_of_a_term_does_not_pass_however_often_it_stands():
    assert not gate.relevant("rifle " * 10_000)
    if find_spec("hyperscan"):
        assert not gate.load(matcher="hyperscan").relevant("rifle " * 10_000)


def test_company_counts_only_near():
    far = "The council met and talked about the roads of the town. " * 8
    assert gate.relevant("It was a shell. Two men were killed.")
    assert not gate.relevant(f"It was a shell. {far}Two men were killed.")
    assert not gate.relevant(f"Two men were killed. {far}It was a shell.")


#: What texts are made of where the two matchers might differ: terms in parts, figures, wide gaps.
PIECES = (
    "air strike strikes mine mines C -4 4 TM -62 62 PMN go off went time bomb cleared killed 500m2"
    " 500 m² m^2 has of land square metres anti tank - -- — “ ” . , é É ² x1 2ha _ \u00a0 \n"
).split(" ")
GAPS = ("", " ", "  ", "-", " — ", " " * 12)


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=12))
def test_hyperscan_gives_the_same_answers_for_any_text(pieces):
    pytest.importorskip("hyperscan")
    text = "".join(piece + gap for piece, gap in pieces)
    assert gate.load(matcher="hyperscan").relevant(text) == gate.load().relevant(text)


@given(st.text())
def test_any_text_has_an_answer(text):
    assert gate.relevant(text) in (True, False)


@given(st.text(), st.text())
def test_what_surrounds_a_bomb_cannot_hide_it(before, after):
    assert gate.relevant(f"{before} bomb {after}")


@pytest.mark.parametrize(
    "unit",
    [",", "1", "1 ", "(", "[(", "mine ", "mine, ", "12 m ", "square ", "a-1-", "has ", "é", "²"],
)
def test_time_grows_with_the_text_and_no_faster(unit):
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        times = []
        for _ in range(3):
            start = time.process_time()
            gate.relevant(text)
            times.append(time.process_time() - start)
        return min(times)

    # Ten times the text takes some ten times as long; a square would be a hundred.
    assert seconds(1_000_000) < 40 * seconds(100_000) + 0.05
