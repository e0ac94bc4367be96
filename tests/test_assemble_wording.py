"""Every block of wording proves itself, and no text makes an expression slow."""

from __future__ import annotations

import re
import time

import pytest

from mine_ie.assemble import wording

BLOCKS = list(wording.blocks().values())
ANCHOR = re.compile(r"\{([^{}]*)\}")
MARK = re.compile(r"\[([^\[\]]+)\]")


def found(block: wording.Wording, sentence: str) -> list[str]:
    """The words that the block finds, beside the word in braces where it needs one."""
    plain = sentence.replace("[", "").replace("]", "")
    if block.where == wording.ANYWHERE:
        return wording.anywhere(block.id).findall(plain)
    anchor = ANCHOR.search(plain)
    assert anchor, "the word in question stands in {braces}"
    if block.where == wording.BEFORE:
        m = wording.before(block.id).search(plain[: anchor.start()])
    else:
        m = wording.after(block.id).match(plain[anchor.end() :])
    return [] if m is None else [m[1]]


@pytest.mark.parametrize(("block", "sentence"), [(b, s) for b in BLOCKS for s in b.examples])
def test_examples_hold(block, sentence):
    assert MARK.findall(sentence), "an example marks the words"
    assert found(block, sentence) == MARK.findall(sentence)


@pytest.mark.parametrize(
    ("block", "sentence"), [(b, s) for b in BLOCKS for s in b.counter_examples]
)
def test_counter_examples_hold(block, sentence):
    assert found(block, sentence) == []


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: b.id)
def test_every_block_says_what_for_and_has_its_proof(block):
    assert block.note
    assert block.examples
    assert block.counter_examples


def test_a_block_is_asked_where_its_words_stand():
    with pytest.raises(KeyError, match="stands before"):
        wording.anywhere("may")


ADVERSARIAL = [
    "a " * 20_000,
    " " * 40_000,
    "from the start of " * 2_000,
    "while " + "they " * 8_000,
    "x" * 40_000,
    "- " * 20_000,
    "claimed by by by the " * 2_000,
    "exercise " * 4_000,
]


@pytest.mark.parametrize("text", ADVERSARIAL, ids=lambda t: t[:12])
def test_expressions_stay_linear(text):
    slowest = 0.0
    for block in BLOCKS:
        started = time.process_time()
        if block.where == wording.ANYWHERE:
            wording.anywhere(block.id).findall(text)
        elif block.where == wording.BEFORE:
            wording.before(block.id).search(text[-wording.REACH :])
        else:
            wording.after(block.id).match(text)
        slowest = max(slowest, time.process_time() - started)
    assert slowest < 1.5
