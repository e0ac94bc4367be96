import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mine_ie.annotators import FORMATS, AnnotationError, export_corpus, guess, import_corpus
from mine_ie.corpus import Corpus
from mine_ie.schema import Article

TEXT = (
    "😀 A mine_blast killed three people|and hurt 2 in Zargar on Monday.\n\n"
    "Sappers [later] found 12 mines; over 5 ha.\r\nEnd\u2028."
)
FOLDERS = ("brat", "inception", "webanno")
SUFFIX = {"label-studio": ".json", "doccano": ".jsonl", "docbin": ".spacy"}
SCORED = ("type", "killed", "injured", "when")


def at(words):
    start = TEXT.index(words)
    return [start, start + len(words)]


def corpus():
    three = {"low": 3, "best": 3, "high": 3}
    twelve = {"low": 12, "best": 12, "high": 12}
    events = (
        {
            "type": "explosion",
            "killed": {**three, "evidence": at("three")},
            "injured": None,
            "when": {"start": "2024-08-19", "end": "2024-08-19", "evidence": at("Monday")},
            "places": [
                {"name": "Zargar", "country": "AZ", "evidence": at("Zargar")},
                {"name": "Minefield", "evidence": at("mine")},  # cuts through a token
            ],
            "ordnance": [{"kind": "mine", "count": None, "action": "detonated"}],
        },
        {
            "type": "clearance",
            "ordnance": [{"kind": "mine", "count": twelve, "evidence": at("12 mines")}],
            "areas": [],
        },
        {"killed": {**three, "evidence": at("three")}},
    )
    articles = (
        Article(id="a/1", text=TEXT, published="2024-08-21", title="T", source="wire"),
        Article(id="b", text="No event."),
    )
    return Corpus("x", articles, {"a/1": events, "b": ()}, SCORED)


def target(tmp_path, format):
    return tmp_path / (f"x{SUFFIX[format]}" if format in SUFFIX else format)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_a_corpus_comes_back_whole(tmp_path, format):
    if format == "inception":
        pytest.importorskip("cassis", reason="needs the extra 'annotators'")
    path = target(tmp_path, format)
    export_corpus(corpus(), path, format)
    back = import_corpus(path, format, name="x", scored=SCORED)
    assert back.warnings == []
    assert dict(back.corpus.gold) == dict(corpus().gold)
    assert back.corpus.articles == corpus().articles
    assert guess(path) == format


def brat(tmp_path, ann, text="Two men died and a boy was hurt in Zargar on Monday."):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.ann").write_text(ann, encoding="utf-8")
    return import_corpus(tmp_path, "brat", name="x", scored=("killed", "missing", "ordnance"))


HAND_MADE = (
    "T1\tExplosion 8 12\tdied\nT2\tKilled 0 3\tTwo\nT3\tPlace 35 41\tZargar\n"
    "T4\tDate 45 51\tMonday\nE1\tExplosion:T1 Killed:T2 Place:T3\n#1\tAnnotatorNotes T3\tsure?\n"
)


def test_marks_made_by_hand_are_read_from_their_words(tmp_path):
    (event,) = brat(tmp_path, HAND_MADE).corpus.gold["a"]
    assert event["killed"] == {"low": 2, "best": 2, "high": 2, "evidence": [0, 3]}
    assert event["places"] == [{"name": "Zargar", "evidence": [35, 41]}]


def test_fields_to_label_that_have_no_mark_are_not_stated(tmp_path):
    (event,) = brat(tmp_path, HAND_MADE).corpus.gold["a"]
    assert (event["missing"], event["ordnance"]) == (None, [])
    assert "injured" not in event


def test_a_mark_without_a_readable_value_is_left_unlabelled_with_a_warning(tmp_path):
    ann = "T1\texplosion 8 12\tdied\nT2\tkilled 4 7\tmen\nE1\texplosion:T1 killed:T2\n"
    corpus, warnings = brat(tmp_path, ann)
    assert "killed" not in corpus.gold["a"][0]
    assert [w.rpartition("a.ann:")[2] for w in warnings] == [
        "2 T2 'men': no value for killed in these words, left out"
    ]


def test_a_loose_mark_is_left_out_where_several_events_could_have_it(tmp_path):
    ann = "T1\texplosion 8 12\tdied\nT2\tuse 27 31\thurt\nT3\tkilled 0 3\tTwo\nE1\texplosion:T1\n"
    corpus, warnings = brat(tmp_path, ann)
    assert [e["type"] for e in corpus.gold["a"]] == ["explosion", "use"]
    assert ["belongs to no event" in w for w in warnings] == [True]


