"""The lines of a journal are read as far as they are whole."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.store.journal.lines import line, read
from tests.desktop.store.examples import opened
from tests.desktop.store.journal.work import lines_of, work


@given(st.data())
def test_a_journal_cut_anywhere_gives_the_steps_that_were_whole(data: st.DataObject) -> None:
    session = opened()
    _after, changes = work(session)
    rows = [line(one) for one in lines_of(session, changes)]
    whole = b"".join(rows)
    cut = data.draw(st.integers(0, len(whole)))
    kept = list(read(whole[:cut]))
    ends = [sum(map(len, rows[:count])) for count in range(len(rows) + 1)]
    assert len(kept) == max(count for count, end in enumerate(ends) if end <= cut)


@given(st.data())
def test_a_bit_that_flips_ends_the_journal_there(data: st.DataObject) -> None:
    session = opened()
    _after, changes = work(session)
    lines = lines_of(session, changes)
    whole = bytearray(b"".join(map(line, lines)))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= 1 << data.draw(st.integers(0, 7))
    kept = list(read(bytes(whole)))
    assert len(kept) < len(lines)
    assert kept == list(read(b"".join(map(line, lines))))[: len(kept)]
