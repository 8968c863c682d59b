"""Keys and gestures, and what this program is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _
from desktop.ui.actions import specs
from desktop.ui.dialogs.fields import titled
from desktop.ui.look.theme import Theme


def show_keys(parent: QWidget, theme: Theme) -> None:
    """Every key, from the table the menus are built from."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(_("Keys and gestures"))
    dialog.resize(520, 600)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 20, 20, 20)
    column.setSpacing(12)
    column.addWidget(titled(_("Keys and gestures"), theme))
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 12, 0)
    grid.setColumnStretch(0, 1)
    rows = [
        (_("Tag the selection, or the sentence at the caret"), "1 – 4"),
        (_("Change the tag of the current passage"), "1 – 4"),
        (_("Add the selection to the current passage"), "Shift+1 – 4"),
        (_("Choose among passages that overlap"), _("click again")),
        (_("Zoom the text"), _("Ctrl+wheel")),
        (_("Fold or unfold a group of passages"), _("Left, Right")),
        (
            _("Filter by tag, speaker, label or source"),
            "tag:quote speaker:chen label:port source:s2",
        ),
        (_("Filter by grade, credibility or state"), "grade:b credibility:2 note: is:linked"),
    ]
    for spec in specs():
        if spec.keys:
            shown = (
                QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
                for key in spec.keys[:2]
            )
            rows.append((spec.words.rstrip("…"), _(" or ").join(shown)))
    for row, (what, keys) in enumerate(rows):
        for place, text in enumerate((what, keys)):
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(place == 0)
            if place:
                label.setForegroundRole(page.palette().ColorRole.PlaceholderText)
            grid.addWidget(label, row, place)
    scroll = QScrollArea()
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setWidget(page)
    column.addWidget(scroll)
    dialog.exec()


def show_about(parent: QWidget) -> None:
    """Name, version, licence."""
    from importlib.metadata import version

    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(_("About Brieflight"))
    box.setText(_("Brieflight {version}").format(version=version("brieflight")))
    box.setInformativeText(
        _(
            "Read an article closely, tag its passages, and export a briefing you can sign. "
            "MIT licence. The typefaces Literata, Inter, Vazirmatn, Noto Serif Hebrew and Noto "
            "Emoji are used under the SIL Open Font License."
        )
    )
    box.exec()
