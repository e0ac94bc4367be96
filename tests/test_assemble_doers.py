"""Phrases for those who act, and what they did: operators, perpetrators, claimants."""

from __future__ import annotations

import re

import pytest
import srsly

import mine_ie
from mine_ie.assemble.doers import doers
from mine_ie.assemble.sentence import sentences
from mine_ie.lexicon import data_path

MARK = re.compile(r"\[([^\[\]]+)\]")


def phrases(nlp, text):
    doc = mine_ie.annotate(text, nlp=nlp)
    return [doc.text[d.start : d.end] for s in sentences(doc) for d in doers(s)]


@pytest.mark.parametrize(
    "marked",
    [
        "[The bomb disposal team of 42 Assam Rifles] came.",
        "It was lifted by [the Lebanese Army's engineers] near Tyre.",
        "[Suspected rebels] hid in the hills.",
        "[DCA and MAG teams] worked on.",
        "[Units of the People's Liberation Army (SPLA)] left.",
        "The plan was made by [ANAMA] and approved.",
        # What only describes the next noun is no doer.
        "A police station and an army truck burned.",
        # Capitals of ordnance, and of a headline, name nobody.
        "An IED and two ERW lay there.",
    ],
)
def test_phrase_for_a_body_of_people(nlp, marked):
    assert phrases(nlp, marked.replace("[", "").replace("]", "")) == MARK.findall(marked)


def test_no_noun_is_of_two_kinds():
    data = srsly.read_yaml(data_path("doers.yaml"))
    nouns = [w for kind in ("trade", "force", "body", "armed") for w in data[kind]]
    assert len(nouns) == len(set(nouns))


def actors(nlp, text):
    return [[(a.role, a.text) for a in e.actors] for e in mine_ie.extract(text, nlp)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Troops on a patrol near Gao recovered 17 mines on 3 May.", "Troops"),
        ("The shells were taken away by the bomb squad of the police in Gao.",
         "the bomb squad of the police"),
        # The one who speaks did nothing but speak.
        ("The ministry said deminers removed 40 mines in Gao.", "deminers"),
        # It cleared what it speaks of.
        ("The HALO Trust said it had removed 40 mines in Gao.", "The HALO Trust"),
        # Whoever found it, the sentence after says who dealt with it.
        ("A shell was found near a school in Gao. EOD experts neutralised it.", "EOD experts"),
    ],
)  # fmt: skip
def test_operator(nlp, text, who):
    assert actors(nlp, text) == [[("operator", who)]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A mine laid in recent weeks by rebel fighters killed two in Gao.", "rebel fighters"),
        ("The army blamed Los Tiguerones for a bomb that killed two in Gao.", "Los Tiguerones"),
        ("A bomb killed two in Gao. The mayor attributed the attack to Los Tiguerones, a gang.",
         "Los Tiguerones"),
        ("Regime forces shelled Gao on Monday. Two shells fell on a school and killed a girl.",
         "Regime forces"),
    ],
)  # fmt: skip
def test_perpetrator(nlp, text, who):
    assert actors(nlp, text) == [[("perpetrator", who)]]


@pytest.mark.parametrize(
    "text",
    [
        # They were there, they did not do it.
        "A bomb hidden in a market held by rebels killed two people in Gao.",
        "A mine killed two soldiers near Gao.",
    ],
)
def test_nobody_did_it_by_being_there(nlp, text):
    assert actors(nlp, text) == [[]]


def test_claim_is_of_the_attack_told_last(nlp):
    text = (
        "A bomb killed two people in Gao on Monday. On Tuesday a mine killed four soldiers in "
        "Kidal. The Front said it had planted the mine."
    )
    assert actors(nlp, text) == [[], [("claimant", "The Front")]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A mine killed two in Gao, the U.S. military said.", "the U.S. military"),
        ("A mine killed two in Gao, said Col. Sall, who leads the force.", "Col. Sall"),
        ("As per the police register, mines killed two in Gao.", "the police register"),
        # Of the sentence before or after, in the same paragraph.
        ("The mayor said the road was closed. A mine killed two people there in Gao.", "The mayor"),
        ("A mine killed two in Gao. The mayor said so.\n\nPolice said it rained.", "The mayor"),
        # Not of another paragraph; and what happened is no speaker.
        ("A mine killed two people in Gao.\n\nThe mayor said that it rained.", None),
        ("Two people died when a mine exploded near Gao.", None),
    ],
)  # fmt: skip
def test_source_is_the_speaker(nlp, text, who):
    assert mine_ie.extract(text, nlp)[0].source == who
