"""Places where no model has read the sentence: gazetteer and grammar alone."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from mine_ie import layers
from mine_ie.components.places import Places
from mine_ie.gazetteer.store import shipped

pytestmark = pytest.mark.skipif(not shipped().is_file(), reason="the gazetteer is not built")


@cache
def blank() -> tuple[Language, Places]:
    return spacy.blank("en"), Places()


def read(text: str) -> dict[str, dict[str, str]]:
    nlp, places = blank()
    spans = places(nlp.make_doc(text)).spans[layers.PLACES]
    return {s.text: {"kind": s.label_, **layers.unpack(s.kb_id_)} for s in reversed(spans)}


@pytest.mark.parametrize(
    "text",
    [
        "Mines closed the road. Tim Whitley, a deminer, said so. According to Whitley it is open.",
        "Dr. Harold Garcia treated two boys. Garcia then left.",
        "Sgt. Albert R. Lim lost a leg.",
        "The grant of US$100 million and one of $US15 million came late.",
        "Samples held the strain A/Victoria/361/2011.",
        "OUR COUNTRY HAS ASKED ALL OF US TO HELP, AND THE FIRST BOMB WENT OFF NEAR THE ENTRANCE.",
    ],
)
def test_surnames_sums_and_shouted_words_are_no_places(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A shell fell in British Columbia on Monday.", "British Columbia", "CA"),
        ("He flew on to Saudi Arabia.", "Saudi Arabia", "SA"),
        ("Deminers left Côte d'Ivoire in May.", "Côte d'Ivoire", "CI"),
        ("Mines were found in Basra and Darfur.", "Basra", "IQ"),
        ("The mine was made in the Netherlands.", "Netherlands", "NL"),
        ("The mines came from the U.S. The others did not.", "U.S.", "US"),
    ],
)
def test_names_that_other_words_hide_are_found(text: str, name: str, country: str) -> None:
    assert read(text)[name]["country"] == country


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("Queensland Premier Anna Hollis sent engineers.", "Queensland", "name"),
        ("U.S. Congressman Ed Royce wrote a letter.", "U.S.", "name"),
        ("The Los Angeles Times reported the blast.", "Los Angeles", "part"),
        ("A surgeon of the University of Manchester came.", "Manchester", "part"),
    ],
)
def test_offices_and_bodies_are_sources(text: str, name: str, form: str) -> None:
    found = read(text)[name]
    assert (found["role"], found["form"]) == ("source", form)


def test_a_district_with_a_capital_is_one() -> None:
    found = read("It went off near a school in Alishang District of Laghman Province.")
    assert (found["Alishang"]["kind"], found["Alishang"]["admin1"]) == ("district", "Laghman")


def test_what_the_model_passed_over_counts_as_unread() -> None:
    nlp, places = blank()
    words = "He left . Later Basra was shelled .".split()
    tags = ["PRP", "VBD", ".", "", "", "", "", ""]
    doc = Doc(nlp.vocab, words=words, tags=tags, ents=["O"] * 8, sent_starts=[True] + [False] * 7)
    assert [s.text for s in places(doc).spans[layers.PLACES]] == ["Basra"]
