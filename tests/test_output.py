"""Files that appear whole or not at all."""

import os

import pytest

from mine_ie.output import replacing


def test_the_file_appears_whole(tmp_path):
    with replacing(tmp_path / "a.txt") as part:
        part.write_text("done")
        assert not (tmp_path / "a.txt").exists()
    assert (tmp_path / "a.txt").read_text() == "done"


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    (tmp_path / "a.txt").write_text("old")

    def write():
        with replacing(tmp_path / "a.txt") as part:
            part.write_text("half")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        write()
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"a.txt": "old"}


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    with replacing(tmp_path / "link.txt") as part:
        part.write_text("new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_a_pipe_is_refused_and_kept(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="no regular file"), replacing(tmp_path / "pipe"):
        pass
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize(("name", "message"), [(".", "is a folder"), ("no/a.txt", "no folder")])
def test_what_cannot_be_written_is_named(tmp_path, name, message):
    with pytest.raises(OSError, match=message), replacing(tmp_path / name):
        pass
