"""Streets, mosques, bridges; type words of many countries; names before their unit."""

import pytest
import spacy

from mine_ie import layers
from mine_ie.components.places import Places
from mine_ie.gazetteer.store import shipped

pytestmark = pytest.mark.skipif(not shipped().is_file(), reason="the gazetteer is not built")

NLP = spacy.blank("en")
PLACES = Places()


def kinds(text: str) -> dict[str, str]:
    """Return the kind of each place that may be a scene."""
    spans = PLACES(NLP(text)).spans[layers.PLACES]
    return {
        s.text: s.label_ for s in spans if layers.unpack(s.kb_id_)["role"] in ("place", "container")
    }


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A bomb destroyed houses on Holderness Road and killed 11.", "Holderness Road", "site"),
        ("They threw a grenade near the Nasiri Mosque at dawn.", "Nasiri Mosque", "site"),
        ("It lay in the general area of Nepali Basti under guard.", "Nepali Basti", "site"),
        ("Artillery had hit the Antonivrskyi bridge near Kherson.", "Antonivrskyi bridge", "site"),
        ("A mine was found in Barangay Kuloyra yesterday.", "Kuloyra", "settlement"),
        ("He died in the vereda El Orejonra yesterday.", "El Orejonra", "settlement"),
        ("In kebele Ubagra a shell exploded.", "Ubagra", "settlement"),
        ("A shell fell in sitio Malandagra on Monday.", "Malandagra", "settlement"),
        ("Mines remain in Kampong Cham province.", "Kampong Cham", "province"),
        ("Tuesday, Sangin, Helmand. A marine died.", "Sangin", "settlement"),
        ("In Murom of Shebekino okrug, a car was blown up.", "Murom", "settlement"),
        ("Muse, Shan State: seven people hit.", "Muse", "district"),
        ("A mine killed two people in Deir ez-Zor.", "Deir ez-Zor", "province"),
        ("A shell fell on a camp at Cox's Bazar on Monday.", "Cox's Bazar", "settlement"),
        ("A sand bank of the Zimjin River in Yeoncheon was searched.", "Zimjin River", "site"),
        ("Five died in Kurram Agency when a mine exploded.", "Kurram", "district"),
        ("A man died on the hills of Ras Malbaren.", "Ras Malbaren", "settlement"),
        ("It went off at 132 Ayacucho Street in Buenos Aires.", "Ayacucho Street", "site"),
        ("It went off at the corner of Sarmiento and San Martin streets.", "Sarmiento", "site"),
        ("A BOMB WENT OFF AT 132 AYACUCHO STREET.", "AYACUCHO STREET", "site"),
    ],
)
def test_names_of_many_countries(text: str, name: str, kind: str) -> None:
    assert kinds(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Soldiers of BA were hurt, officials said.", "BA"),
        ("A Toyota struck a mine in Kabul.", "Toyota"),
        ("He crossed the Bay of Bengal.", "Bay"),
        ("Reading, Helmand said nothing.", "Reading"),
        ("The Road Market was said to be open.", "Road Market"),
    ],
)
def test_what_is_no_place(text: str, name: str) -> None:
    assert name not in kinds(text)


def countries(text: str) -> dict[str, str]:
    """Return the country of each place that has one."""
    spans = PLACES(NLP(text)).spans[layers.PLACES]
    packed = {s.text: layers.unpack(s.kb_id_) for s in spans}
    return {name: values["country"] for name, values in packed.items() if "country" in values}


def test_a_street_does_not_lie_where_its_name_does() -> None:
    assert countries("Buenos Aires, 5 May: A bomb went off on Ayacucho Street.") == {
        "Buenos Aires": "AR",
        "Ayacucho Street": "AR",
    }


def test_of_a_list_none_contains_another() -> None:
    text = "Some 1,204 died in Pattani, Yala, Narathiwat and four districts of Songkhla."
    spans = PLACES(NLP(text)).spans[layers.PLACES]
    assert [(s.text, layers.unpack(s.kb_id_)["role"]) for s in spans] == [
        ("Pattani", "place"),
        ("Yala", "place"),
        ("Narathiwat", "place"),
        ("Songkhla", "place"),
    ]


def test_what_contains_the_last_of_a_list_contains_all() -> None:
    text = "They found it in Tepalcatepec, Buenavista and Apatzingan, Michoacan, in March."
    spans = PLACES(NLP(text)).spans[layers.PLACES]
    admin1 = {s.text: layers.unpack(s.kb_id_).get("admin1") for s in spans}
    assert admin1["Buenavista"] == admin1["Apatzingan"] == "Michoacan"


def test_an_alias_is_no_place() -> None:
    assert kinds("Naseer and Hamza alias Chota were arrested in Lahore.") == {
        "Lahore": "settlement"
    }
