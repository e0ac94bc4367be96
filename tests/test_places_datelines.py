"""Datelines in the styles of agencies and newspapers of many countries."""

import pytest
import spacy

from mine_ie import layers
from mine_ie.components.places import Places
from mine_ie.gazetteer.store import shipped

pytestmark = pytest.mark.skipif(not shipped().is_file(), reason="the gazetteer is not built")

NLP = spacy.blank("en")
PLACES = Places()


def datelines(text: str) -> list[str]:
    doc = PLACES(NLP(text))
    return [
        s.text for s in doc.spans[layers.PLACES] if layers.unpack(s.kb_id_)["role"] == "dateline"
    ]


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("RAIPUR: ", ["RAIPUR"]),
        ("QUETTA: ", ["QUETTA"]),
        ("NARATHIWAT: ", ["NARATHIWAT"]),
        ("DERA ISMAIL KHAN: ", ["DERA ISMAIL KHAN"]),
        ("GHAZNI CITY: ", ["GHAZNI"]),
        ("BANDARBAN, Oct 3: ", ["BANDARBAN"]),
        ("SRINAGAR, Oct 3: ", ["SRINAGAR"]),
        ("KABUL (Pajhwok): ", ["KABUL"]),
        ("Ilam, 21 Farvardin — ISNA: ", ["Ilam"]),
        ("BEIRUT (Agencies) — ", ["BEIRUT"]),
        ("DAMASCUS, March 17 — ", ["DAMASCUS"]),
        ("MOKHA, Yemen — ", ["MOKHA", "Yemen"]),
        ("NUSAYBIN, Mardin — ", ["NUSAYBIN", "Mardin"]),
        ("ADEN – ", ["ADEN"]),
        ("BAGHDAD - ", ["BAGHDAD"]),
        ("KABUL, Oct 3 (Reuters) - ", ["KABUL"]),
        ("NAIROBI, Kenya (AP) -- ", ["NAIROBI", "Kenya"]),
        ("SUKHUMI (Georgia), 3 August 2017 — ", ["SUKHUMI"]),
        ("TRUJILLO, Peru (Andean News) – ", ["TRUJILLO", "Peru"]),
        ("PHNOM PENH, July 25, 2025 — ", ["PHNOM PENH"]),
        ("Baku, August 22. ", ["Baku"]),
        ("KILINOCHCHI, 4 April 2022. ", ["KILINOCHCHI"]),
        ("DONG HA. ", ["DONG HA"]),
        ("CÚCUTA. ", ["CÚCUTA"]),
        ("(Vientiane) ", ["Vientiane"]),
    ],
)
def test_the_head_of_a_report_is_a_dateline(head: str, names: list[str]) -> None:
    found = datelines(f"Blast kills two\n\n{head}A mine killed two men on Monday.")
    assert [n for n in found if n != "Georgia"] == names


@pytest.mark.parametrize(
    "head",
    [
        "UPDATE: ", "WARNING: ", "NOTE: ", "BREAKING: ", "MINES: ", "Summary: ", "IED — ",
        "The Kabul police: ", "In Kabul, ", "Police: ", "UNMAS: ", "Background. ", "READ MORE: ",
        "March 3: ", "Monday — ", "Q: ", "MINE ACTION: ",
    ],
)  # fmt: skip
def test_other_heads_are_no_datelines(head: str) -> None:
    assert datelines(f"Blast kills two\n\n{head}A mine killed two men on Monday.") == []
