from __future__ import annotations

import gc
from pathlib import Path

from journeymap.tables.spool import hold, remove_all, spool_rows, spool_text


def test_rows_and_texts_become_files() -> None:
    rows = spool_rows([["a", "b,c"], ["", 'say "no"'], ["x\ny", "ż"]])
    assert rows.path.read_bytes() == 'a,"b,c"\n,"say ""no"""\n"x\ny",ż\n'.encode()
    text = spool_text(["a\r\n", "\udc80", "\ud800\n"])
    assert text.path.read_bytes() == b"a\r\n\xed\xb2\x80\xed\xa0\x80\n"


def test_a_file_is_gone_with_its_last_holder() -> None:
    spool = spool_text(["a\n"])
    path, other = spool.path, spool
    del spool
    gc.collect()
    assert path.exists()
    del other
    gc.collect()
    assert not path.exists()


def test_everything_held_is_removed_at_once(tmp_path: Path) -> None:
    spool = spool_rows([["a"]])
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_text("x")
    hold(spool, tmp_path / "folder")
    hold(spool, tmp_path / "never there")
    remove_all()
    assert not spool.path.exists()
    assert list(tmp_path.iterdir()) == []
    remove_all()
