import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_ie.gazetteer.names import fold, is_latin, key_of, skeleton
from mine_ie.gazetteer.words import bare_names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aghdam", "Ağdam"),
        ("Char Asiab", "Chahār Āsyāb"),
        ("Kunduz", "Qonduz"),
        ("Raqqa", "ar-Raqqah"),
        ("Deir al-Zour", "Dayr az Zawr"),
        ("Hilmand", "Helmand"),
        ("Kandahar", "Qandahār"),
    ],
)
def test_romanisations_of_one_name_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Kabul", "Kapisa"), ("Marib", "Mosul"), ("Homs", "Hama")]
)
def test_different_names_keep_different_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_folding_undoes_case_accents_and_points() -> None:
    assert fold("Quảng Trị") == "quang tri"
    assert fold("U.S.") == "us"
    assert fold("Cəbrayıl") == "cabrayil"


def test_cyrillic_is_not_latin() -> None:
    assert not is_latin("Київ")


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Kabul Province", ("kabul",)),
        ("Velayat-e Helmand", ("helmand",)),
        ("Srŏk Malai", ("malai",)),
        ("Kabul", ()),
        ("United States", ()),
        ("Eastern Province", ()),
    ],
)
def test_type_words_are_taken_off_names(name: str, bare: tuple[str, ...]) -> None:
    assert bare_names(name) == bare


@given(st.text(max_size=40))
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_keys_fit_a_signed_integer(text: str) -> None:
    assert 0 <= key_of(skeleton(text)) < 1 << 47
