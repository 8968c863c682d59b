"""The dialog all others are made from, while it is open."""

from PySide6.QtWidgets import QApplication, QLabel

from desktop.ui.dialogs.base import Dialog, room_on_screen
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.hands import until


def lines(count: int) -> QLabel:
    label = QLabel("\n".join(["What is wrong here."] * count))
    label.setMinimumHeight(label.sizeHint().height())
    return label


def test_an_open_dialog_grows_for_what_comes_into_it_and_never_over_the_screen(
    window: MainWindow,
) -> None:
    dialog = Dialog(window.theme, "Details", window)
    dialog.content.addWidget(lines(4))
    dialog.answer("OK")
    dialog.show()
    QApplication.processEvents()
    bar, height = dialog.area.verticalScrollBar(), dialog.height()
    assert bar.maximum() == 0
    dialog.foot.insertWidget(0, lines(6))
    QApplication.processEvents()
    assert bar.maximum() == 0
    assert height < dialog.height() <= room_on_screen(dialog).height()
    dialog.content.addWidget(lines(200))
    until(lambda: bar.maximum() > 0)
    assert dialog.height() == room_on_screen(dialog).height()
    dialog.deleteLater()
