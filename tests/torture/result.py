"""What a torture found, in the form in which all of them are told."""

from msgspec import Struct


class Result(Struct):
    """One torture. Everything but ``runs`` and ``worst`` counts what must not happen.

    ``worst`` is the worst thing seen, in words: a figure with its unit, or the first failure.
    """

    test: str
    runs: int = 0
    lost: int = 0
    false_saved: int = 0
    crashes: int = 0
    undetected: int = 0
    worst: str = ""

    @property
    def passed(self) -> bool:
        """Whether nothing happened that must not; without runs nothing is proven."""
        bad = self.lost + self.false_saved + self.crashes + self.undetected
        return self.runs > 0 and bad == 0

    def remember(self, what: str) -> None:
        """Keep the first thing that went wrong."""
        self.worst = self.worst or what
