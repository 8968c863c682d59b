"""An article that is about to be added and one the session holds: what matches, and what to do."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.i18n import _
from desktop.ui.dialogs.question import Question


class SameArticleQuestion(Question):
    """Asks what to do about an article that the session holds in the same or a similar form.

    ``sentence`` says which two articles, ``matches`` in what they agree; ``choices`` are pairs of a
    value and the words of its button, the first of which is the usual one.
    """

    def __init__(
        self, parent: QWidget, sentence: str, matches: str, choices: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(parent, _("In the session already"), sentence, matches)
        self._values: dict[QPushButton, str] = {}
        for value, words in choices:
            self._values[self.addButton(words, self.ButtonRole.AcceptRole)] = value
        self.setDefaultButton(next(iter(self._values)))
        self.addButton(_("Cancel"), self.ButtonRole.RejectRole)

    def ask(self) -> str:
        """Wait for the answer: the value of the choice, empty where the question was called off."""
        self.exec()
        chosen = self.clickedButton()
        return self._values.get(chosen, "") if isinstance(chosen, QPushButton) else ""
