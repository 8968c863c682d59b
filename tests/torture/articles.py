"""Articles that come and go: the changes for which nothing else in the program asks so often."""

from msgspec.structs import replace

from desktop.model.change import Change, Edit
from desktop.model.identity import SourceId
from desktop.model.session import Session
from desktop.model.source import Front, Source

ARTICLE = "urn:x:article:"
"""How the ids of articles begin that are made here."""


def another(source: Source, number: int) -> Source:
    """One more article with the words of ``source``."""
    front = Front(title=f"Article {number}")
    return replace(source, id=SourceId(f"{ARTICLE}{number}"), front=front)


def without(session: Session, id_: SourceId) -> Change:
    """An article goes, with all its passages, in one step."""
    passages = tuple(Edit(held, None) for held in session.of_source(id_))
    return Change("Remove article", (*passages, Edit(session.sources[id_], None)))
