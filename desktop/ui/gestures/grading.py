"""Grades by two keys: G and 1 to 6, K and L, M or H for passages; R and A to F for the source."""

from PySide6.QtCore import QObject

from desktop.editing import grading
from desktop.editing.selection import covering
from desktop.i18n import _, ngettext
from desktop.model.grade_words import (
    confidence_words,
    credibility_words,
    graded,
    reliability_words,
)
from desktop.model.grades import Confidence, Credibility, Reliability
from desktop.model.identity import AnnotationId, SourceId
from desktop.ui.gestures.asking import Asking
from desktop.ui.panels.passages.view import PassageList
from desktop.ui.panels.prompt import Answer
from desktop.ui.reader.view import Reader
from desktop.ui.session.workspace import Workspace

_KEYS = {Confidence.LOW: "L", Confidence.MODERATE: "M", Confidence.HIGH: "H"}


class Grading(QObject):
    """Asks for a grade and gives it to the selected rows, the current passage, or the source."""

    def __init__(
        self, workspace: Workspace, reader: Reader, passages: PassageList, asking: Asking
    ) -> None:
        super().__init__(reader)
        self._workspace, self._reader, self._list = workspace, reader, passages
        self._asking = asking

    def ask_credibility(self) -> None:
        """How credible what the passage says is."""
        ids = self.targets()
        if not ids:
            return
        now = {self._workspace.session.annotations[id_].credibility for id_ in ids}
        answers = [
            Answer(one.value, one.value, credibility_words(one).capitalize(), now == {one})
            for one in Credibility
            if one
        ]
        question = ngettext(
            "Credibility of this passage", "Credibility of {count} passages", len(ids)
        ).format(count=len(ids))
        self._asking.ask(
            question,
            [*answers, _none()],
            lambda value: self.set_credibility(ids, Credibility(value)),
        )

    def ask_confidence(self) -> None:
        """How sure the analyst is."""
        ids = self.targets()
        if not ids:
            return
        now = {self._workspace.session.annotations[id_].confidence for id_ in ids}
        answers = [
            Answer(one.value, key, confidence_words(one).capitalize(), now == {one})
            for one, key in _KEYS.items()
        ]
        question = ngettext(
            "Confidence in this passage", "Confidence in {count} passages", len(ids)
        ).format(count=len(ids))
        self._asking.ask(
            question,
            [*answers, _none()],
            lambda value: self.set_confidence(ids, Confidence(value)),
        )

    def ask_reliability(self) -> None:
        """How reliable the article's source is."""
        source = self._workspace.source
        if source is None or self.refused():
            return
        now = source.grade.reliability
        answers = [
            Answer(one.value, one.value, reliability_words(one).capitalize(), now is one)
            for one in Reliability
            if one
        ]
        title = " ".join(source.title.split())
        self._asking.ask(
            _("Reliability of “{title}”").format(title=title),
            [*answers, _none()],
            lambda value: self.set_reliability(source.id, Reliability(value)),
        )

    def set_reliability(self, source: SourceId, reliability: Reliability) -> None:
        """Grade a source."""
        if not self._workspace.do_as(
            lambda s, moment, by: grading.set_reliability(s, source, reliability, by, moment)
        ):
            self._say_unchanged(_words(reliability, reliability_words(reliability)))

    def set_credibility(self, ids: list[AnnotationId], credibility: Credibility) -> None:
        """Grade passages."""
        if not self._workspace.do(
            lambda s, moment: grading.set_credibility(s, ids, credibility, moment)
        ):
            self._say_unchanged(_words(credibility, credibility_words(credibility)))

    def set_confidence(self, ids: list[AnnotationId], confidence: Confidence) -> None:
        """Say how sure the analyst is of passages."""
        if not self._workspace.do(
            lambda s, moment: grading.set_confidence(s, ids, confidence, moment)
        ):
            self._say_unchanged(confidence_words(confidence))

    def targets(self) -> list[AnnotationId]:
        """The selected rows, the passage around the selected words, the current one, or the one
        under the caret; says if none is."""
        if self.refused():
            return []
        if self._list.hasFocus():
            if not self._list.selected():
                self._workspace.noticed.emit(_("Choose a passage first; a grade belongs to one."))
            return self._list.selected()
        spans, source = self._reader.selected_spans(), self._workspace.source
        if spans and source is not None:
            around = covering(self._workspace.passages(source.id), spans)
            if around is None:
                self._workspace.noticed.emit(_("Tag the selected words first."))
                return []
            self._workspace.set_current(around.id)
            return [around.id]
        if self._workspace.current is None:
            under = self._reader.passages_at_caret()
            if under:
                self._workspace.set_current(under[0])
        current = self._workspace.current
        if current is None:
            self._workspace.noticed.emit(_("Choose a passage first; a grade belongs to one."))
            return []
        return [current.id]

    def _say_unchanged(self, words: str) -> None:
        """Say that a grade stays as it was, unless it was said why it may not be changed."""
        if not self._workspace.read_only:
            same = _("That is the grade already: {words}.").format(words=words)
            none = _("There was no grade to take away.")
            self._workspace.noticed.emit(same if words else none)

    def refused(self) -> bool:
        """Whether the session may not be changed; says why."""
        if self._workspace.read_only:
            self._workspace.noticed.emit(self._workspace.read_only)
        return bool(self._workspace.read_only)


def _words(grade: Reliability | Credibility, words: str) -> str:
    """A grade with its letter or number; empty where none is set."""
    return graded(grade, words) if grade else ""


def _none() -> Answer:
    return Answer("", "0", _("Not graded"))
