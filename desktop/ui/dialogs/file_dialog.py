"""Qt's own file dialog, for desktops that have none, as the other dialogs look."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QFileInfo,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    QStandardPaths,
    QUrl,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFileSystemModel,
    QHeaderView,
    QLineEdit,
    QListView,
    QPushButton,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QTreeView,
    QWidget,
)

from desktop.i18n import _
from desktop.ui.dialogs.base import room_on_screen
from desktop.ui.look.icons import icon
from desktop.ui.look.style import primary
from desktop.ui.look.theme import Theme

_WIDE, _HIGH = 860, 560
_PLACES = 180
"""Pixels of the list of folders at the left."""
_SIDE, _GAP = 20, 12
_ROW = 28
_MOST_RECENT = 4
"""So many folders of recent sessions are offered at most."""
_ICONS = {
    "backButton": ("left", _("Back")),
    "forwardButton": ("right", _("Forward")),
    "toParentButton": ("up", _("Folder above")),
    "newFolderButton": ("plus", _("New folder")),
}
_HIDDEN = ("listModeButton", "detailModeButton")
_SIZE_COLUMN, _TYPE_COLUMN, _DATE_COLUMN = 1, 2, 3


class FileDialogs(QObject):
    """Asks for files, in the dialog of the desktop, or where it has none in Qt's own, dressed."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._recent: tuple[str, ...] = ()

    def open(self, title: str, folder: str, pattern: str, recent: tuple[str, ...] = ()) -> str:
        """The file chosen to be opened, empty for none; ``recent`` are files of places to offer."""
        self._watch(recent)
        try:
            return QFileDialog.getOpenFileName(self._window, title, folder, pattern)[0]
        finally:
            self._leave()

    def save(self, title: str, suggested: str, pattern: str, recent: tuple[str, ...] = ()) -> str:
        """The file chosen to be written, empty for none; that it is there already is not asked
        about, for the name may still get an ending."""
        self._watch(recent)
        unasked = QFileDialog.Option.DontConfirmOverwrite
        try:
            chosen = QFileDialog.getSaveFileName(
                self._window, title, suggested, pattern, "", unasked
            )
            return chosen[0]
        finally:
            self._leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QFileDialog):
            self._leave()
            dress(watched, self._theme, self._recent)
        return False

    def _watch(self, recent: tuple[str, ...]) -> None:
        self._recent = recent
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  it runs

    def _leave(self) -> None:
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  it runs


def dress(dialog: QFileDialog, theme: Theme, recent: Iterable[str]) -> None:
    """Give Qt's file dialog the sizes, icons, words and places of this program."""
    for label, words in (
        (QFileDialog.DialogLabel.LookIn, _("Folder")),
        (QFileDialog.DialogLabel.FileName, _("Name")),
        (QFileDialog.DialogLabel.FileType, _("Format")),
    ):
        dialog.setLabelText(label, words)
    dialog.setSidebarUrls([QUrl.fromLocalFile(str(one)) for one in places(recent)])
    for name, (symbol, words) in _ICONS.items():
        button = dialog.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(icon(symbol, theme, "ink2"))
            button.setIconSize(QSize(18, 18))
            button.setFixedSize(32, 32)
            button.setToolTip(words)
            button.setAccessibleName(words)
    for name in _HIDDEN:
        button = dialog.findChild(QToolButton, name)
        if button is not None:
            button.hide()
    _dress_fields(dialog, theme)
    _dress_lists(dialog, theme)
    layout = dialog.layout()
    if layout is not None:
        layout.setContentsMargins(_SIDE, _SIDE, _SIDE, _SIDE - 4)
        layout.setSpacing(_GAP)
    dialog.setSizeGripEnabled(False)
    dialog.resize(QSize(_WIDE, _HIGH).boundedTo(room_on_screen(dialog)))


def places(recent: Iterable[str]) -> list[Path]:
    """The folders to offer at the left: the usual ones, and those of recent sessions."""
    usual = QStandardPaths.StandardLocation
    known = [
        Path(QStandardPaths.writableLocation(one))
        for one in (
            usual.HomeLocation,
            usual.DesktopLocation,
            usual.DocumentsLocation,
            usual.DownloadLocation,
        )
    ]
    used = list(dict.fromkeys(Path(one).parent for one in recent))[:_MOST_RECENT]
    return [one for one in dict.fromkeys([*known, *used]) if one.is_dir()]


def _dress_fields(dialog: QFileDialog, theme: Theme) -> None:
    for box in dialog.findChildren(QComboBox):
        box.setFixedHeight(32)
        box.setIconSize(QSize(0, 0))  # the words begin where those of a field do
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    if field is not None:
        field.setFixedHeight(32)
        field.setTextMargins(6, 0, 6, 0)
    box = dialog.findChild(QDialogButtonBox)
    if box is None:
        return
    beside = box.layout()
    if beside is not None:
        beside.setSpacing(_GAP)
    for button in box.buttons():
        button.setIcon(QIcon())
        button.setFixedHeight(32)
        button.setMinimumWidth(84)
        main = box.buttonRole(button) == QDialogButtonBox.ButtonRole.AcceptRole
        button.setFont(theme.ui_font(13, 600 if main else 400))
        if main and isinstance(button, QPushButton):
            primary(button)


def _dress_lists(dialog: QFileDialog, theme: Theme) -> None:
    for view in (*dialog.findChildren(QTreeView), *dialog.findChildren(QListView)):
        if view.objectName() in ("treeView", "listView", "sidebar"):
            view.setItemDelegate(_FileRow(theme, view))
            view.setIconSize(QSize(16, 16))
    tree = dialog.findChild(QTreeView, "treeView")
    if tree is not None:
        head = tree.header()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.setColumnHidden(_TYPE_COLUMN, True)
        for column, width in ((_SIZE_COLUMN, 88), (_DATE_COLUMN, 136)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, width)
        head.setMinimumHeight(_ROW)
    splitter = dialog.findChild(QSplitter)
    if splitter is not None:
        splitter.setSizes([_PLACES, _WIDE - _PLACES])
        splitter.setHandleWidth(_GAP)


class _FileRow(QStyledItemDelegate):
    """A folder or a file with the icon that the program has for it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), _ROW)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.column() == 0:
            info = index.data(QFileSystemModel.Roles.FileInfoRole)
            folder = info.isDir() if isinstance(info, QFileInfo) else True
            option.icon = icon("open" if folder else "doc", self._theme, "ink2")
