"""Names that no gazetteer has, in the grammar of places; and names of other things in it."""

import pytest
import spacy

from mine_ie import layers
from mine_ie.components.places import Places
from mine_ie.gazetteer.store import shipped

pytestmark = pytest.mark.skipif(not shipped().is_file(), reason="the gazetteer is not built")

NLP = spacy.blank("en")
PLACES = Places()


def roles(text: str, entities: dict[str, str] | None = None) -> dict[str, str]:
    """Return the role of each name; ``entities`` is what a model would say of stretches."""
    doc = NLP(text)
    spans = []
    for part, label in (entities or {}).items():
        start = text.index(part)
        spans.append(doc.char_span(start, start + len(part), label=label))
    doc.ents = spans
    found: dict[str, str] = {}
    for span in PLACES(doc).spans[layers.PLACES]:
        found.setdefault(span.text, layers.unpack(span.kb_id_)["role"])
    return found


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("They found it at Paprachan on the Bandipora-Srinagar highway.", "Paprachan", "PERSON"),
        ("The lorry was blown off the road near Susuzlug on June 4.", "Susuzlug", "LANGUAGE"),
        ("Gunmen fired rockets towards Badamra, where no one lives.", "Badamra", "ORG"),
        ("Shells fell on the outskirts of Maarat al-Nuzan, southern Idlib.", "Maarat al-Nuzan",
         "PERSON"),
        ("A bomb hit a vehicle on the road of Al-Udhaym, which killed two.", "Al-Udhaym", "ORG"),
        ("A mine killed a shepherd in the Changuleh region.", "Changuleh", "ORG"),
        ("They searched the Kubaysra desert in Anbar.", "Kubaysra", "ORG"),
        ("He stepped on it at Tumbrura in Naikhongchhari upazila.", "Tumbrura", "PERSON"),
        ("They trod on it at Chong Bokra, in Nam Yuen district.", "Chong Bokra", "ORG"),
        ("A minefield in Kilómetro 15, a hamlet of Tibú.", "Kilómetro 15", "EVENT"),
        ("The school, in Ngwe Taungra, had sheltered families.", "Ngwe Taungra", "PERSON"),
        ("Solaghra is one village of dozens.", "Solaghra", "PRODUCT"),
        ("Charundra, a hamlet near the line, was shelled.", "Charundra", "ORG"),
        ("Work began between Mokha and Al-Khawkhra last year.", "Al-Khawkhra", "PERSON"),
        ("Shells were blown up in the Jroud Arsalra firing ground.", "Jroud Arsalra", "PERSON"),
        ("The base of Khawra was struck.", "Khawra", "PERSON"),
        ("Two duds lay there (Bibi Mahrura, Kabul).", "Bibi Mahrura", "PERSON"),
        ("It went off near rebel-held Ghazalra, wounding four.", "Ghazalra", "PERSON"),
        ("A tractor hit a mine in northern Nzambula yesterday.", "Nzambula", "PERSON"),
        ("He died 4 km from Ouanhara on Monday.", "Ouanhara", "ORG"),
        # Before a verb or an article as before a comma.
        ("A mine near Arcatarra destroys a truck.", "Arcatarra", "PERSON"),
        ("A truck they unloaded near Tirira exploded.", "Tirira", "PERSON"),
        ("In Kummerra a forest worker was hurt by a shell.", "Kummerra", "PERSON"),
        ("Guards at Pogranra came on two rockets.", "Pogranra", "ORG"),
        # The first of two ends, and the members of a list.
        ("Their car hit a mine between Hombra and Mopti.", "Hombra", "PERSON"),
        ("Shells landed in Gorbra, Taruvra and Belinkra on Monday.", "Taruvra", "PERSON"),
        ("Shells landed in Gorbra, Taruvra and Belinkra on Monday.", "Belinkra", "PERSON"),
        # What was shelled, hit by ordnance or fallen on.
        ("Regime forces shelled Kyaukra before sunrise.", "Kyaukra", "PERSON"),
        ("Two rockets hit Zaitsevra on Saturday.", "Zaitsevra", "ORG"),
        ("Mortar rounds fell short into Wadajra and Gaza.", "Wadajra", "PERSON"),
        ("It was found close to Gugutra on Wednesday.", "Gugutra", "PERSON"),
        ("It lay on the road to El Montosra and wounded two.", "El Montosra", "PERSON"),
        ("A bomb went off at Baghdad's Tayarra Square.", "Tayarra Square", "FAC"),
        ("A grenade killed two in Bujumbura's Ngagarra on Friday.", "Ngagarra", "PERSON"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("labelled", [True, False])
def test_grammar_proves_a_place(text: str, name: str, label: str, labelled: bool) -> None:
    assert roles(text, {name: label} if labelled else None).get(name) in ("place", "container")


@pytest.mark.parametrize(
    "text",
    [
        "An analyst at Bellingraf said so.",
        "The tail fin was stencilled in Cyrillic.",
        "He was born in Ramadan.",
        "They were trained in Operation Shield.",
        "The Department of Agriculture, he said, pays.",
        "He bought it in BitCoin, they say.",
        "He ate at Wendrik's with friends.",
        "Hard to believe, he said.",
        "UNMAZ and ANAMA, the agencies, agreed.",
        "The Ottawa treaty bans them.",
        "Colour pictures were released.",
        "Rivers here change bed each spring.",
        "They found a POM-3 and a PTM-4 there.",
        "Col. Merab Kvashalidze spoke.",
    ],
)
def test_other_names_are_no_places(text: str) -> None:
    assert not [n for n, role in roles(text).items() if role != "source"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Hard to believe that it was so.", {"Hard": "GPE"}),
        ("Colour pictures were released.", {"Colour": "GPE"}),
        ("UNMAZ turned up twelve mines.", {"UNMAZ": "GPE"}),
        ('"Now I open the doors," says Laylura.', {"Laylura": "GPE"}),
        ("Teams of the Masamra project lifted mines.", {"Masamra": "GPE"}),
    ],
)
def test_what_a_model_calls_a_place_must_look_like_one(text: str, label: dict[str, str]) -> None:
    assert roles(text, label) == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It dates from the Iran-Iraq war.", {"Iran": "source", "Iraq": "source"}),
        ("The Britain-based Observatory said so.", {"Britain": "source"}),
        ("He thanked the Geneva centre for it.", {"Geneva": "source"}),
        ("The Interior Ministry denied it.", {}),
    ],
)
def test_names_that_say_only_a_country(text: str, names: dict[str, str]) -> None:
    assert roles(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bomb went off in Satellite Town on Monday.", "Satellite Town"),
        ("They cleared land in the Northern Province, he said.", "Northern Province"),
        ("A blast shook houses near the Green Village, they said.", "Green Village"),
        ("The gun was found in Gaza City, he said.", "Gaza City"),
    ],
)
def test_a_type_word_stays_where_no_name_is_left_without_it(text: str, name: str) -> None:
    assert name in roles(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A mine went off in Kapisa Province, Afghanistan.", "Kapisa"),
        ("Kherson city was shelled.", "Kherson"),
    ],
)
def test_a_type_word_goes_where_the_name_stands_without_it(text: str, name: str) -> None:
    assert name in roles(text)