@pytest.mark.parametrize(
    ("ann", "message"),
    [
        ("T1 explosion 8 12\n", r"a\.ann:1: cannot read this annotation: 'T1 explosion"),
        ("\nhello\n", r"a\.ann:2: not a line of brat standoff: 'hello'"),
        ("T1\tuse 40 99\tx\n", r"a\.ann:1: span 40-99 is not in the text of 52"),
        ("T1\tuse 8 12\tdied\n#1\tAnnotatorNotes T1\t{x\n", r"a\.ann: the note on T1 is not JSON"),
    ],
)
def test_a_broken_brat_file_is_named_with_its_line(tmp_path, ann, message):
    with pytest.raises(AnnotationError, match=message):
        brat(tmp_path, ann)


def test_label_studio_offsets_of_the_editor_are_understood(tmp_path):
    region = {"start": 3, "end": 7, "text": "mine", "labels": ["use"]}
    task = {
        "id": 7,
        "data": {"text": "😀 mine"},
        "annotations": [
            {"was_cancelled": True, "result": []},
            {"result": [{"id": "r", "type": "labels", "value": region}]},
        ],
    }
    (tmp_path / "x.json").write_text(json.dumps([task]), encoding="utf-8")
    back = import_corpus(tmp_path / "x.json", "label-studio", name="x", scored=())
    assert back.corpus.gold == {"7": ({"type": "use"},)}


def test_doccano_without_relations_is_read(tmp_path):
    row = {"id": 3, "text": "Two died.", "label": [[4, 8, "explosion"], [0, 3, "killed"]]}
    (tmp_path / "x.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (event,) = import_corpus(tmp_path / "x.jsonl", "doccano", name="x", scored=()).corpus.gold["3"]
    assert event["killed"]["best"] == 2


def test_webanno_files_from_elsewhere_get_their_text_from_their_sentences(tmp_path):
    text = (
        "#FORMAT=WebAnno TSV 3.3\n"
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue\n"
        "#T_SP=webanno.custom.MineAction|event|label|value\n\n\n"
        "#Text=Two died.\n"
        "1-1\t0-3\tTwo\tNUM\t1[2]\tkilled[2]\t*[2]\t\n"
        "1-2\t4-8\tdied\tVERB\t1[1]\texplosion[1]\t*[1]\t\n"
        "1-3\t8-9\t.\tPUNCT\t_\t_\t_\t\n\n"
        "#Text=End\n2-1\t11-14\tEnd\tNOUN\t_\t_\t_\t\n"
    )
    (tmp_path / "d.tsv").write_text(text, encoding="utf-8")
    back = import_corpus(tmp_path, "webanno", name="x", scored=()).corpus
    assert back.articles[0].text == "Two died.\n\nEnd"
    assert back.gold["d"][0]["killed"]["evidence"] == [0, 3]


def test_an_unknown_format_is_refused_with_the_known_ones(tmp_path):
    with pytest.raises(AnnotationError, match="unknown format 'xls'; known are brat, label-studio"):
        import_corpus(tmp_path, "xls", name="x", scored=())


PIECES = ["mine", "12", "é", "😀", " ", "\n", "\r\n", "\t", "\u2028", "_", "|", "[1]", "\\", ";",
          "*", "->", "#Text=", "<b>", "&", '"', "{", "-"]  # fmt: skip


@st.composite
def labelled(draw):
    """A text of awkward characters with events on some of its words."""
    text = "x" + "".join(draw(st.lists(st.sampled_from(PIECES), max_size=25))) + "y"
    spots = [i for i, c in enumerate(text) if not c.isspace()]
    events = []
    for _ in range(draw(st.integers(0, 3))):
        start, end = sorted((draw(st.sampled_from(spots)), draw(st.sampled_from(spots))))
        killed = {"low": 1, "best": 1, "high": None, "evidence": [start, end + 1]}
        places = [{"name": "a|b_c[2]\\;*", "evidence": [start, start + 1]}]
        events.append({"type": "use", "killed": killed, "places": places, "injured": None})
    return text, tuple(events)


@pytest.mark.parametrize("format", sorted(FORMATS))
@settings(max_examples=25, deadline=None)
@given(labelled())
def test_offsets_survive_awkward_texts(format, case):
    if format == "inception":
        pytest.importorskip("cassis", reason="needs the extra 'annotators'")
    text, events = case
    whole = Corpus("x", (Article(id="a", text=text),), {"a": events}, SCORED)
    with tempfile.TemporaryDirectory() as folder:
        path = target(Path(folder), format)
        export_corpus(whole, path, format)
        back = import_corpus(path, format, name="x", scored=SCORED).corpus
    assert back.articles == whole.articles
    assert dict(back.gold) == dict(whole.gold)
