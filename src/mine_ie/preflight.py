"""Can a run do what it was asked for? Found out before any work, not article by article."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice
from pathlib import Path

from mine_ie import parts, readers
from mine_ie.ledger import Refused
from mine_ie.readers.fields import NoField
from mine_ie.schema import Article
from mine_ie.workers import Pipeline

#: Rows and files that are looked at to tell a field that one row lacks from one that none has.
_ROWS = 20
_FILES = 20
_TABLES = frozenset({"csv", "tsv", "parquet"})
_JSON = frozenset({"json", "jsonl"})


def output(out: Path, format: parts.Format | None) -> tuple[Path, bool, parts.Format]:
    """Return the run's folder, whether its parts become the one file ``out``, and their format.

    >>> folder, single, form = output(Path("events.parquet"), None)
    >>> str(folder), single, form
    ('events.parquet.run', True, 'parquet')

    Raises:
        Refused: ``out`` cannot be written as what its name says.
    """
    single = out.suffix in (".jsonl", ".parquet")
    if single and format not in (None, out.suffix[1:]):
        raise Refused(f"{out}: the name says {out.suffix[1:]}, the format {format}")
    if not single and out.is_file():
        raise Refused(f"{out}: is a file: give a folder, or one file *.jsonl or *.parquet")
    if not single and not out.is_dir() and _like_a_file(out):
        raise Refused(
            f"{out}: give a folder, or one file *.jsonl or *.parquet; mine-ie export makes "
            "other formats of it"
        )
    folder = out.with_name(f"{out.name}.run") if single else out
    if single and out.exists() and not (folder / "run.json").exists():
        raise Refused(f"{out}: is there already, and no run wrote it: give another name")
    own: parts.Format = "parquet" if out.suffix == ".parquet" else "jsonl"
    return folder, single, format or own


def _like_a_file(out: Path) -> bool:
    return readers.form_of(out.name) is not None or out.suffix.lower() in (".gz", ".xlsx", ".db")


def inputs(sources: Iterable[readers.Source], out: Path, folder: Path) -> list[readers.Source]:
    """Leave out what the run itself writes, where its output stands among its input.

    Raises:
        Refused: nothing else is left.
    """
    here, below = out.resolve(), folder.resolve()

    def own(source: readers.Source) -> bool:
        if "://" in source.path:
            return False
        place = Path(source.path).resolve()
        return place == here or below in place.parents

    given = list(sources)
    kept = [source for source in given if not own(source)]
    if given and not kept:
        raise Refused(f"{out}: the input is there; give another place")
    return kept


def reading(options: readers.Options) -> None:
    """Check what can be told without a file.

    Raises:
        ReadError: there is no such charset, or a date's form or a delimiter is none.
    """
    if options.encoding is not None:
        try:
            codecs.lookup(options.encoding)
        except LookupError:
            raise readers.ReadError(f"there is no charset {options.encoding!r}") from None
    if options.date_format is not None and not _tells_a_day(options.date_format):
        raise readers.ReadError(
            f"the date format {options.date_format!r} gives no year, month and day; "
            'write it as "%d/%m/%Y"'
        )
    if options.delimiter is not None and len(options.delimiter) != 1:
        raise readers.ReadError(f"the delimiter must be one character, got {options.delimiter!r}")


def _tells_a_day(form: str) -> bool:
    day = datetime(2024, 8, 26)
    try:
        return datetime.strptime(day.strftime(form), form).date() == day.date()
    except ValueError:
        return False


def columns(sources: Iterable[readers.Source], options: readers.Options) -> None:
    """Check that the fields are there, by the first rows of some of the files.

    Raises:
        ReadError: no file has them, and the message names those that it has.
    """
    named = any(getattr(options, name) for name in _FIELDS)
    forms = _TABLES | _JSON if named else _TABLES
    lacking: NoField | None = None
    for source in islice((s for s in sources if s.form in forms), _FILES):
        for row in islice(readers.rows_of(source, options), _ROWS):
            try:
                row.make(options)
            except NoField as error:
                lacking = lacking or error
            except Exception:  # broken otherwise: an error of that article alone
                return
            else:
                return
    if lacking is not None:
        raise lacking


_FIELDS = ("text_field", "title_field", "date_field", "id_field", "url_field", "source_field")


def pipeline(make: Callable[[], object]) -> None:
    """Load a pipeline that is not the default one, and let it read a sentence.

    Raises:
        ValueError: a lexicon, model or gazetteer cannot be used; the message says why.
    """
    if isinstance(make, Pipeline) and (make.model or make.lexicons or make.gazetteer):
        make()(Article(text="A mine killed two men near Kuito."))
