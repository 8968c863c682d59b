"""Which of many passages fit a filter, and how many would fit with one value more."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from desktop.listing.explanation import explain
from desktop.listing.facets import Facet, Ground, speaker_name
from desktop.listing.folding import fold, fold_all, unbroken
from desktop.listing.query import ANY, Conditions, Query, parse
from desktop.model.annotation import Annotation
from desktop.model.identity import AnnotationId

Test = Callable[[Annotation], bool]


class Sieve:
    """Knows the passages of a listing by id. The words to search are folded when first needed.

    A query that only grows looks at what the one before had found; one passage that comes, goes or
    changes costs no look at the others.
    """

    def __init__(self, ground: Ground, held: dict[AnnotationId, Annotation]) -> None:
        """``held`` is owned by the caller and followed through ``learn``."""
        self._ground, self._held = ground, held
        self._words: dict[AnnotationId, str] | None = None
        self._conditions = Conditions()
        self._query = Query()
        self._demands: list[Test] = []
        self._chosen: dict[Facet, frozenset[str]] = {}
        self._found: set[AnnotationId] | None = None
        self._counts: dict[Facet, Counter[str]] = {}
        self._spared: frozenset[AnnotationId] = frozenset()

    @property
    def conditions(self) -> Conditions:
        """What is asked for."""
        return self._conditions

    def words(self) -> dict[AnnotationId, str]:
        """What is searched: words, note, speaker and labels of each passage, folded."""
        if self._words is None:
            kept = list(self._held.values())
            folded = fold_all([self._haystack(one) for one in kept])
            self._words = {one.id: words for one, words in zip(kept, folded, strict=True)}
        return self._words

    def ask(self, conditions: Conditions) -> None:
        """Take another filter."""
        query = parse(conditions.text)
        if query != self._query:
            narrower = self._found is not None and query.narrows(self._query)
            self._query = query
            self._demands = [self._test(*demand) for demand in query.demands]
            self._found = self._search(self._found if narrower else None)
        self._conditions = conditions
        chosen: dict[Facet, set[str]] = {}
        for facet, value in conditions.chosen:
            chosen.setdefault(facet, set()).add(value)
        self._chosen = {facet: frozenset(values) for facet, values in chosen.items()}
        self._counts = {}

    @property
    def spared(self) -> frozenset[AnnotationId]:
        """Passages that count as fitting, whatever is asked for."""
        return self._spared

    def spare(self, ids: frozenset[AnnotationId]) -> None:
        """Have these passages fit for now, and no others that do not fit by themselves."""
        self._spared = ids

    def explanation(self) -> str:
        """Why what is typed cannot find what is meant by it, as a sentence; empty where it can."""
        if not self._conditions.text:
            return ""
        return explain(self._conditions.text, self._ground, self._held.values())

    def fitting(self) -> Iterable[AnnotationId]:
        """The passages that fit, in no order."""
        found: Iterable[AnnotationId] = self._held if self._found is None else self._found
        if self._chosen:
            found = [id_ for id_ in found if self._chosen_fit(self._held[id_])]
        return {*found, *(self._spared & self._held.keys())} if self._spared else found

    def fits(self, held: Annotation) -> bool:
        """Whether one of the passages fits."""
        if held.id in self._spared:
            return True
        return (self._found is None or held.id in self._found) and self._chosen_fit(held)

    def counts(self, facet: Facet) -> Counter[str]:
        """How many fit for each value of a facet, whatever is chosen of that facet itself."""
        counted = self._counts.get(facet)
        if counted is None:
            found = self._held if self._found is None else self._found
            held = [self._held[id_] for id_ in found]
            if self._chosen.keys() - {facet}:
                held = [one for one in held if self._chosen_fit(one, facet)]
            counted = self._counts[facet] = self._count(facet, held)
        return counted

    def learn(self, before: Annotation | None, after: Annotation | None) -> None:
        """One passage is another one now; ``held`` says so already."""
        if before is not None:
            self._tell(before, -1)
            if self._words is not None:
                self._words.pop(before.id, None)
            if self._found is not None:
                self._found.discard(before.id)
        if after is not None:
            if self._words is not None:
                self._words[after.id] = fold(self._haystack(after))
            if self._found is not None and self._query_fits(after):
                self._found.add(after.id)
            self._tell(after, 1)

    def _tell(self, held: Annotation, by: int) -> None:
        if self._found is not None and held.id not in self._found:
            return
        for facet, counted in self._counts.items():
            if self._chosen_fit(held, facet):
                for value in self._ground.values(facet, held):
                    counted[value] += by

    def _count(self, facet: Facet, held: list[Annotation]) -> Counter[str]:
        if facet is Facet.TAG:
            return Counter([one.tag for one in held])
        if facet is Facet.SOURCE:
            return Counter([one.source for one in held])
        values = self._ground.values
        return Counter([value for one in held for value in values(facet, one)])

    def _chosen_fit(self, held: Annotation, but: Facet | None = None) -> bool:
        return all(
            facet is but or not values.isdisjoint(self._ground.values(facet, held))
            for facet, values in self._chosen.items()
        )

    def _query_fits(self, held: Annotation) -> bool:
        words = self.words()[held.id]
        return (
            all(needle in words for needle in self._query.needles)
            and all(test(held) for test in self._demands)
            and self._notes_fit(held)
        )

    def _notes_fit(self, held: Annotation) -> bool:
        return all(needle in fold(held.note) for needle in self._query.notes)

    def _search(self, among: set[AnnotationId] | None) -> set[AnnotationId] | None:
        query = self._query
        if query == Query():
            return None
        found: Iterable[AnnotationId] = self._held if among is None else among
        words = self.words() if query.needles else {}
        for needle in sorted(query.needles, key=len, reverse=True):
            found = [id_ for id_ in found if needle in words[id_]]
        for test in self._demands:
            found = [id_ for id_ in found if test(self._held[id_])]
        if query.notes:
            found = [id_ for id_ in found if self._notes_fit(self._held[id_])]
        return set(found)

    def _test(self, facet: Facet, value: str) -> Test:
        ground = self._ground
        if value == ANY and facet is Facet.SPEAKER:
            return lambda held: bool(speaker_name(held))
        if value == ANY:
            return lambda held: any(ground.values(facet, held))

        @cache
        def meant(one: str) -> bool:
            return ground.says(facet, one, value)

        if facet is Facet.SPEAKER:  # the author is no speaker to be asked for by typing
            return lambda held: bool(name := speaker_name(held)) and meant(name)
        return lambda held: any(meant(one) for one in ground.values(facet, held))

    def _haystack(self, held: Annotation) -> str:
        text = self._ground.sources[held.source].text
        parts = [text[span.start : span.end] for span in held.spans]
        parts += [reading for part in parts for reading in unbroken(part)]
        if held.note:
            parts.append(held.note)
        if held.speaker is not None:
            parts += (held.speaker.name, held.speaker.position)
        parts += held.labels
        return "\n".join(parts)
