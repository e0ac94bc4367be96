"""From a text to the tokens of a Doc, in time that grows with its length and no faster.

spaCy's tokenizer peels punctuation off both ends of whatever stands between two spaces, and looks
through all of it each time: a run of 20,000 commas (a table that lost its cells, a ruled line)
takes minutes. Such a run is handed to it in pieces; nothing a language writes is as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language

#: Characters without a space; the longest addresses of web pages in news are about as long.
LONGEST = 250
_RUN = re.compile(rf"(?<!\S)\S{{{LONGEST + 1},}}")


def make_doc(nlp: Language, text: str) -> Doc:
    """Return the tokens of ``text``; ``doc.text == text``.

    >>> import spacy
    >>> len(make_doc(spacy.blank("en"), "Sappers" + "," * 1000))
    1001
    """
    cuts = list(_cuts(text))
    if not cuts:
        return nlp.make_doc(text)
    pieces = zip([0, *cuts], [*cuts, len(text)], strict=True)
    docs = [nlp.make_doc(text[start:end]) for start, end in pieces]
    whole = Doc.from_docs(docs, ensure_whitespace=False)
    assert whole is not None  # there are pieces
    return whole


def _cuts(text: str) -> Iterator[int]:
    for run in _RUN.finditer(text):
        yield from range(run.start() + LONGEST, run.end(), LONGEST)
