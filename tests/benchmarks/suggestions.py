"""Inside a process of its own: suggestions for an article beside their floor, in turn.

``python -m tests.benchmarks.suggestions suggest SESSION ROUNDS`` prints the samples as JSON, in CPU
seconds. The article is the project's own sample, again and again until it has as many words as that
of ``SESSION``, a session file: the words of a generated article say nothing. The floor is the bare
language model, with the same components, over the same paragraphs in batches of the same size.
"""

import sys
from itertools import cycle
from pathlib import Path
from time import process_time

from desktop.store.codec.decoding import decode
from desktop.suggest.engine import Engine
from desktop.suggest.language import BATCH, pipeline
from desktop.suggest.paragraphs import paragraphs
from resources import files
from tests.benchmarks.table import Samples


def main(path: Path, rounds: int) -> Samples:
    """The samples. One round before them is thrown away."""
    model = pipeline()
    if model is None:
        raise SystemExit("the English model is not installed")
    (source,) = decode(path.read_bytes()).session.sources.values()
    text = article(len(source.text.split()))
    texts = [one.words for one in paragraphs(text)]
    engine = Engine()
    samples = Samples([], [])
    for turn in range(rounds + 1):
        began = process_time()
        for _ in engine.found(text):
            pass
        middle = process_time()
        for _ in model.pipe(texts, batch_size=BATCH):
            pass
        if turn:
            samples.cpu.append(middle - began)
            samples.floor.append(process_time() - middle)
    return samples


def article(words: int) -> str:
    """Paragraphs of the sample until there are ``words`` words, or some more."""
    sample = [one.words for one in paragraphs(files.SAMPLE_ARTICLE.read_text(encoding="utf-8"))]
    pieces: list[str] = []
    for piece in cycle(sample):
        if words <= 0:
            break
        pieces.append(piece)
        words -= len(piece.split())
    return "\n\n".join(pieces)


if __name__ == "__main__":
    main(Path(sys.argv[2]), int(sys.argv[3])).hand_over()
