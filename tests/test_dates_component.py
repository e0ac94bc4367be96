import pytest
import spacy

from mine_ie import layers
from mine_ie.components import dates as _registers  # noqa: F401


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe("mine_ie_dates")
    return nlp


def test_writes_label_rule_and_value(nlp):
    doc = nlp("It exploded on 24 August 2024.")
    (span,) = layers.read(doc, layers.DATES, needed_by="test")
    assert (span.text, span.label_, span.id_, span.kb_id_) == (
        "24 August 2024",
        "DATE",
        "day_month_year",
        "2024-08-24",
    )


def test_reads_the_publication_date(nlp):
    doc = nlp.make_doc("It exploded on Friday.")
    doc.user_data[layers.PUBLISHED] = "2024-08-26"
    (span,) = nlp(doc).spans[layers.DATES]
    assert span.kb_id_ == "2024-08-23"


def test_layer_survives_bytes(nlp):
    doc = nlp("It exploded on 24 August 2024.")
    again = spacy.tokens.Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    assert [s.kb_id_ for s in again.spans[layers.DATES]] == ["2024-08-24"]


def test_vague_references_can_be_left_out():
    nlp = spacy.blank("en")
    nlp.add_pipe("mine_ie_dates", config={"vague": False})
    doc = nlp("They now live here since 2010.")
    assert [span.text for span in doc.spans[layers.DATES]] == ["since 2010"]
