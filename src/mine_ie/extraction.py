"""From an article to its layers (:func:`annotate`) and its events (:func:`extract`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, overload

from mine_ie import layers
from mine_ie.schema import Article, Event

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: spaCy's parser needs about 1 GB of memory per 100,000 characters; news texts are far shorter.
MAX_LENGTH = 1_000_000


class TextTooLong(ValueError):
    """The text is longer than :data:`MAX_LENGTH`; the message says what to do."""


@lru_cache(maxsize=1)
def _default() -> Language:
    from mine_ie.pipeline import load

    return load()


def annotate(article: str | Article, nlp: Language | None = None) -> Doc:
    """Read one text and return its Doc with every layer in ``doc.spans``.

    A title stands before the text in the Doc; :func:`mine_ie.layers.offsets` turns offsets back
    into the article's own.

    Raises:
        TextTooLong: the text has more than a million characters.
    """
    return next(_annotate_all([article], nlp))


def _annotate_all(
    articles: Iterable[str | Article], nlp: Language | None, *, for_events: bool = False
) -> Iterator[Doc]:
    nlp = nlp if nlp is not None else _default()
    docs = (_doc(_article(a), nlp) for a in articles)
    yield from nlp.pipe(docs, batch_size=32, disable=_not_for_events(nlp) if for_events else [])


def _not_for_events(nlp: Language) -> list[str]:
    """The base model, which events are read without unless the user named one."""
    model = "mine_ie_model"
    unasked = model in nlp.pipe_names and not getattr(nlp.get_pipe(model), "for_events", True)
    return [model] if unasked else []


def _article(article: str | Article) -> Article:
    return article if isinstance(article, Article) else Article(text=article)


def _doc(article: Article, nlp: Language) -> Doc:
    title = (article.title or "").strip()
    if title and article.text.lstrip().startswith(title):
        title = ""  # the text repeats its own headline
    text = f"{title}{layers.TITLE_BREAK}{article.text}" if title else article.text
    if len(text) > MAX_LENGTH:
        raise TextTooLong(
            f"the text has {len(text):,} characters, more than {MAX_LENGTH:,}: "
            "split it into articles"
        )
    doc = nlp.make_doc(text)
    doc.user_data[layers.PUBLISHED] = article.published
    doc.user_data[layers.TITLE_LENGTH] = len(title) + len(layers.TITLE_BREAK) if title else 0
    return doc


@overload
def extract(article: str | Article, nlp: Language | None = None, **options: Any) -> list[Event]: ...
@overload
def extract(
    article: Iterable[str | Article], nlp: Language | None = None, **options: Any
) -> Iterator[list[Event]]: ...
def extract(
    article: str | Article | Iterable[str | Article],
    nlp: Language | None = None,
    **options: Any,
) -> list[Event] | Iterator[list[Event]]:
    """Return the events of a text or :class:`Article`; of an iterable, a list for each in turn.

    >>> [event.type for event in extract("Two deminers died when a mine exploded near Huambo.")]
    ['explosion']

    Args:
        article: a text, an ``Article``, or an iterable of either.
        nlp: a pipeline from :func:`mine_ie.load`; made once and kept when not given.
        **options: as of :func:`mine_ie.events` (``planned``, ``threshold``).
    """
    from mine_ie.assemble import events

    if isinstance(article, str | Article):
        return events(next(_annotate_all([article], nlp, for_events=True)), **options)
    return (events(doc, **options) for doc in _annotate_all(article, nlp, for_events=True))
