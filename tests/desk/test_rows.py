from __future__ import annotations

from threading import Event, Thread

import pytest

from dragoman.desk.rows import Kept


def test_what_takes_long_holds_up_nobody_else() -> None:
    kept, begun, end = Kept(), Event(), Event()

    def slow() -> str:
        begun.set()
        end.wait(10)
        return "slow"

    worker = Thread(target=lambda: kept.once("a", "1", slow))
    worker.start()
    begun.wait(10)
    assert kept.once("b", "1", lambda: "quick") == "quick"
    end.set()
    worker.join(10)
    assert kept.once("a", "1", lambda: "again") == "slow"
    assert kept.once("a", "2", lambda: "again") == "again"


def test_what_fails_is_tried_again() -> None:
    def fail() -> str:
        raise OSError

    kept = Kept()
    with pytest.raises(OSError, match=r"^$"):
        kept.once("a", "1", fail)
    assert kept.once("a", "1", lambda: "made") == "made"
