"""Where sentences begin and end in a paragraph, as an analyst would say.

The rules of UAX #29 (sentence boundaries, SB6 to SB11), and what they leave to a tailoring: titles,
initials and other abbreviations do not end a sentence, closing quotation marks and references such
as ``[3]`` belong to the sentence before, and one that a lower-case word goes on after ``?”`` has
not ended. Offsets are code points. The time taken is linear in the length of the paragraph.
"""

import re
from bisect import bisect_right

_CLOSERS = "\"'”’»›)\\]}）」』】》〉］｝"
_END = (
    r"(?P<mark>[.!?…‽؟۔։।॥።။។]+)"
    rf"(?P<close>[{_CLOSERS}]*(?:[ \u00a0\u202f]»(?=\s|\Z))?(?:\[\d{{1,3}}\])*)(?=\s|\Z)"
    rf"|[。！？｡．]+[{_CLOSERS}]*"
    r"|[\u2028\u2029]+"
)
"""A row of marks that may end a sentence, with what closes after it; or a hard line break.

Compiled at its first use, and then kept by ``re``.
"""
_TOKEN = re.compile(r"[^\s(\[{“‘«„\"—–/]+\Z")
_LONGEST = 24
"""Code points before a full stop that can matter to whether it ends a sentence."""
_OPENERS = "“‘«„‚\"'([{‹「『（【《〈¿¡"

_TITLES = frozenset(
    "adm amb asst brig capt cdr cmdr col comdr cpl dr dra fr gen gov hon insp lieut lt maj messrs "
    "mgr mlle mm mme mr mrs ms msgr mt mx pfc pres prof pte rep reps rev sen sens sgt sir sra srta "
    "st ste supt treas vs vgl bzw herrn hr".split()
)
"""Always followed by what they belong to."""
_BEFORE_NUMBERS = frozenset(
    "abs app art arts ca ch chap cl col eq fig figs fol no nos nr op p para paras pp pt ref sec "
    "sect tab vol vols § jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
"""Abbreviations before a number, and words, or ends, before anything else."""
_ANYWHERE = frozenset(
    "al approx assn assoc ave blvd bros cf co corp dept dist e.g eds esp est etc ext govt gmbh i.e "
    "inc intl jr ltd min misc mfg natl plc pty rd sr univ usu viz z.b d.h u.a jan feb mar apr jun "
    "jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat".split()
)
"""May stand at the end of a sentence: it ends where a word follows that likes to begin one."""
_BEGINNERS = frozenset(
    "a after all although an and another any as at because before both but by critics despite even "
    "every few finally first for from he her here his how however i if in instead it its last many "
    "meanwhile more most my neither no nobody none nor not nothing now of officials on once one or "
    "others our over perhaps she since so some still such that the their then there these they "
    "this those though through to today too under unlike until we what when where whether which "
    "while who why with without yet you your".split()
)


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a paragraph, first to last, without the white space between them.

    LF counts as a blank, for it may be where a program wrapped the paragraph; U+2028 and U+2029
    end a sentence.
    """
    found: list[tuple[int, int]] = []
    start = _next_word(text, 0)
    for match in re.finditer(_END, text):
        end = match.end()
        if end <= start:
            continue
        after = _next_word(text, end)
        if match["mark"] is None or after >= len(text) or _ends(text, start, match, after):
            if match[0][0] in "\u2028\u2029":
                end = match.start()
            found.append((start, _trimmed(text, start, end)))
            start = after
    if start < len(text):
        found.append((start, _trimmed(text, start, len(text))))
    return [(first, last) for first, last in found if first < last]


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """The sentence around an offset, in the white space behind one that one; (0, 0) for none."""
    found = sentences(text)
    if not found:
        return 0, 0
    return found[max(0, bisect_right(found, (offset, len(text))) - 1)]


def _ends(text: str, start: int, match: re.Match[str], after: int) -> bool:
    """Whether a mark that white space follows ends the sentence that began at ``start``."""
    following = _first_letter(text, after)
    if following.islower() or text[after] in ",;:-–—)]}”’»":
        return False
    mark = match["mark"]
    if mark.strip(".…"):
        return True
    if len(mark) > 1 or match["close"].strip("'’)]}"):
        return True
    token = _TOKEN.search(text, max(start, match.start() - _LONGEST), match.start())
    return token is None or not _abbreviates(text, token, token.start() == start, after)


def _abbreviates(text: str, token: re.Match[str], opens: bool, after: int) -> bool:
    """Whether the full stop after ``token`` belongs to it rather than to the sentence."""
    word = token[0].lower()
    if word.isdigit() and opens:  # "1. The lease": the number of a list
        return True
    if word in _TITLES and not word.isnumeric():
        return True
    if word in _BEFORE_NUMBERS and _first_letter(text, after).isdigit():
        return True
    initial = token[0].rsplit(".", 1)[-1].rsplit("-", 1)[-1]
    if word in _ANYWHERE or (len(initial) == 1 and initial.isalpha() and initial.isupper()):
        return _word(text, after).lower() not in _BEGINNERS
    if "." in word and all(len(part) <= 2 for part in word.split(".")):  # p.m., Ph.D.
        return _word(text, after).lower() not in _BEGINNERS
    return False


def _first_letter(text: str, offset: int) -> str:
    """The character at an offset, or behind the quotation marks and brackets that open there."""
    end = min(len(text), offset + 8)
    while offset < end and text[offset] in _OPENERS:
        offset += 1
    return text[offset] if offset < len(text) else ""


_WORD = re.compile(r"[^\W\d_]+")


def _word(text: str, offset: int) -> str:
    """The word an opening sentence would begin with."""
    end = min(len(text), offset + 8)
    while offset < end and text[offset] in _OPENERS:
        offset += 1
    match = _WORD.match(text, offset, offset + 40)
    return match[0] if match else ""


_BLANKS = re.compile(r"\s*")


def _next_word(text: str, offset: int) -> int:
    match = _BLANKS.match(text, offset)
    return match.end() if match else offset


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
