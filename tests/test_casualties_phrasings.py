"""What short texts say of the killed, injured, missing and others: ``data/casualties.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest

import mine_ie
from mine_ie.assemble import totals

TABLE = Path(__file__).parent / "data" / "casualties.txt"
LETTERS = {"killed": "K", "injured": "I", "missing": "M", "unspecified": "U"}


def cases() -> list:
    """Every line of the table, named after its section."""
    section, found = "", []
    for number, line in enumerate(TABLE.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            text, _, expected = line.partition("|")
            name = f"{section}-{number}"
            found.append(pytest.param(text.strip(), expected.strip(), id=name))
    return found


@pytest.fixture(scope="module")
def rules():
    """The pipeline as ``extract`` runs it: without the base model."""
    nlp = mine_ie.load()
    nlp.remove_pipe("mine_ie_model")
    return nlp


@pytest.mark.parametrize(("text", "expected"), cases())
def test_the_rules_alone_read_them_too(rules, text, expected):
    found = totals.totals(totals.groups(rules(text)))
    assert " ".join(f"{LETTERS[o]} {t.bounds}" for o, t in found.items()) == expected


@pytest.mark.parametrize(("text", "expected"), cases())
def test_figures_follow_from_the_phrasing(nlp, text, expected):
    found = totals.totals(totals.groups(nlp(text)))
    assert " ".join(f"{LETTERS[o]} {t.bounds}" for o, t in found.items()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ONE SOLDIER WAS KILLED AND THREE WERE WOUNDED.", "K 1 I 3"),
        ("A MINE EXPLOSION KILLED TWO CHILDREN AND INJURED THEIR MOTHER.", "K 2 I 1"),
        ("AT LEAST 13 PEOPLE WERE KILLED, INCLUDING FIVE POLICEMEN.", "K 13.."),
    ],
)
def test_capitals_read_like_other_text(nlp, text, expected):
    found = totals.totals(totals.groups(nlp(text)))
    assert " ".join(f"{LETTERS[o]} {t.bounds}" for o, t in found.items()) == expected
