import json

import pytest

from mine_ie.corpus import CorpusError, check_corpus, read_corpus, write_corpus
from mine_ie.corpus_stats import stats

TOML = 'name = "c"\nexhaustive = true\nscored = ["type", "killed"]\n'
ARTICLE = {"id": "a", "title": None, "text": "Two died.", "published": "2024-08-26"}
GOLD = {"id": "a", "events": [{"type": "explosion", "killed": {"low": 2, "best": 2, "high": 2}}]}


def folder(tmp_path, toml=TOML, articles=(ARTICLE,), gold=(GOLD,)):
    (tmp_path / "corpus.toml").write_text(toml, encoding="utf-8")
    for name, rows in (("articles.jsonl", articles), ("gold.jsonl", gold)):
        lines = (r if isinstance(r, str) else json.dumps(r) for r in rows)
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return tmp_path


def messages(path):
    return [f"{p.file.rpartition('/')[2]}:{p.line}: {p.message}" for p in check_corpus(path)]


def test_a_corpus_is_read_with_its_settings(tmp_path):
    corpus = read_corpus(folder(tmp_path))
    assert (corpus.name, corpus.exhaustive, corpus.scored) == ("c", True, ("type", "killed"))
    assert corpus.gold["a"] == tuple(GOLD["events"])


def test_absent_and_null_fields_stay_apart(tmp_path):
    events = [{"type": "use", "killed": None}, {"type": "use"}]
    corpus = read_corpus(folder(tmp_path, gold=[{"id": "a", "events": events}]))
    assert corpus.gold["a"] == tuple(events)


def test_what_is_written_reads_back_the_same(tmp_path):
    article = {**ARTICLE, "text": 'É "x"\r\n\u2028y', "difficulty": "num"}
    corpus = read_corpus(folder(tmp_path, articles=[article]))
    write_corpus(corpus, tmp_path / "again")
    again = read_corpus(tmp_path / "again")
    assert (again, again.digest) == (corpus, corpus.digest)


def test_the_digest_follows_content_and_not_formatting(tmp_path):
    first = read_corpus(folder(tmp_path)).digest
    spaced = json.dumps(GOLD, indent=None, separators=(" ,  ", " : "))
    assert read_corpus(folder(tmp_path, gold=[spaced])).digest == first
    other = {"id": "a", "events": []}
    assert read_corpus(folder(tmp_path, gold=[other])).digest != first


def test_a_missing_file_is_named_with_the_remedy(tmp_path):
    (folder(tmp_path) / "gold.jsonl").unlink()
    with pytest.raises(CorpusError, match=r"gold\.jsonl: no such file; a corpus is a folder with"):
        read_corpus(tmp_path)


@pytest.mark.parametrize(
    ("gold", "expected"),
    [
        (["nonsense"], "gold.jsonl:1: not JSON: Expecting value at column 1"),
        ([GOLD, GOLD], "gold.jsonl:2: a second line for article 'a'"),
        ([GOLD, {"id": "b", "events": []}], "gold.jsonl:2: article 'b' is not in articles.jsonl"),
        ([], "gold.jsonl:0: no line for article 'a'; write \"events\": [] if it has none"),
        ([{"id": "a"}], "gold.jsonl:1: 'events' must be a list, empty when the text has none"),
        ([{"id": "a", "events": [{"kiled": None}]}],
         "gold.jsonl:1: article 'a', event 1: kiled: unknown field (did you mean 'killed'?)"),
        ([{"id": "a", "events": [{"type": None}]}],
         "gold.jsonl:1: article 'a', event 1: type: may be left out, but not null"),
        ([{"id": "a", "events": [{"killed": {"low": 1, "best": 1, "high": 1,
                                             "evidence": [0, 99]}}]}],
         "gold.jsonl:1: article 'a', event 1: killed.evidence: ends at 99, but the text has "
         "9 characters"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_labels_is_named_with_its_line(tmp_path, gold, expected):
    assert expected in messages(folder(tmp_path, gold=gold))


def test_a_wrong_value_is_named_with_its_path(tmp_path):
    ordnance = [{"kind": "mine", "action": "exploded"}]
    gold = [{"id": "a", "events": [{"ordnance": ordnance}]}]
    (message,) = messages(folder(tmp_path, gold=gold))
    assert message.startswith("gold.jsonl:1: article 'a', event 1: ordnance[0].action: ")
    assert message.endswith("got 'exploded'")


def test_every_mistake_is_reported_at_once(tmp_path):
    articles = [ARTICLE, {**ARTICLE, "id": "b", "published": "yesterday"}, {"id": "c"}]
    gold = [GOLD, {"id": "b", "events": []}, {"id": "c", "events": []}]
    found = messages(folder(tmp_path, toml='scored = ["x"]', articles=articles, gold=gold))
    assert [m.split(": ")[0] for m in found] == [
        "corpus.toml:0", "corpus.toml:0", "articles.jsonl:2", "articles.jsonl:3",
        "gold.jsonl:2", "gold.jsonl:3",
    ]  # fmt: skip


def test_statistics_tell_stated_from_not_stated_from_unlabelled(tmp_path):
    events = [*GOLD["events"], {"type": "use", "killed": None}, {"type": "use"}]
    counted = stats(read_corpus(folder(tmp_path, gold=[{"id": "a", "events": events}])))
    assert counted["types"] == {"use": 2, "explosion": 1}
    assert counted["fields"]["killed"] == {"stated": 1, "not_stated": 1, "unlabelled": 1}
