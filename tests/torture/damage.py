"""A session file cut off anywhere and with any bit flipped: refused, or the same article text."""

import random
import tempfile
from pathlib import Path

from desktop.store.checking.strict import problems
from desktop.store.errors import StoreError
from desktop.store.files.sessions import open_session, save_session
from tests.desktop.store.examples import opened
from tests.torture.result import Result


def run(count: int, seed: int = 5) -> Result:
    """Cut the file at ``count`` places and flip ``count`` of its bits, one at a time."""
    result = Result("file cut or damaged")
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "work.brief.json"
        save_session(path, opened())
        whole = path.read_bytes()
        texts = article_texts(path)
        cuts = sorted(chance.sample(range(len(whole)), min(count, len(whole))))
        bits = chance.sample(range(len(whole) * 8), min(count, len(whole) * 8))
        for place in cuts:
            _look(result, path, whole[:place], texts, f"cut at byte {place}")
        for bit in bits:
            damaged = bytearray(whole)
            damaged[bit // 8] ^= 1 << bit % 8
            _look(result, path, bytes(damaged), texts, f"bit {bit} flipped")
    result.worst = result.worst or f"{len(cuts)} cuts, {len(bits)} bits: refused or the same text"
    return result


def article_texts(path: Path) -> list[str]:
    """The texts of the articles of a session file."""
    return [source.text for source in open_session(path).session.sources.values()]


def _look(result: Result, path: Path, data: bytes, texts: list[str], how: str) -> None:
    result.runs += 1
    path.write_bytes(data)
    try:
        problems(data)
        found = article_texts(path)
    except StoreError:
        return
    except Exception as error:  # noqa: BLE001 - a crash is what is looked for
        result.crashes += 1
        result.remember(f"{how}: {type(error).__name__}: {error}")
        return
    if found != texts:
        result.undetected += 1
        result.remember(f"{how}: another text, and nobody noticed")
