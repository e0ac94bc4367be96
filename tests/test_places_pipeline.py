"""Places in the whole pipeline, with its base model."""

from functools import cache

import pytest
from spacy.language import Language

import mine_ie
from mine_ie import layers
from mine_ie.gazetteer.store import shipped

pytestmark = pytest.mark.skipif(not shipped().is_file(), reason="the gazetteer is not built")


@cache
def pipeline() -> Language:
    return mine_ie.load()


def read(text: str) -> dict[str, dict[str, str]]:
    spans = pipeline()(text).spans[layers.PLACES]
    return {s.text: {"kind": s.label_, **layers.unpack(s.kb_id_)} for s in reversed(spans)}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("BAKU — Two journalists died when a mine exploded near Suzluq on June 4.", "Suzluq", "AZ"),
        ("QUETTA: A bomb in Satellite Town killed five policemen.", "Satellite Town", "PK"),
        ("DAMASCUS, March 17 — A mine in Khirbat Zarura killed a boy.", "Khirbat Zarura", "SY"),
        ("SANAA, Yemen — A sea mine sank a boat off Al-Khawkhrah.", "Al-Khawkhrah", "YE"),
        ("BAMAKO, Mali (AP) — A minibus hit a landmine near Sévarou on Monday.", "Sévarou", "ML"),
        ("LUANDA: A tractor hit a mine at Kalundumbo, in Bié province.", "Kalundumbo", "AO"),
        ("PHNOM PENH — A farmer died in Ratanak Mondulkra district.", "Ratanak Mondulkra", "KH"),
    ],
)
def test_villages_that_nobody_lists_are_found_in_the_reports_country(
    text: str, name: str, country: str
) -> None:
    found = read(text)[name]
    assert (found["role"], found["country"]) == ("place", country)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("An LTTE mine hit a bus at Mahakongra.", "Mahakongra", "LK"),
        ("ANAMA cleared a field at Zargarra.", "Zargarra", "AZ"),
        ("Peshmerga found two mines in Metinra.", "Metinra", "IQ"),
    ],
)
def test_bodies_of_one_country_say_where_a_village_lies(text: str, name: str, country: str) -> None:
    assert read(text)[name]["country"] == country


def test_people_and_bodies_are_no_places() -> None:
    found = read(
        "KABUL: Mohammad Nasim, a sapper of UNMAS, told Reuters that Dr. Karim Ahmadi was hurt."
    )
    assert set(found) == {"KABUL"}


def test_a_name_over_two_lines_is_given_in_one(nlp):
    text = "A bomb exploded in the village of Xalqan\nQoru on Friday."
    (event,) = mine_ie.extract(text, nlp)
    assert event.places[0].name == "Xalqan Qoru"


def test_words_of_a_text_in_capitals_are_no_places():
    text = "LIMA, 9 MAY 89 -- TERRORISTS TOOK THE OPPORTUNITY IN LOW-INCOME NEIGHBORHOODS."
    assert [span.text for span in pipeline()(text).spans["places"]] == ["LIMA"]
