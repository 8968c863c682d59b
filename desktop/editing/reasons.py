"""Why a passage is suggested, in words for people: what it was seen by, who speaks, how sure."""

from desktop.i18n import _
from desktop.model.annotation import Span, SpeechKind
from desktop.model.suggestion import Sign, Suggestion

_MOST = 3
"""Signs named in one reason; the first are the strongest."""
_LONGEST = 40
"""Code points of the text quoted in a reason."""


def form(suggestion: Suggestion, tag_name: str) -> str:
    """What a passage would be: "Indirect quote", or the name of its tag."""
    return {
        SpeechKind.DIRECT: _("Direct quote"),
        SpeechKind.MIXED: _("Partly direct quote"),
        SpeechKind.INDIRECT: _("Indirect quote"),
    }.get(suggestion.kind, tag_name)


def reason(suggestion: Suggestion, text: str) -> str:
    """ "reported speech: said, speaker R. Crocker, 0.95"; ``text`` is that of the source."""
    parts = [signs(suggestion, text), speaker(suggestion), score(suggestion)]
    return _(", ").join(part for part in parts if part)


def short_reason(suggestion: Suggestion, text: str) -> str:
    """What a passage was seen by, and how sure: "reported speech: said · 0.95"."""
    parts = [signs(suggestion, text), score(suggestion)]
    return " · ".join(part for part in parts if part)


def score(suggestion: Suggestion) -> str:
    """The probability with two digits; only what is certain is 1.00."""
    return f"{min(suggestion.score, 0.99) if suggestion.score < 1 else 1.0:.2f}"


def speaker(suggestion: Suggestion) -> str:
    """ "speaker R. Crocker", "speaker perhaps R. Crocker" for a guess, or nothing."""
    said = suggestion.speaker
    if said is None or not said.name.strip():
        return ""
    words = _("speaker perhaps {name}") if said.guessed else _("speaker {name}")
    return words.format(name=_short(said.name))


def signs(suggestion: Suggestion, text: str) -> str:
    """What a passage was seen by."""
    cue = _words(text, suggestion.cue)
    if suggestion.kind is SpeechKind.INDIRECT:
        return _("reported speech: {cue}").format(cue=cue) if cue else _("reported speech")
    if suggestion.kind in (SpeechKind.DIRECT, SpeechKind.MIXED):
        marks = _("quotation marks")
        return _("quotation marks: {cue}").format(cue=cue) if cue else marks
    named = dict.fromkeys(
        _sign(one.sign, _words(text, one.span)) for one in suggestion.evidence[:_MOST]
    )
    return _(", ").join(named) if named else _("the wording as a whole")


def _sign(sign: Sign, words: str) -> str:
    """A sign, and the words it stands in where it stands in some."""
    name = {
        Sign.MARKS: _("quotation marks"),
        Sign.CUE: _("verb of speech"),
        Sign.SPEAKER: _("a speaker"),
        Sign.COLON: _("colon"),
        Sign.ACCORDING_TO: _("according to"),
        Sign.BLOCK: _("set off as a quotation"),
        Sign.MODAL: _("demand or possibility"),
        Sign.EVALUATION: _("evaluation"),
        Sign.QUESTION: _("question"),
        Sign.FIRST_PERSON: _("first person"),
        Sign.NEGATION: _("negation"),
        Sign.COMPARISON: _("comparison"),
        Sign.GENERAL: _("general statement"),
        Sign.NUMBER: _("figure"),
        Sign.DATE: _("date"),
        Sign.EARLIER: _("earlier time"),
        Sign.NAMES: _("names"),
        Sign.PAST: _("past"),
        Sign.PLACE_IN_TEXT: _("place in the text"),
    }.get(sign, sign.value)
    return _("{sign}: {words}").format(sign=name, words=words) if words else name


def _words(text: str, span: Span | None) -> str:
    return "" if span is None else _short(text[span.start : span.end])


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
