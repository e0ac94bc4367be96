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
