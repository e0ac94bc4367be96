"""From an article to its layers (:func:`annotate`) and its events (:func:`extract`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast, overload

from mine_ie import layers
from mine_ie.schema import Article, Event
from mine_ie.tokens import make_doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: What spaCy takes as well; news texts are far shorter.
MAX_LENGTH = 1_000_000
#: What :func:`mine_ie.assemble.candidates.may_hold_event` reads, and what that needs.
_FIRST = ("mine_ie_sentences", "mine_ie_numbers", "mine_ie_ordnance", "mine_ie_cues")
_MODEL = "mine_ie_model"


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
    nlp = nlp if nlp is not None else _default()
    return next(nlp.pipe(_docs([article], nlp)))


def _docs(articles: Iterable[str | Article], nlp: Language) -> Iterator[Doc]:
    return (_doc(_article(a), nlp) for a in articles)


def _article(article: object) -> Article:
    if isinstance(article, Article):
        return article
    if not isinstance(article, str):
        kind = type(article).__name__
        raise TypeError(f"not a text and not an Article but {kind}: {article!r:.80}")
    return Article(text=article)


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
    doc = make_doc(nlp, text)
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

    Raises:
        TextTooLong, TypeError: an article is too long, or is no article. Of an iterable, the events
            of those before it have been given; :func:`mine_ie.run` goes on past it.
    """
    nlp = nlp if nlp is not None else _default()
    if isinstance(article, str | bytes | Article | Mapping):  # of the last, no iterable of articles
        return next(_extract([cast("str | Article", article)], nlp, options))
    return _extract(article, nlp, options)


def _extract(
    articles: Iterable[str | Article], nlp: Language, options: dict[str, Any]
) -> Iterator[list[Event]]:
    """Mark the lexicons' words first; the other components run where these leave an event possible.

    The base model is passed by unless the user named one (``load(model=...)``).
    """
    from mine_ie.assemble import events
    from mine_ie.assemble.candidates import may_hold_event

    later = [name for name in nlp.pipe_names if name not in _FIRST]
    wanted = [nlp.get_pipe(name) for name in later if _is_for_events(nlp, name)]
    for doc in nlp.pipe(_docs(articles, nlp), disable=later):
        if not may_hold_event(doc):
            yield []
            continue
        for component in wanted:
            doc = component(doc)
        yield events(doc, **options)


def _is_for_events(nlp: Language, name: str) -> bool:
    return name != _MODEL or bool(getattr(nlp.get_pipe(name), "for_events", True))
