"""Grades and links in words a person understands: the Admiralty code as NATO AJP-2.1 words it."""

from desktop.i18n import _
from desktop.model.annotation import LinkKind
from desktop.model.grades import Confidence, Credibility, Reliability


def reliability_words(reliability: Reliability) -> str:
    """ "usually reliable"; empty where nothing is set."""
    return {
        Reliability.UNSET: "",
        Reliability.A: _("completely reliable"),
        Reliability.B: _("usually reliable"),
        Reliability.C: _("fairly reliable"),
        Reliability.D: _("not usually reliable"),
        Reliability.E: _("unreliable"),
        Reliability.F: _("cannot be judged"),
    }[reliability]


def credibility_words(credibility: Credibility) -> str:
    """ "probably true"; empty where nothing is set."""
    return {
        Credibility.UNSET: "",
        Credibility.CONFIRMED: _("confirmed"),
        Credibility.PROBABLY_TRUE: _("probably true"),
        Credibility.POSSIBLY_TRUE: _("possibly true"),
        Credibility.DOUBTFUL: _("doubtful"),
        Credibility.IMPROBABLE: _("improbable"),
        Credibility.CANNOT_BE_JUDGED: _("cannot be judged"),
    }[credibility]


def confidence_words(confidence: Confidence) -> str:
    """ "moderate"; empty where nothing is set."""
    return {
        Confidence.UNSET: "",
        Confidence.LOW: _("low"),
        Confidence.MODERATE: _("moderate"),
        Confidence.HIGH: _("high"),
    }[confidence]


def graded(value: Reliability | Credibility, words: str) -> str:
    """ "2 · probably true"; "F · not graded" or "6 · not graded" where nothing is set."""
    if value:
        return f"{value.value} · {words}"
    unset = Reliability.F if isinstance(value, Reliability) else Credibility.CANNOT_BE_JUDGED
    return _("{grade} · not graded").format(grade=unset.value)


def code(reliability: Reliability, credibility: Credibility) -> str:
    """ "B2": the source's letter and the passage's number; F or 6 for one that is not set."""
    letter = reliability or Reliability.F
    return letter.value + (credibility or Credibility.CANNOT_BE_JUDGED).value


def link_words(kind: LinkKind, outgoing: bool) -> str:
    """What a passage does to the other one, or has done to it."""
    if outgoing:
        return {
            LinkKind.SUPPORTS: _("supports"),
            LinkKind.CONTRADICTS: _("contradicts"),
            LinkKind.SAME_CLAIM: _("same claim"),
        }[kind]
    return {
        LinkKind.SUPPORTS: _("supported by"),
        LinkKind.CONTRADICTS: _("contradicted by"),
        LinkKind.SAME_CLAIM: _("same claim"),
    }[kind]
