"""Icons drawn from SVG at the size and pixel ratio asked for, in the colours of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.ui.look.theme import Theme
from resources.files import icon_file


@cache
def _svg(name: str) -> str:
    return icon_file(name).read_text(encoding="utf-8")


def paint_svg(painter: QPainter, name: str, rect: QRectF, color: QColor, pen: str = "") -> None:
    """Draw one icon in one colour; ``pen`` replaces the drawn stroke width of 1.5."""
    code = _svg(name).replace("currentColor", color.name())
    if pen:
        code = code.replace('stroke-width="1.5"', f'stroke-width="{pen}"')
    QSvgRenderer(QByteArray(code.encode())).render(painter, rect)


class _ThemeIcon(QIconEngine):
    """Renders at paint time, so a new theme or pixel ratio needs no new icon."""

    def __init__(self, name: str, theme: Theme, role: str) -> None:
        super().__init__()
        self._name, self._theme, self._role = name, theme, role
        self._drawn: dict[tuple[str, QIcon.Mode, int, int], QPixmap] = {}

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        chosen = self._theme.roles
        color = self._theme.color(getattr(chosen, self._role))
        if mode == QIcon.Mode.Disabled:
            color = self._theme.color(chosen.faint)
        pen = "1.75" if rect.width() <= 16 else ""
        paint_svg(painter, self._name, QRectF(rect), color, pen)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # Qt asks in device pixels and sets the ratio on the pixmap itself.
        key = (self._theme.name, mode, size.width(), size.height())
        pixmap = self._drawn.get(key)
        if pixmap is None:
            pixmap = QPixmap(size)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
            painter.end()
            self._drawn[key] = pixmap
        return QPixmap(pixmap)

    def clone(self) -> QIconEngine:
        return _ThemeIcon(self._name, self._theme, self._role)


def icon(name: str, theme: Theme, role: str = "ink") -> QIcon:
    """An icon of ``resources/icons`` in the colour of a palette role."""
    return QIcon(_ThemeIcon(name, theme, role))


def paint_mark(
    painter: QPainter, tag: str, name: str, rect: QRectF, color: QColor, theme: Theme
) -> None:
    """The mark of a tag: the drawn one of the four, or its letter in a ring."""
    if tag in ("claim", "quote", "opinion", "context"):
        pixmap = _mark_pixmap(tag, color.name(), round(rect.width() * 4))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(rect, pixmap, QRectF(pixmap.rect()))
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(color)
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
    letter = theme.letter(tag, name)
    painter.setFont(theme.ui_font(rect.width() * (0.6 if len(letter) == 1 else 0.45), 600))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


@cache
def _mark_pixmap(tag: str, color: str, pixels: int) -> QPixmap:
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_svg(painter, f"tag-{tag}", QRectF(0, 0, pixels, pixels), QColor(color))
    painter.end()
    return pixmap


@cache
def application_icon() -> QIcon:
    """The program's own icon: three lines of text, one of them marked."""
    result = QIcon()
    for pixels in (16, 32, 48, 64, 128, 256):
        result.addPixmap(application_pixmap(pixels))
    return result


def application_pixmap(pixels: int) -> QPixmap:
    """The program's icon as a square picture of ``pixels`` device pixels."""
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(pixels / 56, pixels / 56)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#1F2328"))
    painter.drawRoundedRect(QRectF(0, 0, 56, 56), 10, 10)
    for x, y, width, height, code in (
        (12, 15, 22, 3, "#868C94"),
        (12, 23, 32, 11, "#FFE45C"),
        (15, 27, 26, 3, "#1F2328"),
        (12, 39, 27, 3, "#868C94"),
    ):
        painter.fillRect(QRectF(x, y, width, height), QColor(code))
    painter.end()
    return pixmap
