"""Other keys for what the menus do."""

from collections.abc import Collection, Mapping

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QWidget,
)

from desktop.i18n import _
from desktop.ui.actions import Spec, keys_of, specs
from desktop.ui.dialogs.base import Dialog
from desktop.ui.dialogs.fields import buttons, plain
from desktop.ui.look.theme import Theme

_SIZE = (560, 680)
_FIELD = 180
_TEXT_KEYS = frozenset(
    ("Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown", "Tab", "Esc", "Space")
)
"""What moves through a text, or leaves a field, stays what it is."""


class KeysDialog(Dialog):
    """A field for the first key of every action; two actions never share a key."""

    def __init__(
        self,
        theme: Theme,
        chosen: Mapping[str, str],
        taken: Collection[str],
        parent: QWidget | None = None,
    ) -> None:
        """``chosen`` are the keys in place of the usual ones; ``taken`` those of the tags."""
        super().__init__(theme, _("Change keys"), parent, size=_SIZE)
        self._taken = frozenset(taken)
        self.fields: dict[str, QKeySequenceEdit] = {}
        self._specs = [spec for spec in specs() if spec.keys]
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for row, spec in enumerate(self._specs):
            field = self.fields[spec.name] = self._field(spec, chosen)
            grid.addWidget(plain(_words(spec), theme), row, 0)
            grid.addWidget(field, row, 1)
        self.problem = plain("", theme)
        self.problem.setWordWrap(True)
        usual = self.usual = QPushButton(_("Restore defaults"))
        usual.setFixedHeight(32)
        usual.setMinimumWidth(120)
        usual.clicked.connect(self._reset)
        row, self.ok = buttons(self, _("Save"), theme)
        last = QHBoxLayout()
        last.addWidget(usual)
        last.addLayout(row, 1)
        self.content.addLayout(grid)
        self.foot.addWidget(self.problem)
        self.foot.addLayout(last)
        self._check()

    def chosen(self) -> dict[str, str]:
        """The keys that are others than usual, by action; empty for an action without one."""
        return {spec.name: key for spec in self._specs if (key := self._key(spec)) != spec.keys[0]}

    def _field(self, spec: Spec, chosen: Mapping[str, str]) -> QKeySequenceEdit:
        field = QKeySequenceEdit()
        field.setMaximumSequenceLength(1)
        field.setClearButtonEnabled(True)
        field.setFixedSize(_FIELD, 30)
        field.setAccessibleName(_words(spec))
        inside = field.findChild(QLineEdit)
        if inside is not None:
            inside.setTextMargins(6, 0, 0, 0)
        first = chosen.get(spec.name, spec.keys[0])
        field.setKeySequence(QKeySequence(first))
        field.keySequenceChanged.connect(self._check)
        return field

    def _key(self, spec: Spec) -> str:
        sequence = self.fields[spec.name].keySequence()
        key = sequence.toString(QKeySequence.SequenceFormat.PortableText)
        return spec.keys[0] if sequence == QKeySequence(spec.keys[0]) else key

    def _reset(self) -> None:
        for spec in self._specs:
            self.fields[spec.name].setKeySequence(QKeySequence(spec.keys[0]))

    def _check(self) -> None:
        """Say which key has two meanings; nothing can be set while one has."""
        said = self._clash()
        self.problem.setText(said)
        self.problem.setVisible(bool(said))
        self.ok.setEnabled(not said)

    def _clash(self) -> str:
        chosen, owners = self.chosen(), dict[str, Spec]()
        for spec in self._specs:
            for key in keys_of(spec, chosen):
                shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
                if spec.name in chosen and key in _TEXT_KEYS:
                    return _("{key} moves through the text.").format(key=shown)
                if key in self._taken:
                    return _("{key} is the key of a tag.").format(key=shown)
                other = owners.setdefault(key, spec)
                if other is not spec:
                    return _("{key} would mean both “{one}” and “{other}”.").format(
                        key=shown, one=_words(other), other=_words(spec)
                    )
        return ""


def _words(spec: Spec) -> str:
    return spec.words.rstrip("…").replace("&", "")
