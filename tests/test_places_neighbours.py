"""Names proven by the place told beside them, and what stands there without being one."""

import pytest
import spacy

from mine_ie import layers
from mine_ie.components.places import Places
from mine_ie.gazetteer.store import shipped

pytestmark = pytest.mark.skipif(not shipped().is_file(), reason="the gazetteer is not built")

NLP = spacy.blank("en")
PLACES = Places()


def names(text: str) -> set[str]:
    """Return the names of the places that may hold an event."""
    spans = PLACES(NLP(text)).spans[layers.PLACES]
    return {s.text for s in spans if layers.unpack(s.kb_id_)["role"] in ("place", "container")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bomb went off in Barangay Metra, Datu Unsayra, Maguindanao.", "Datu Unsayra"),
        ("A bomb went off in Barangay Metra, Datu Unsayra as a truck passed.", "Datu Unsayra"),
        ("A bomb was found in Barangay Labo-Labo 2, Datu Hofra, Maguindanao.", "Labo-Labo 2"),
        ("Three are free of mines: Guatapra (Antioquia) among them.", "Guatapra"),
        ("Waberra, Mogadishu: a car bomb killed six.", "Waberra"),
        ("Tammunra, northern Jordan Valley: a boy lost a hand.", "Tammunra"),
        ("Incidents\n- 31 Mar, Deir ez-Zor, Khashamra \u2013 a mine killed four.", "Khashamra"),
        ("Baquba: two shot.\nTikrit: a bomb.\nTuz Khormatra: two bombs.", "Tuz Khormatra"),
        ("They came to an incident in Queen's Head Road, Boxtedra, on Monday.", "Boxtedra"),
        ("It lay on a farm-to-market road in the Metinra and Avashinra areas.", "Avashinra"),
        ("They raided Hnan Kharra and Htet Hlawra villages.", "Hnan Kharra"),
        ("Location: Yingirra market, Bujumbura.", "Yingirra"),
        ("It went off near al Houdra village mosque.", "al Houdra"),
    ],
)
def test_what_stands_beside_proves_a_name(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Baquba: two shot.\nTikrit: a bomb.\nFunds: $6.9 m received.", "Funds"),
        ("He spoke in Kabul, Gulnazar Malimra, Ghazni's governor, said.", "Gulnazar Malimra"),
        ("The International Campaign to Ban Landmines counted them.", "Ban Landmines"),
        ("A survey of HALO (Afghanistan) says so.", "HALO"),
        ("District: Cooking Fire Sets Off Shell, Children Hurt.", "Cooking Fire Sets Off Shell"),
    ],
)
def test_what_is_no_place_beside_one(text: str, name: str) -> None:
    assert name not in names(text)
