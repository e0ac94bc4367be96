"""HTML pages: the article's text, its title and its date."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable

from mine_ie import extras
from mine_ie.readers import texts
from mine_ie.readers.charset import decode
from mine_ie.readers.options import Options, ReadError
from mine_ie.readers.sources import Source
from mine_ie.schema import Article

#: Pages bear no later date. Fixed, as nothing here may depend on the day of the run.
_LATEST = "2099-12-31"
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_TITLES = (
    re.compile(
        r"""<meta[^>]{0,200}?\bproperty\s*=\s*["']og:title["']"""
        r"""[^>]{0,200}?\bcontent\s*=\s*"([^"]{1,500})""",
        re.I,
    ),
    re.compile(r"<title[^>]{0,200}>([^<]{1,500})", re.I),
)  # fmt: skip


def modules(options: Options) -> tuple[str, ...]:
    """The packages that reading pages needs."""
    extractor = "resiliparse.extract.html2text" if options.html == "fast" else "trafilatura"
    return (extractor, "htmldate")


def article(source: Source, options: Options) -> Article:
    """Read an HTML file. Its sidecar, if there is one, knows better than the page.

    Raises:
        ReadError: no text was found in the page.
    """
    about = texts.sidecar(source)
    with source.open() as stream:
        page = read(stream.read(), options, source.name)
    found = page.model_dump(include={"title", "published", "url"}, exclude_none=True)
    return texts.described(page.text, {**found, **about}, options, source.name)


def read(
    data: bytes,
    options: Options,
    name: str,
    url: str | None = None,
    latest: str | None = None,
    charset: str | None = None,
) -> Article:
    """Make an article of a page's bytes; its text is what the extractor found, blocks on lines.

    ``latest`` is the day the page was fetched: it cannot have been published after it.

    Raises:
        ReadError: no text was found in the page.
        MissingExtra: the extractor or htmldate is not installed.
    """
    page = decode(data, options.encoding or _declared(data, charset))
    text = _text(page, options)
    if not text or not text.strip():
        raise ReadError("no article text was found in the page")
    htmldate = extras.need("htmldate", "html", "dates of HTML pages")
    published = htmldate.find_date(
        page,
        # More dates are right without the extensive search, and fewer wrong.
        extensive_search=False,
        original_date=True,
        max_date=latest or _LATEST,
        url=url,
    )
    return Article(text=text, id=url or name, title=_title(page), published=published, url=url)


def _text(page: str, options: Options) -> str | None:
    if options.html == "fast":
        module = extras.need("resiliparse.extract.html2text", "html", "fast reading of HTML")
        return module.extract_plain_text(page, main_content=True)  # type: ignore[no-any-return]
    trafilatura = extras.need("trafilatura", "html", "reading HTML")
    return trafilatura.extract(page, fast=True, include_comments=False)  # type: ignore[no-any-return]


def _title(page: str) -> str | None:
    head = page[:100_000]
    for pattern in _TITLES:
        if found := pattern.search(head):
            return " ".join(entities.unescape(found.group(1)).split()) or None
    return None


def _declared(data: bytes, charset: str | None) -> str | None:
    """The charset that the page names, if Python knows it and it fits; UTF-8 wins where it fits."""
    try:
        data.decode("utf-8")
        return None
    except UnicodeDecodeError:
        pass
    meta = _CHARSET.search(data[:4096])
    for name in _names(charset, meta):
        try:
            data.decode(name)
            return name
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _names(charset: str | None, meta: re.Match[bytes] | None) -> Iterable[str]:
    for name in (charset, meta.group(1).decode("ascii", "replace") if meta else None):
        if name and name.lower() not in ("utf-8", "utf8"):
            # Browsers read Latin-1 as Windows-1252, and so do the pages that say it.
            yield "cp1252" if name.lower() in ("iso-8859-1", "latin-1", "latin1", "ascii") else name
