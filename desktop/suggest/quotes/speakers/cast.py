"""The people of an article: which name a mention stands for, and who was heard last."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.model.annotation import Span
from desktop.suggest.quotes.speakers.mention import Speaker
from desktop.suggest.quotes.tokens import Range

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

_SINGULAR = frozenset({"he", "she", "him", "her", "his"})
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir sen senator rep representative gov governor president "
    "secretary minister judge justice gen general col capt lt sgt king queen prince princess lord "
    "lady chancellor mayor ambassador".split()
)


class Cast:
    """What is known of the people while an article is read from its start."""

    def __init__(self) -> None:
        self._full: dict[str, str] = {}
        """The full name last seen for each last name; empty where two people share it."""
        self._before = ""
        """Who an earlier paragraph was about, last: its last speaker, or else its subject."""
        self._spoke = ""
        """The last speaker of this paragraph."""
        self.heard: tuple[str, Span] | None = None
        """Who spoke last, and the mention."""

    def read(self, doc: "Doc") -> None:
        """Remember the full names of a paragraph."""
        for one in doc.ents:
            if one.label_ != "PERSON":
                continue
            words = _words(one.text)
            if len(words) < 2:
                continue
            full, last = " ".join(words), words[-1]
            known = self._full.get(last, full)
            is_same = bool(known) and _may_be_one(known.split(), words)
            self._full[last] = max(full, known, key=len) if is_same else ""

    def hear(self, name: str, mention: Span) -> None:
        """Somebody surely speaks."""
        self.heard, self._spoke = (name, mention), name

    def close(self, doc: "Doc") -> None:
        """The paragraph is read: whoever it was about may be meant by "she" in the next one."""
        people = [one for one in doc.ents if one.label_ == "PERSON"]
        if self._spoke:
            self._before = self._spoke
        elif people:
            self._before = self._whole(_subject_or_last(people).text)
        self._spoke = ""

    def name(self, doc: "Doc", speaker: Speaker, said: tuple[Range, ...]) -> tuple[str, bool]:
        """The name a mention stands for, and whether that is a guess."""
        low, high = speaker.named
        head = doc[low]
        if high - low == 1 and head.lower_ in _SINGULAR:
            return self._meant(doc, low, said, head.text)
        for one in doc.ents:
            if low <= one.start and one.end <= high and one.label_ == "PERSON":
                is_full = len(_words(one.text)) > 1 and one.end == high
                if is_full or all(_is_title(token.text) for token in doc[low : one.start]):
                    return self._whole(one.text), False
        return " ".join(doc[low:high].text.split()), False

    def _meant(
        self, doc: "Doc", at: int, said: tuple[Range, ...], pronoun: str
    ) -> tuple[str, bool]:
        """The person named last before a pronoun, outside what is said; the pronoun for nobody."""
        people = [
            one
            for one in doc.ents
            if one.label_ == "PERSON"
            and one.end <= at
            and not any(low <= one.start < high for low, high in said)
        ]
        if people:
            return self._whole(_subject_or_last(people).text), True
        return (self._before, True) if self._before else (pronoun, False)

    def _whole(self, name: str) -> str:
        words = _words(name)
        if len(words) == 1:
            return self._full.get(words[0]) or words[0]
        return " ".join(words) or name


def _subject_or_last(people: Sequence["SpacySpan"]) -> "SpacySpan":
    subjects = [one for one in people if one.root.dep_ in ("nsubj", "nsubjpass")]
    return (subjects or people)[-1]


def _may_be_one(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names may be one person's: the longer one only has words in between."""
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return all(word in rest for word in shorter)


def _is_title(word: str) -> bool:
    return word.casefold().rstrip(".") in _TITLES


def _words(name: str) -> list[str]:
    """The words of a name without titles and without a possessive."""
    words = name.replace("’", "'").split()
    if words and words[-1] in ("'s", "'"):
        words.pop()
    words = [word.removesuffix("'s") for word in words]
    while len(words) > 1 and _is_title(words[0]):
        words.pop(0)
    return words
