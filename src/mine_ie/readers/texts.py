"""Plain text files: the text as it stands, and where its publication date comes from.

The first of these that names a date gives it:

1. a sidecar, a JSON object in ``NAME.txt.json``, ``NAME.meta.json`` or ``NAME.json`` beside it;
2. front matter, ``key: value`` lines between two lines ``---`` at the very top;
3. a day in the file's name: ``2024-08-26``, ``2024_08_26``, ``20240826``.

Front matter is not part of the text; offsets count from the first character after it.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Any

from mine_ie.readers import fields
from mine_ie.readers.charset import decode
from mine_ie.readers.options import Options, ReadError
from mine_ie.readers.sources import Source
from mine_ie.schema import Article

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"\s*([A-Za-z_][\w -]*?)\s*:\s*(.*?)\s*\Z")


def article(source: Source, options: Options) -> Article:
    """Read a text file with what its sidecar, front matter and name say of it.

    Raises:
        OSError: the file cannot be read.
        ReadError: the sidecar is no JSON object, or a date is not of a known form.
    """
    with source.open() as stream:
        text, front = front_matter(decode(stream.read(), options.encoding))
    about = {**front, **sidecar(source)}
    return described(text, about, options, source.name)


def described(text: str, about: dict[str, Any], options: Options, name: str) -> Article:
    """Make the article of ``text``; ``about`` is what is known of it by field name."""
    own = {key: value for key, value in about.items() if key.lower() not in fields.USUAL["text"]}
    # Mapped field names are meant for tables: a sidecar need not have them.
    named = fields.article({**own, "text": text}, Options(date_format=options.date_format), name)
    if named.published is None:
        file_name = PurePosixPath(name.rpartition("!")[2]).name
        return named.model_copy(update={"published": fields.day_in_name(file_name)})
    return named


def front_matter(text: str) -> tuple[str, dict[str, str]]:
    """Split off front matter.

    >>> front_matter("---\\ndate: 2024-08-26\\ntitle: 'Mines'\\n---\\nA mine ...")
    ('A mine ...', {'date': '2024-08-26', 'title': 'Mines'})
    """
    found = _FRONT.match(text)
    if found is None:
        return text, {}
    pairs = {}
    for line in found.group(1).splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        pair = _LINE.match(line)
        if pair is None:
            return text, {}  # a rule between paragraphs, not front matter
        pairs[pair.group(1)] = _unquote(pair.group(2))
    return text[found.end() :], pairs


def _unquote(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def sidecar(source: Source) -> dict[str, Any]:
    """Return what the JSON file beside ``source`` says of it; nothing if there is none."""
    found = source.sidecar()
    if found is None:
        return {}
    name, data = found
    try:
        about = json.loads(data)
    except ValueError as error:
        raise ReadError(f"the sidecar {name} is not JSON: {error}") from None
    if not isinstance(about, dict):
        raise ReadError(f"the sidecar {name} is not a JSON object")
    return about
