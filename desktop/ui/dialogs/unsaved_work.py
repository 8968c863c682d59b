"""Work that a crash left and no session takes: its words, to be read, saved or thrown away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation
from desktop.model.days import moment_in_short
from desktop.printable_line import printable_name
from desktop.store.journal.leftover import Held, Leftover, words_in
from desktop.store.journal.recovery import Misfit
from desktop.ui.dialogs.base import Dialog
from desktop.ui.dialogs.differing import shortened
from desktop.ui.dialogs.fields import faint, plain
from desktop.ui.look.style import primary
from desktop.ui.look.theme import Theme

_MOST = 200
"""Passages that are shown; of more the number is given."""
_LONGEST = 1000


class UnsavedWorkDialog(Dialog):
    """Shows what a ``Leftover`` holds. Closing it leaves everything where it is."""

    save_asked = Signal()
    """It is to become a session of its own."""
    discard_asked = Signal()
    """It is to be thrown away."""

    def __init__(
        self, theme: Theme, left: Leftover, held: Held | None, parent: QWidget | None = None
    ) -> None:
        """``held`` is None where nothing can be read."""
        title = printable_name(left.title) or _("Untitled session")
        heading = _("Unsaved work on “{title}”").format(title=title)
        super().__init__(theme, _("Unsaved work"), parent, heading=heading, size=(640, 600))
        column = self.content
        column.addWidget(plain(" ".join(reasons(left, held)), theme))
        passages = held.touched if held is not None else ()
        if held is not None and passages:
            column.addWidget(self._list(held))
        elif held is not None:
            column.addWidget(faint(plain(_("No passage was added or changed in it."), theme)))
        self.foot.addLayout(self._buttons(held is not None))

    def _list(self, held: Held) -> QWidget:
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for passage in held.touched[:_MOST]:
            column.addLayout(self._passage(held, passage))
        more = len(held.touched) - _MOST
        if more > 0:
            said = ngettext("and {count} more", "and {count} more", more).format(count=more)
            column.addWidget(faint(plain(said, self._theme)))
        return rows

    def _passage(self, held: Held, passage: Annotation) -> QVBoxLayout:
        theme, session = self._theme, held.session
        part = QVBoxLayout()
        part.setSpacing(2)
        tag = next((one.name for one in session.codebook if one.id == passage.tag), passage.tag)
        about = [tag, session.sources[passage.source].title]
        if passage.speaker is not None and passage.speaker.name:
            about.insert(1, passage.speaker.name)
        part.addWidget(faint(plain(" · ".join(shortened(one, 80) for one in about), theme, 12)))
        words = shortened(words_in(session, passage), _LONGEST)
        quoted = words if words[:1] in "“”„«»‘’\"'" else f"“{words}”"
        part.addWidget(plain(quoted, theme))
        if passage.note:
            note = _("Note: {note}").format(note=passage.note[:_LONGEST])
            part.addWidget(plain(note, theme))
        return part

    def _buttons(self, readable: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.discard = QPushButton(_("Throw away…"))
        self.discard.clicked.connect(self.discard_asked)
        self.later = QPushButton(_("Not now"))
        self.later.clicked.connect(self.reject)
        self.save = QPushButton(_("Save as a session…"))
        self.save.clicked.connect(self.save_asked)
        self.save.setVisible(readable)
        row.addWidget(self.discard)
        row.addStretch()
        row.addWidget(self.later)
        row.addWidget(self.save)
        first = self.save if readable else self.later
        for button in (self.discard, self.later, self.save):
            button.setFixedHeight(32)
            button.setMinimumWidth(84)
            button.setFont(self._theme.ui_font(13, 600 if button is first else 400))
            button.setAutoDefault(button is first)
        primary(first).setDefault(True)
        first.setFocus()
        return row


def reasons(left: Leftover, held: Held | None) -> list[str]:
    """What the work is and why it is in no session, in sentences."""
    when = moment_in_short(left.last)
    said = ngettext(
        "{count} change was never saved; it was made {when}.",
        "{count} changes were never saved, the last made {when}.",
        left.steps,
    ).format(count=left.steps, when=when)
    if not left.steps:
        said = _("Work was begun {when} and never saved.").format(when=when)
    told = [said, why(left.why)]
    if held is not None and held.removed:
        told.append(
            ngettext(
                "{count} passage had been deleted.",
                "{count} passages had been deleted.",
                held.removed,
            ).format(count=held.removed)
        )
    if held is not None and not held.whole:
        told.append(
            _("The session that it was done to is not there as it was, so parts may be missing.")
        )
    return told


def why(misfit: Misfit | None) -> str:
    """Why work cannot be taken up, as a sentence."""
    match misfit:
        case Misfit.OTHER_SESSION:
            return _("Another session lies in its file now.")
        case Misfit.OTHER_STATE:
            return _("The file holds another state of the session than the one it was done to.")
        case Misfit.NO_FILE:
            return _("The session file is no longer where it was.")
        case Misfit.UNREADABLE:
            return _("It is damaged, or a newer version wrote it, and cannot be read here.")
        case None:
            return _("Opening the session takes it up again.")
