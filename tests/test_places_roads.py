"""Roads named by their ends: the road is the place, its ends say the country."""

import pytest

from mine_ie.gazetteer.roads import find, spot
from mine_ie.gazetteer.store import Store, shipped


@pytest.mark.parametrize(
    ("text", "road"),
    [
        ("A mine laid on the Kulp-Lice road on Tuesday.", "Kulp-Lice road"),
        ("4 June 1999. Chirchik–Tashkent road, Uzbekistan.", "Chirchik–Tashkent road"),
        ("Razmak - Makeen Axis. An IED exploded.", "Razmak - Makeen Axis"),
        ("moto on IED, Makalondi-Torodi axis.", "Makalondi-Torodi axis"),
        ("on the Kabul–Mazar-e Sharif highway", "Kabul–Mazar-e Sharif highway"),
        ("near the Herat-Islam Qala highway", "Herat-Islam Qala highway"),
        ("the Caño Limón - Coveñas oil pipeline", "Caño Limón - Coveñas oil pipeline"),
        ("the Donetsk-Horlivka railway line was hit", "Donetsk-Horlivka railway line"),
        ("along the Pul-e-Khumri-Kunduz road", "Pul-e-Khumri-Kunduz road"),
    ],
)
def test_two_ends_name_a_road(text: str, road: str) -> None:
    assert [text[start:end] for start, end in find(text)] == [road]


@pytest.mark.parametrize(
    "text",
    [
        "A mine on the Al-Faw road.",
        "It fired Anti-Tank Route clearance.",
        "near Sariab Road in Quetta",
        "a well-known road",
        "the Iran-Iraq war",
    ],
)
def test_other_words_before_a_road(text: str) -> None:
    assert list(find(text)) == []


@pytest.mark.skipif(not shipped().is_file(), reason="the gazetteer is not built")
@pytest.mark.parametrize(
    ("text", "country"),
    [("Kulp-Lice road", "TR"), ("Kabul-Kandahar highway", "AF"), ("Xqa-Zqo road", "")],
)
def test_the_ends_say_the_country(text: str, country: str) -> None:
    assert spot(text, 0, len(text), Store()).country == country
