"""Field mapping, publication dates and charsets."""

import json

import pytest

from mine_ie.readers import Options, articles
from mine_ie.readers.charset import decode
from mine_ie.readers.fields import day, day_in_name
from mine_ie.readers.options import ReadError


def read(path, **options):
    return list(articles(str(path), options=Options(**options)))


def test_named_fields_win_over_the_usual_ones(tmp_path):
    (tmp_path / "a.csv").write_text("text,lede,when,nr\nx,A mine.,26/08/2024,7\n")
    (found,) = read(
        tmp_path / "a.csv",
        text_field="lede",
        date_field="when",
        id_field="nr",
        date_format="%d/%m/%Y",
    )
    assert (found.text, found.published, found.id) == ("A mine.", "2024-08-26", "7")


def test_a_named_field_that_is_absent_is_a_failure_naming_the_fields(tmp_path):
    (tmp_path / "a.csv").write_text("text,date\nx,2024-08-26\n")
    (found,) = read(tmp_path / "a.csv", text_field="body")
    assert found.cause == "no field 'body'; the fields are text, date"


def test_a_table_without_text_says_how_to_name_it(tmp_path):
    (tmp_path / "a.csv").write_text("lede,date\nx,2024-08-26\n")
    (found,) = read(tmp_path / "a.csv")
    assert found.cause == "no text field among lede, date; name it with --text-field"
    assert found.id == f"{tmp_path}/a.csv#1"


def test_one_bad_line_fails_alone(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "x"}\n{"text"\n[1]\n{"text": "y"}\n')
    found = read(tmp_path / "a.jsonl")
    assert [getattr(f, "text", None) for f in found] == ["x", None, None, "y"]
    assert found[2].cause == "expected a JSON object, found list"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-08-26", "2024-08-26"),
        ("2024-08-26 23:59:00+02:00", "2024-08-26"),
        ("20240826", "2024-08-26"),
        ("20240826T101500Z", "2024-08-26"),
        ("Mon, 26 Aug 2024 10:00:00 GMT", "2024-08-26"),
        ("1724630400", "2024-08-26"),
        ("1724630400000", "2024-08-26"),
        ("", None),
        ("NaT", None),
        (None, None),
    ],
)
def test_publication_dates(text, iso):
    assert day(text) == iso


@pytest.mark.parametrize("text", ["03/04/2024", "2024-13-01", "yesterday", "12"])
def test_a_date_that_may_be_read_in_two_ways_is_refused(text):
    with pytest.raises(ReadError, match="--date-format"):
        day(text)


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("afp_2024_08_26.txt", "2024-08-26"),
        ("20240826.txt", "2024-08-26"),
        ("2024-08_26.txt", None),
        ("id-120240826.txt", None),
        ("2024-99-26.txt", None),
        ("99999999-20240826.txt", "2024-08-26"),
    ],
)
def test_day_in_a_file_name(name, iso):
    assert day_in_name(name) == iso


@pytest.mark.parametrize(
    "side", ["a-2020-01-01.txt.json", "a-2020-01-01.meta.json", "a-2020-01-01.json"]
)
def test_a_sidecar_wins_and_is_no_article(tmp_path, side):
    (tmp_path / "a-2020-01-01.txt").write_text("---\ndate: 2021-01-01\ntitle: Front\n---\nA mine.")
    (tmp_path / side).write_text(json.dumps({"published": "2024-08-26", "id": "7"}))
    (found,) = read(tmp_path)
    assert (found.published, found.title, found.id, found.text) == (
        "2024-08-26",
        "Front",
        "7",
        "A mine.",
    )


def test_front_matter_wins_over_the_name(tmp_path):
    (tmp_path / "a-2020-01-01.txt").write_text("---\ndate: 2021-01-01\n---\n\nA mine.")
    (found,) = read(tmp_path)
    assert (found.published, found.text) == ("2021-01-01", "\nA mine.")


def test_a_rule_at_the_top_is_text(tmp_path):
    (tmp_path / "a.txt").write_text("---\nA mine went off.\n---\nMore.")
    (found,) = read(tmp_path)
    assert found.text == "---\nA mine went off.\n---\nMore."
    assert found.published is None


def test_a_broken_sidecar_is_a_failure_that_names_it(tmp_path):
    (tmp_path / "a.txt").write_text("A mine.")
    (tmp_path / "a.txt.json").write_text("{")
    (found,) = read(tmp_path)
    assert "a.txt.json is not JSON" in found.cause


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Füzuli – mines".encode(), "Füzuli – mines"),
        ("\ufeffMines".encode(), "Mines"),
        ("Mines".encode("utf-16"), "Mines"),
        (b"", ""),
    ],
)
def test_unicode_is_read_without_a_detector(data, text):
    assert decode(data) == text


def test_old_encodings_are_detected():
    pytest.importorskip("resiliparse")
    text = "Саперы обезвредили две противотанковые мины возле села, сообщило министерство обороны."
    assert decode(text.encode("cp1251")) == text


def test_a_given_encoding_is_taken_at_its_word():
    assert decode("é".encode("cp1252"), "cp1252") == "é"