def test_a_proven_name_is_found_elsewhere_too() -> None:
    doc = PLACES(NLP("Toll from Sarmadra depot blast rises\n\nA depot near Sarmadra, blew up."))
    assert [s.text for s in doc.spans["places"]] == ["Sarmadra", "Sarmadra"]


@pytest.mark.parametrize(
    "text",
    ["A doctor in Baku told Reuters.", "The consulate in Jeddah knew.", "A hospital in Van."],
)
def test_where_people_are_treated_or_speak_is_a_place(text: str) -> None:
    assert set(roles(text).values()) == {"place"}


def test_an_unresolved_name_gets_no_namesake_abroad() -> None:
    text = "SRINAGAR, Oct 3: A shell exploded in Uri, in Jammu and Kashmir, India, on Sunday."
    doc = PLACES(NLP(text))
    assert {layers.unpack(s.kb_id_).get("country") for s in doc.spans["places"]} == {"IN"}


def test_a_name_in_capitals_is_written_as_the_text_has_it() -> None:
    doc = PLACES(NLP("NUSAYBIN, Turkey — The fence near Nusaybin has rusted."))
    assert layers.unpack(doc.spans["places"][0].kb_id_)["name"] == "Nusaybin"


def test_units_are_spelled_as_the_text_has_them() -> None:
    doc = PLACES(NLP("A mine exploded in Sangin district, Hilmand province, Afghanistan."))
    sangin = next(s for s in doc.spans["places"] if s.text == "Sangin")
    assert layers.unpack(sangin.kb_id_)["admin1"] == "Hilmand"


@pytest.mark.parametrize(
    ("city", "code"), [("Geneva", "CH"), ("Cologne", "DE"), ("Moscow", "RU"), ("Prague", "CZ")]
)
def test_famous_cities_abroad_stay_abroad(city: str, code: str) -> None:
    doc = PLACES(
        NLP(f"TEHRAN, Iran — A mine in Ilam killed two. Experts met in {city}, Iran said.")
    )
    assert {layers.unpack(s.kb_id_)["country"] for s in doc.spans["places"] if s.text == city} == {
        code
    }


def test_a_province_filed_under_another_name_does_not_draw_a_river_abroad() -> None:
    text = "DUSHANBE, Tajikistan — A mine went off 800 metres from the Panj river in Khatlon."
    doc = PLACES(NLP(text))
    assert "IR" not in {layers.unpack(s.kb_id_).get("country") for s in doc.spans["places"]}
