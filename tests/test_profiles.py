"""Counting profiles: the words of each codebook, with a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from mine_ie import profiles
from mine_ie.counts import UNKNOWN, Bounds
from mine_ie.profiles import ProfileError, load, normalise

VAGUE = ["dozens", "several", "hundreds", "a number of", "unknown number", "tens of thousands"]


@pytest.mark.parametrize("word", VAGUE)
def test_the_default_leaves_vague_words_unknown(word: str) -> None:
    assert load().read(word, "killed") == UNKNOWN


def test_all_codebooks_are_shipped() -> None:
    assert profiles.names() == ["acled", "aoav", "gtd", "monitor", "none", "ucdp"]


@pytest.mark.parametrize("name", profiles.names())
def test_every_rule_cites_a_source(name: str) -> None:
    assert all(rule.source.strip() for rule in load(name).rules)


@pytest.mark.parametrize("name", profiles.names())
def test_no_profile_reads_a_word_it_does_not_know(name: str) -> None:
    assert load(name).read("mines", "killed") == UNKNOWN


@pytest.mark.parametrize(
    ("word", "low"),
    [("tens", 10), ("dozens", 12), ("hundreds", 100), ("hundreds of thousands", 100000)],
)
def test_acled_takes_the_most_conservative_figure(word: str, low: int) -> None:
    assert load("acled").read(word, "killed") == Bounds(low, low, None)


def test_acled_says_nothing_of_the_injured() -> None:
    assert load("acled").read("dozens", "injured") == UNKNOWN


def test_acled_unknown_numbers_depend_on_war() -> None:
    assert load("acled").read("unknown number", "killed") == Bounds(None, 3, None)
    assert load("acled", war_zone=True).read("unknown number", "killed") == Bounds(None, 10, None)


def test_acled_reads_several_only_on_request() -> None:
    assert load("acled").read("several", "killed") == UNKNOWN
    assert load("acled", several_as_unknown=True).read("several", "killed").best == 3
    both = load("acled", several_as_unknown=True, war_zone=True)
    assert both.read("several", "killed").best == 10


def test_aoav_has_a_rule_that_several_is_no_count() -> None:
    assert load("aoav").read("several") == UNKNOWN
    assert load("aoav").rule("several") is not None


def test_words_are_read_as_written_or_by_rule() -> None:
    assert normalise("Tens-of-thousands of") == "tens_of_thousands"
    assert load("acled").read("Dozens of", "killed") == load("acled").read("dozens", "killed")


def test_an_unknown_profile_names_those_there_are() -> None:
    with pytest.raises(ProfileError, match="acled, aoav"):
        load("nobody")


def test_an_unknown_parameter_is_an_error() -> None:
    with pytest.raises(ProfileError, match="no parameter 'peace'"):
        load("acled", peace=True)


def test_a_user_profile_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "name: mine\ntitle: Ours\nsources: {memo: Memo 5}\n"
        "rules: [{words: [dozens of], low: 24, source: memo}]\n"
    )
    assert load(path).read("dozens") == Bounds(24, None, None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: x\ntitle: y\nrules: [{words: [dozens], low: 1}]", "cites None"),
        ("name: x\ntitle: y\nrule: []", "unknown keys"),
        ("title: y", "needs the keys"),
        ("name: x\ntitle: y\nsources: {a: A}\nrules: [{words: [d], low: 3, high: 2, source: a}]",
         "low <= best <= high"),
    ],
)  # fmt: skip
def test_a_malformed_profile_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text)
    with pytest.raises(ProfileError, match=message):
        load(path)
