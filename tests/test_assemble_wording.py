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
    "a " * 8_000,
    " " * 16_000,
    "from the start of " * 2_000,
    "while " + "they " * 3_000,
    "x" * 16_000,
    "- " * 8_000,
    "claimed by by by the " * 2_000,
    "exercise " * 4_000,
]


@pytest.mark.parametrize("text", ADVERSARIAL, ids=lambda t: t[:12])
def test_expressions_stay_linear(text):
    for block in BLOCKS:
        expression = {
            wording.ANYWHERE: wording.anywhere,
            wording.BEFORE: wording.before,
        }.get(block.where, wording.after)(block.id)
        started = time.process_time()
        if block.where == wording.ANYWHERE:
            expression.findall(text)
        elif block.where == wording.BEFORE:
            expression.search(text[-wording.REACH :])
        else:
            expression.match(text)
        assert time.process_time() - started < 1, block.id
