"""What is fuzzed holds for the inputs that fuzzing begins with, and for parts of them."""

import pytest

from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_takes_its_seeds_and_any_piece_of_them(name: str) -> None:
    target, seeds = TARGETS[name]
    for seed in seeds():
        for length in (len(seed), len(seed) // 2, len(seed) // 3, 1, 0):
            target(seed[:length])
