"""An index of where passages start, so that tagging looks at its neighbours only. No Qt."""

from desktop.model.annotation import Annotation, Span
from desktop.model.change import Change
from desktop.model.identity import AnnotationId, SourceId
from desktop.model.session import Session


class Starts:
    """Passages by article and start, made when first asked for.

    It follows the changes of the session and may still name passages that have moved or gone.
    """

    def __init__(self) -> None:
        self._ids: dict[tuple[SourceId, int], set[AnnotationId]] | None = None

    def within(self, session: Session, source: SourceId, span: Span) -> list[Annotation]:
        """The passages of ``source`` that start within ``span``."""
        if self._ids is None:
            self._ids = {}
            for held in session.annotations.values():
                self._ids.setdefault((held.source, held.start), set()).add(held.id)
        ids, held = self._ids, session.annotations
        starting = (ids.get((source, at), ()) for at in range(span.start, span.end))
        return [held[id_] for found in starting for id_ in found if id_ in held]

    def learn(self, change: Change) -> None:
        """Take up what a change has added or moved."""
        if self._ids is None:
            return
        for edit in change.edits:
            if isinstance(edit.after, Annotation):
                place = (edit.after.source, edit.after.start)
                self._ids.setdefault(place, set()).add(edit.after.id)
