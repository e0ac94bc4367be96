from pathlib import Path

import pytest

from mine_ie.records import RecordError, read_articles, read_rows, rows_of

EVENTS = Path(__file__).parent / "data" / "results" / "events.jsonl"


def test_rows_come_in_order_with_their_article():
    assert [row.id for row in read_rows(EVENTS)] == [
        "az-1#e1", "az-1#e2", "az-1#e3", "af-1#e1", "la-1#e1"
    ]  # fmt: skip


def test_article_facts_are_on_every_row():
    row = next(read_rows(EVENTS))
    assert (row.published, row.source, row.title) == (
        "2024-08-26",
        "Trend",
        "Civilian hurt in Fuzuli",
    )


def test_bare_event_keeps_outlet_apart_from_speaker():
    row = list(read_rows(EVENTS))[-1]
    assert (row.article, row.source, row.event.source) == ("la-1", "Vientiane Daily", None)


def test_articles_without_events_are_read_too():
    assert [a.status for a in read_articles(EVENTS)] == ["ok", "ok", "irrelevant", "error", "ok"]


def test_incident_brings_its_sources():
    told = '"sources": [{"article": "a"}, {"article": "b"}], "independent": 1'
    line = f'{{"id": "i1", "type": "use", {told}}}'
    (row,) = rows_of([line])
    assert ([t.article for t in row.told_by], row.independent, row.id) == (["a", "b"], 1, "i1")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "x:1: not JSON"),
        ("[]", "x:1: not a JSON object but list"),
        ('{"title": "t"}', "x:1: neither an article record"),
        ('{"events": []}', 'x:1: an article record needs a string "id"'),
        (
            '{"id": "a", "events": [{"id": "1", "type": "war"}]}',
            "of article 'a' is not valid: type:",
        ),
    ],
)
def test_bad_line_names_place_cause_and_remedy(line, says):
    with pytest.raises(RecordError) as error:
        list(rows_of([line], "x"))
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_reading_is_lazy():
    rows = rows_of(iter(['{"id": "a", "events": [{"id": "1", "type": "use"}]}', "{"]))
    assert next(rows).id == "a#1"


def test_folder_of_a_batch_is_read_part_by_part(tmp_path):
    (tmp_path / "parts").mkdir()
    for n in (2, 1):
        line = f'{{"id": "a{n}", "events": [{{"id": "e", "type": "use"}}]}}'
        (tmp_path / "parts" / f"part-{n}.jsonl").write_text(line)
    (tmp_path / "run.json").write_text("{}")
    assert [row.id for row in read_rows(tmp_path)] == ["a1#e", "a2#e"]


def test_folder_without_events_says_so(tmp_path):
    with pytest.raises(RecordError, match=r"without \.jsonl files"):
        list(read_rows(tmp_path))
