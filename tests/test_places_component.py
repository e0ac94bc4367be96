from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from mine_ie import layers
from mine_ie.components.places import Places
from mine_ie.gazetteer import acled_geo_precision, place, ucdp_where_prec
from mine_ie.gazetteer.store import shipped
from mine_ie.schema import Place

pytestmark = pytest.mark.skipif(not shipped().is_file(), reason="the gazetteer is not built")

NLP = spacy.blank("en")
PLACES = Places()
SEED = Path(__file__).parents[1].parent / "shared" / "data" / "seed" / "article.txt"


def read(text: str) -> dict[str, dict[str, str]]:
    """Return what the layer says of each name, the first mention of each."""
    doc = PLACES(NLP(text))
    found: dict[str, dict[str, str]] = {}
    for span in doc.spans[layers.PLACES]:
        found.setdefault(span.text, {"kind": span.label_, **layers.unpack(span.kb_id_)})
    return found


def test_a_village_the_gazetteer_lacks_takes_its_districts_point() -> None:
    found = read("A civilian was injured in Zargar village in the Fuzuli district of Azerbaijan.")
    zargar, fuzuli = found["Zargar"], found["Fuzuli"]
    assert (zargar["kind"], zargar["precision"], zargar["country"]) == (
        "settlement", "district", "AZ",
    )  # fmt: skip
    assert (zargar["lat"], zargar["lon"]) == (fuzuli["lat"], fuzuli["lon"])
    assert (fuzuli["kind"], fuzuli["role"]) == ("district", "container")


def test_a_later_bare_mention_means_the_same_place() -> None:
    doc = PLACES(NLP("A mine hit Zargar village in the Fuzuli district. Later, in Zargar village."))
    values = [layers.unpack(s.kb_id_) for s in doc.spans["places"] if s.text == "Zargar"]
    assert [v["lat"] for v in values] == [values[0]["lat"]] * 2


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("A bomb hit Kajaki district, Helmand province.", "Kajaki", "Helmand"),
        ("in the Sai Buri district of Pattani, Thailand", "Sai Buri", "Pattani"),
        ("in Qabasin, a town in the al-Bab district of Aleppo, Syria", "al-Bab", "Aleppo"),
        ("a blast in Char Asiab district of Kabul province, Afghanistan", "Char Asiab", "Kabul"),
    ],
)
def test_containers_decide(text: str, name: str, admin1: str) -> None:
    assert read(text)[name]["admin1"] == admin1


def test_a_namesake_elsewhere_is_refused() -> None:
    text = "Mines killed two in Marib, Yemen, said Yemeni officials. Another blast hit Springfield."
    assert read(text).get("Springfield", {}).get("country", "YE") == "YE"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Kabul police said so.", "Kabul"),
        ("The Azerbaijani Army said so.", "Azerbaijani"),
        ("The Quetta Shura ordered it.", "Quetta"),
        ("The Colombian government denied it.", "Colombian"),
    ],
)
def test_bodies_and_peoples_are_sources(text: str, name: str) -> None:
    assert read(text)[name]["role"] == "source"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("KABUL, Afghanistan (Oct. 22, 2011) — A patrol found mines.", ["KABUL", "Afghanistan"]),
        ("BOGOTA, 30 MAY 89 (DPA) -- [TEXT] A BOMB EXPLODED.", ["BOGOTA"]),
        ("BAKU (Reuters) - A mine exploded.", ["BAKU"]),
    ],
)
def test_datelines_are_told_apart(text: str, names: list[str]) -> None:
    found = read(text)
    assert [n for n, v in found.items() if v["role"] == "dateline"] == names


def test_capitals_are_read() -> None:
    found = read("A BOMB EXPLODED IN MEDELLIN, IN THE COLOMBIAN DEPARTMENT OF ANTIOQUIA.")
    assert found["MEDELLIN"]["country"] == "CO"
    assert "BOMB" not in found


def test_nearness_widens_the_uncertainty() -> None:
    at = read("A mine exploded in Gereshk, Helmand, Afghanistan.")["Gereshk"]
    near = read("A mine exploded 5 km north of Gereshk, Helmand, Afghanistan.")["Gereshk"]
    assert float(near["uncertainty_km"]) == pytest.approx(float(at["uncertainty_km"]) + 5)


def test_a_road_is_named_by_both_ends() -> None:
    found = read("It went off on the Kandahar-Herat highway in Afghanistan.")
    assert found["Kandahar-Herat highway"]["country"] == "AF"
    assert {"Kandahar", "Herat"} <= set(read("A Kandahar-Herat convoy was hit in Afghanistan."))


