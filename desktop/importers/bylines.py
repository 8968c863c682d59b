"""Who wrote an article, where it says so in a line of its own.

Conservative: a name is two to four capitalised words, and what a last line says of its person
must be a trade of those who write articles. “Iraq is a country” is no byline.
"""

import re
from typing import NamedTuple

from desktop.model.dates import iso_date

_PARTICLES = frozenset(
    "al af av bin da das de del della den der di do dos du el ibn la le ten ter van von y".split()
)
_NOT_IN_NAMES = frozenset(
    """
    a an and the this that these those he she it we you they his her our their my in on at of for
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december president prime minister ministry government state
    states united republic kingdom union nations party bank council commission committee university
    institute company corporation army police court press house north south east west new saudi
    law order design contrast definition
    """.split()
)
_ROLES = (
    "columnist|writer|author|journalist|reporter|correspondent|editor|editor-in-chief|commentator"
    "|essayist|critic|novelist|historian|economist|broadcaster|professor|lecturer|scholar"
    "|researcher|academic|fellow|analyst|strategist|ambassador|diplomat|director|contributor"
)
_OUTLETS = re.compile(
    r"\b(?:Times|Post|Review|Gazette|Herald|Journal|News|Wire|Tribune|Guardian|Observer|Chronicle"
    r"|Inquirer|Enquirer|Press|Reuters|Magazine|Daily|Weekly|Ledger|Courier|Telegraph|Independent"
    r"|Agency|Radio|Monitor|Mail|Dispatch|Bulletin|Quarterly|BBC|AP|AFP)\b"
)
_ROLE_ALONE = re.compile(rf"(?:[\w’'-]+ ){{0,4}}(?:{_ROLES})", re.IGNORECASE)
_PREPOSITIONS = "of|for|to|in|by|at|on|as|from|than|that|which|who|whose|whom|with"
_ABOUT = re.compile(
    r"(?:about the (?:author|writer):?\s+)?"
    r"(?P<name>[^,.;:!?]{4,60}?(?:\b[^\W\d_]\.\s[^,.;:!?]{2,30}?)?)(?:,[^,.]{1,60},)?"
    r"\s(?:is|was)\s(?:(?:an?|the|our)\s)?"
    rf"(?:(?!(?:{_PREPOSITIONS})\s)[\w’'&-]+,?\s){{0,6}}?(?:{_ROLES})\b",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:written\s+)?by:?\s+", re.IGNORECASE)
_DASHED = re.compile(r"[—–-]{1,2}\s*(?=[^\W\d_])")
_PARTS = re.compile(r"\s*[,|·•]\s*|\s+[—–-]\s+")
_AND = re.compile(r"\s+(?:and|&)\s+")
_LONGEST_LINE = 100
_LONGEST_ABOUT = 400


class Byline(NamedTuple):
    """What a byline tells; ``published`` in ISO 8601, each empty where it is silent."""

    author: str
    outlet: str = ""
    published: str = ""


def is_name(value: str) -> bool:
    """Whether ``value`` has the shape of a person's name in a script that has capitals."""
    words = value.split()
    capitalised = [word for word in words if word not in _PARTICLES]
    return (
        2 <= len(capitalised) <= 4
        and len(words) <= 6
        and all(_is_capitalised(word) for word in capitalised)
        and sum(len(word.rstrip(".")) > 1 for word in capitalised) >= 1
    )


def top_byline(line: str) -> Byline | None:
    """The byline that the whole of ``line`` is: “By Jane Doe, The Paper” or without the “By”."""
    by = _BY.match(line)
    if len(line) > _LONGEST_LINE:
        return None
    names, *rest = _PARTS.split(line[by.end() :] if by else line)
    if not _are_names(names):
        return None
    outlet = published = ""
    for part in rest:
        if iso_date(part):
            published = published or iso_date(part)
        elif _is_outlet(part):
            outlet = outlet or part
        elif not _ROLE_ALONE.fullmatch(part):
            return None
    return Byline(names, outlet, published) if by or outlet else None


def end_byline(block: str) -> Byline | None:
    """The byline that a last block is: “Jane Doe is a columnist …”, “— Jane Doe”, “By Jane Doe”.

    The paper that such a line names is not taken for the outlet: columns are reprinted.
    """
    block = block.strip("*_[]() ")
    about = _ABOUT.match(block) if len(block) <= _LONGEST_ABOUT else None
    if about and is_name(about["name"]):
        return Byline(about["name"])
    dash = _DASHED.match(block)
    if dash:
        return top_byline("By " + block[dash.end() :].rstrip("."))
    return top_byline(block) if _BY.match(block) else None


def _is_capitalised(word: str) -> bool:
    letters = word.replace("-", "").replace("’", "").replace("'", "").replace(".", "")
    return (
        letters.isalpha()
        and letters[0].isupper()
        and word.lower() not in _NOT_IN_NAMES
        and not word.lower().endswith(("'s", "’s"))
    )


def _are_names(value: str) -> bool:
    return all(is_name(name) for name in _AND.split(value))


def _is_outlet(part: str) -> bool:
    """Whether it is what papers are called: capitalised words, one of them a paper's."""
    words = [word for word in part.split() if word not in {"of", "for", "and", "the", "&", "de"}]
    return (
        0 < len(words) <= 6
        and all(word[0].isupper() for word in words)
        and bool(words[0] == "The" or _OUTLETS.search(part))
    )
