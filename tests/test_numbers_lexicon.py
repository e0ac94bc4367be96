"""The proofs that stand beside the words of ``numbers.yaml``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import srsly

import mine_ie
from mine_ie.numbers import find

DATA = srsly.read_yaml(Path(mine_ie.__file__).parent / "data" / "en" / "numbers.yaml")
MARK = re.compile(r"\[([^\]]+)\]\(([A-Z]+)(?: ([^)]*))?\)")


def marked(text: str) -> tuple[str, list[tuple[int, str, str, str]]]:
    """Split marked text into the text and its ``(start, words, label, value)``."""
    plain, want, last = "", [], 0
    for m in MARK.finditer(text):
        plain += text[last : m.start()]
        want.append((len(plain), m[1], m[2], m[3] or ""))
        plain += m[1]
        last = m.end()
    return plain + text[last:], want


@pytest.mark.parametrize("example", DATA["examples"])
def test_examples_give_exactly_their_mentions(example: str) -> None:
    text, want = marked(example)
    assert want, "an example marks at least one number"
    found = [m for m in find(text) if m.rule != "article"]
    assert [(m.start, text[m.start : m.end], m.label, m.value) for m in found] == want


@pytest.mark.parametrize("text", DATA["not"])
def test_counter_examples_hold_no_count(text: str) -> None:
    assert [
        text[m.start : m.end] for m in find(text) if m.label == "COUNT" and m.rule != "article"
    ] == []
