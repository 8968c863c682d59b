"""Text at 300 %: nothing runs out of sight, and all is as before at 100 %; highlights hidden."""

from tests.journey.eyes import holds, same
from tests.journey.hands import CTRL, SHIFT, Key, Keyboard


def read_at_three_hundred_per_cent(hands: Keyboard) -> None:
    """Every line of the article can be read there, the caret in sight all the way down."""
    window, reader, eyes = hands.window, hands.window.reader, hands.eyes
    hands.go_to("villain")
    hands.press(Key.Key_Plus, CTRL, times=20)
    same("zoom", (round(window.theme.zoom, 2), window.status.zoom.text()), (3.0, "300 %"))
    same("nothing to scroll sideways", reader.horizontalScrollBar().maximum(), 0)
    holds("the caret's line is whole and in sight", eyes.caret_in_sight())
    hands.press(Key.Key_Home, CTRL)
    for _step in range(25):
        hands.press(Key.Key_Down)
        holds("the caret's line is whole and in sight", eyes.caret_in_sight())
    hands.press(Key.Key_End, CTRL)
    holds("the last line is whole and in sight", eyes.caret_in_sight())


def work_at_three_hundred_per_cent(hands: Keyboard) -> None:
    """Marking, notes and the list go on as usual."""
    window, eyes = hands.window, hands.eyes

    def note() -> None:
        hands.press(Key.Key_N)
        field = eyes.focus()
        holds("the note is in sight", field.isVisible() and not field.visibleRegion().isEmpty())
        hands.type("Large.")
        hands.press(Key.Key_Escape)

    hands.go_to("the quay came home last spring")
    hands.in_one_step(lambda: hands.press(Key.Key_1))
    hands.choose("the quay came home")
    holds("it is drawn", eyes.shows_marks(eyes.current))
    hands.in_one_step(note)
    same("the note", eyes.said("the quay came home").note, "Large.")
    hands.to_pane(window.passages)
    hands.press(Key.Key_End)
    holds("the last row is in sight", eyes.row_in_sight())
    hands.to_text()


def go_back_to_normal_type(hands: Keyboard) -> None:
    """Ctrl+0: the lines are broken as before, and the caret in sight."""
    window, reader = hands.window, hands.window.reader
    hands.press(Key.Key_0, CTRL)
    same("zoom", (window.theme.zoom, window.status.zoom.text()), (1.0, "100 %"))
    hands.go_to("villain")
    before = reader.cursorRect().x(), reader.cursorRect().size(), reader.document().size()
    hands.press(Key.Key_Plus, CTRL, times=20)
    hands.press(Key.Key_0, CTRL)
    holds("the caret is in sight", hands.eyes.caret_in_sight())
    after = reader.cursorRect().x(), reader.cursorRect().size(), reader.document().size()
    same("the lines are as before", after, before)


def hide_the_highlights(hands: Keyboard) -> None:
    """Ctrl+Shift+H leaves bare text; pressed again, the same picture as before."""
    eyes = hands.eyes
    hands.choose("villain")
    shown = eyes.picture()
    hands.press(Key.Key_H, CTRL | SHIFT)
    holds("the foot says so", hands.window.status.hidden.isVisible())
    holds("the article looks otherwise", eyes.picture() != shown)
    hands.press(Key.Key_H, CTRL | SHIFT)
    holds("the foot says it no more", not hands.window.status.hidden.isVisible())
    holds("the article looks as before", eyes.picture() == shown)


ACTS = (
    read_at_three_hundred_per_cent,
    work_at_three_hundred_per_cent,
    go_back_to_normal_type,
    hide_the_highlights,
)