def test_a_comma_list_of_countries_is_no_hierarchy() -> None:
    found = read("Experts from Austria, Germany and Slovenia came.")
    assert [found[n]["country"] for n in ("Austria", "Germany", "Slovenia")] == ["AT", "DE", "SI"]


def test_a_state_is_told_from_a_country_by_what_it_contains() -> None:
    assert read("A man died in Atlanta, Georgia.")["Georgia"]["country"] == "US"


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("found at grid 42S WD 12345 67890 by a patrol", 34.9535, 69.1352),
        ("found at 34°31'12\"N 69°10'12\"E by a patrol", 34.52, 69.17),
        ("Coordinates: 48.1394, 37.7497", 48.1394, 37.7497),
    ],
)
def test_coordinates_in_the_text_are_read(text: str, lat: float, lon: float) -> None:
    (values,) = read(text).values()
    assert values["precision"] == "coordinates"
    assert (float(values["lat"]), float(values["lon"])) == pytest.approx((lat, lon), abs=0.01)


def test_figures_are_no_coordinates() -> None:
    assert read("Prices rose 12.50, 34.75 and 18.20 dollars.") == {}


def test_the_record_has_article_offsets() -> None:
    doc = PLACES(NLP("Blast\n\nA mine exploded in Kabul, Afghanistan."))
    doc.user_data[layers.TITLE_LENGTH] = 7
    record = place(next(s for s in doc.spans["places"] if s.text == "Kabul"))
    assert record.evidence == (19, 24)
    assert record.country == "AF"


@pytest.mark.parametrize(
    ("record", "acled", "ucdp"),
    [
        (Place(text="x", name="x", kind="settlement", country="AF", lat=1, lon=1, gazetteer_id="5",
               uncertainty_km=2), 1, 1),
        (Place(text="x", name="x", kind="settlement", country="AF", lat=1, lon=1,
               uncertainty_km=25), 2, 2),
        (Place(text="x", name="x", kind="district", country="AF", lat=1, lon=1, gazetteer_id="5",
               uncertainty_km=25), 2, 3),
        (Place(text="x", name="x", kind="province", country="AF", lat=1, lon=1, gazetteer_id="5",
               uncertainty_km=80), 3, 4),
        (Place(text="x", name="x", kind="country", country="AF", lat=1, lon=1, gazetteer_id="5",
               uncertainty_km=400), None, 6),
        (Place(text="x", name="x", kind="settlement"), None, None),
    ],
)  # fmt: skip
def test_precision_codes_of_other_databases(
    record: Place, acled: int | None, ucdp: int | None
) -> None:
    assert (acled_geo_precision(record), ucdp_where_prec(record)) == (acled, ucdp)


def test_the_component_is_a_factory_with_json_configuration() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("mine_ie_places")
    doc = nlp("A mine exploded in Kabul, Afghanistan.")
    again = spacy.blank("en").from_config(nlp.config).from_bytes(nlp.to_bytes())
    other = again("A mine exploded in Kabul, Afghanistan.")
    assert [s.kb_id_ for s in other.spans["places"]] == [s.kb_id_ for s in doc.spans["places"]]


def test_the_layer_is_there_when_nothing_is_found() -> None:
    assert list(PLACES(NLP("Nothing happened.")).spans["places"]) == []


@pytest.mark.skipif(not SEED.is_file(), reason="the seed article is not here")
def test_the_seed_article() -> None:
    found = read(SEED.read_text("utf-8"))
    assert found["Zargar"]["country"] == "AZ"
    assert found["Zargar"]["precision"] == "district"
    assert found["Fuzuli"]["kind"] == "district"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Kabul", "in", "district", "the", "of", ",", ".", "\n\n", "KABUL", "--", "U.S.",
             "near",
             "5 km", "north of", "al-Bab", "Paris's", "ə", "İ", "34.5N", "(", ")", "-", "police"]
        )
    )
)  # fmt: skip
def test_any_text_is_read_and_spans_match_it(parts: list[str]) -> None:
    text = " ".join(parts)
    doc = PLACES(NLP(text))
    for span in doc.spans["places"]:
        values = layers.unpack(span.kb_id_)
        assert values["name"].lower() == span.text.lower()
        assert values["role"] in ("place", "dateline", "source", "container")
        assert place(span).text == span.text
