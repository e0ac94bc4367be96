"""Find the files of an input and open them: folders, globs, URLs, zip members, gzip."""

from __future__ import annotations

import glob
import gzip
import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from mine_ie import extras
from mine_ie.readers.options import ReadError

#: Suffix -> form. ``.gz`` is taken off first.
FORMS = {
    ".txt": "txt", ".text": "txt", ".md": "txt",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv",
    ".parquet": "parquet", ".pq": "parquet", ".warc": "warc", ".zip": "zip",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its path or URL as given, and the name inside the zip archive if it is in one.

    ``stamp`` changes when the file does: size and time of change, or what the store gives. A
    relative path counts from ``base``, by default the current folder.
    """

    path: str
    form: str
    member: str | None = None
    size: int = 0
    stamp: str = ""
    base: str = ""

    @property
    def place(self) -> str:
        """Where the file is: its path from ``base``, or its URL."""
        return self.path if "://" in self.path else os.path.join(self.base, self.path)

    @property
    def name(self) -> str:
        """The name under which articles without an id of their own are known."""
        return f"{self.path}!{self.member}" if self.member else self.path

    @property
    def gzipped(self) -> bool:
        """Whether the file's content is compressed by gzip."""
        return (self.member or self.path).lower().endswith(".gz")

    def open(self, decompress: bool = True) -> IO[bytes]:
        """Open for reading, decompressed unless told otherwise.

        Raises:
            OSError: the file cannot be read.
            zipfile.BadZipFile: the archive is damaged.
        """
        if self.member is None:
            raw = _open(self.place)
        else:
            raw = zipfile.ZipFile(_seekable(self.place)).open(self.member)  # noqa: SIM115
        return gzip.open(raw) if self.gzipped and decompress else raw  # type: ignore[return-value]

    def sidecar(self) -> tuple[str, bytes] | None:
        """Return name and content of the JSON file that describes this one, if there is one."""
        if self.member is not None or "://" in self.path:
            return None
        for name in sidecars(self.path):
            path = Path(self.base, name)
            if path.is_file():
                return name, path.read_bytes()
        return None


def form_of(name: str) -> str | None:
    """Return the form of a file by its name; ``None`` if no reader knows it.

    >>> form_of("a/News.JSONL.gz"), form_of("a.txt"), form_of("a.pdf")
    ('jsonl', 'txt', None)
    """
    return FORMS.get(PurePosixPath(name.lower().removesuffix(".gz")).suffix)


def sidecars(path: str) -> tuple[str, str, str]:
    """The names under which metadata of a text file is looked for.

    >>> sidecars("a/b.txt")
    ('a/b.txt.json', 'a/b.meta.json', 'a/b.json')
    """
    stem = os.path.splitext(path.removesuffix(".gz"))[0]
    return f"{path}.json", f"{stem}.meta.json", f"{stem}.json"


def find(inputs: Iterable[str]) -> list[Source]:
    """Return the sources of all inputs: sorted within each, each file once.

    Passed over in folders are files of unknown form, which are an error where they are named
    themselves, and what :func:`mine_ie.run` wrote there.

    Raises:
        ReadError: an input does not exist, is empty, or is of an unknown form.
    """
    found: dict[tuple[str, str | None], Source] = {}
    for given in inputs:
        sources = list(_remote(given) if "://" in given else _local(given))
        if not sources:
            raise ReadError(f"{given}: holds no file that can be read ({', '.join(sorted(FORMS))})")
        for source in sources:
            found.setdefault((source.path, source.member), source)
    return list(found.values())


def _local(given: str) -> Iterator[Source]:
    if os.path.isdir(given):
        paths = sorted(_walk(given))
    elif os.path.exists(given):
        if form_of(given) is None:
            raise ReadError(_unknown(given))
        paths = [given]
    else:
        paths = sorted(glob.glob(given, recursive=True))
        if not paths:
            raise ReadError(f"{given}: no such file or folder")
        paths = [
            p for path in paths for p in (sorted(_walk(path)) if os.path.isdir(path) else [path])
        ]
    described = {
        side for path in paths if form_of(path) in ("txt", "html") for side in sidecars(path)
    }
    for path in paths:
        if (form := form_of(path)) is not None and path not in described:
            status = os.stat(path)
            yield from _members(Source(path, form, None, status.st_size, str(status.st_mtime_ns)))


def _walk(folder: str) -> Iterator[str]:
    for root, folders, names in os.walk(folder):
        if "run.json" in names and "plan.jsonl" in names:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(root, name) for name in names if not name.startswith("."))


def _remote(given: str) -> Iterator[Source]:
    core = extras.need("fsspec.core", "remote", f"reading {given}")
    system, path = core.url_to_fs(given)
    if any(mark in path for mark in "*?["):
        paths = sorted(system.glob(path))
    elif system.isdir(path):
        paths = sorted(system.find(path))
    else:
        paths = [path]
    for path in paths:
        url = system.unstrip_protocol(path)
        form = form_of(path)
        if form is None:
            if len(paths) == 1:
                raise ReadError(_unknown(given))
            continue
        try:
            info: dict[str, Any] = system.info(path)
        except FileNotFoundError:
            raise ReadError(f"{given}: no such file or folder") from None
        stamp = next(
            (str(info[k]) for k in ("ETag", "etag", "md5Hash", "mtime") if info.get(k)), ""
        )
        yield from _members(Source(url, form, None, int(info.get("size") or 0), stamp))


def _members(source: Source) -> Iterator[Source]:
    """A zip archive stands for its members; a broken one for itself, so that it fails by name."""
    if source.form != "zip":
        yield source
        return
    try:
        with zipfile.ZipFile(_seekable(source.path)) as archive:
            infos = sorted(archive.infolist(), key=lambda info: info.filename)
    except (zipfile.BadZipFile, OSError, EOFError):
        yield source
        return
    for info in infos:
        form = form_of(info.filename)
        if form is not None and form != "zip" and not info.is_dir():
            yield Source(source.path, form, info.filename, info.file_size, f"{info.CRC:08x}")


def _open(path: str) -> IO[bytes]:
    if "://" in path:
        fsspec = extras.need("fsspec", "remote", f"reading {path}")
        return fsspec.open(path, "rb").open()  # type: ignore[no-any-return]
    return open(path, "rb")


def _seekable(path: str) -> IO[bytes]:
    raw = _open(path)
    if path.lower().endswith(".gz"):
        with gzip.open(raw) as unpacked:
            return io.BytesIO(unpacked.read())
    return raw


def _unknown(given: str) -> str:
    return f"{given}: unknown form; known are {', '.join(sorted(FORMS))}, each also .gz"
