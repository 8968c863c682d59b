"""Whether all parts of a window show the session that is open."""

from collections import Counter

from desktop.model.annotation import Annotation
from desktop.ui.panels.sources import TagButton
from desktop.ui.window.main_window import MainWindow


def differences(window: MainWindow) -> list[str]:
    """What reader, overview, list and the counts at the side show else than the session says.

    The list is taken to be neither filtered nor folded.
    """
    session, shown = window.workspace.session, window.workspace.source
    every = list(session.annotations.values())
    here = [held for held in every if shown is not None and held.source == shown.id]
    listed = every if window.passages.whole_session else here
    sources = window.sources.list
    found: dict[str, tuple[object, object]] = {
        "list": (_ids(window.passages.passages.annotations()), _ids(listed)),
        "articles": (sources.count() if session.sources else 0, len(session.sources)),
        "counts": (
            {
                one.tag.id: one.count
                for one in window.sources.findChildren(TagButton)
                if not one.isHidden()
            },
            _tags(window, every),
        ),
    }
    if shown is not None:
        read = window.reader.passages_touching(0, len(shown.text))
        found["reader"] = _ids(read), _ids(here)
        found["overview"] = window.overview.counts, _tags(window, here)
    return [
        f"the {name} shows {is_} and not {to_be}"
        for name, (is_, to_be) in found.items()
        if is_ != to_be
    ]


def _ids(held: list[Annotation]) -> list[str]:
    """Ids in an order of their own; one that is there twice stays so."""
    return sorted(one.id for one in held)


def _tags(window: MainWindow, held: list[Annotation]) -> dict[str, int]:
    counted = Counter(str(one.tag) for one in held)
    return {tag.id: counted[tag.id] for tag in window.workspace.session.codebook}
