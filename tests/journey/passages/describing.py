"""What is known of a passage: note, speaker, how the words are given, labels, grades."""

from PySide6.QtWidgets import QComboBox

from desktop.model.annotation import SpeechKind
from tests.journey.eyes import holds, same
from tests.journey.hands import Key, Keyboard

POSITION = "foreign minister"
NOTE = "On the record.\nAsked twice.\nNo text.\nTwo were there.\nNo more."


def write_a_note(hands: Keyboard) -> None:
    """N writes in the margin; Escape keeps what was written and goes back to the text."""
    eyes = hands.eyes

    def write() -> None:
        hands.press(Key.Key_N)
        for number, line in enumerate(NOTE.split("\n")):
            if number:
                hands.press(Key.Key_Return)
            hands.type(line)
        hands.press(Key.Key_Escape)

    hands.choose("leased a quay")
    hands.in_one_step(write)
    holds("back in the text", hands.window.reader.hasFocus())
    hands.choose("leased a quay")
    same("the note", eyes.current.note, NOTE)
    same("the inspector", hands.window.inspector.note.toPlainText(), NOTE)
    holds("the list says so", " · note" in eyes.row("leased a quay"))


def read_a_note_in_the_margin(hands: Keyboard) -> None:
    """The note of the current passage stands there whole, that of any other cut to four lines."""
    eyes = hands.eyes
    quote, lines = eyes.said("leased a quay"), len(NOTE.split("\n"))
    hands.choose("leased a quay")
    same("lines, current", eyes.note_lines(quote), lines)
    hands.go_to("told reporters")
    hands.press(Key.Key_Left)
    same("lines, not current", eyes.note_lines(quote), 4)


def name_the_speaker(hands: Keyboard) -> None:
    """Name, position and how the words are given, each reached by Tab from the one before."""
    inspector = hands.window.inspector

    def name() -> None:
        hands.tab_to(lambda one: one is inspector.speaker)
        hands.type("Neda Tarvell")
        hands.press(Key.Key_Escape)

    def place() -> None:
        hands.tab_to(lambda one: one is inspector.position)
        hands.type("foreign minister")
        hands.press(Key.Key_Escape)

    for act in (name, place):
        hands.choose("leased a quay")
        hands.in_one_step(act)
        hands.to_text()
    hands.choose("leased a quay")
    speaker = hands.eyes.current.speaker
    same("speaker", speaker and (speaker.name, speaker.position), ("Neda Tarvell", POSITION))
    holds("the list says so", "Neda Tarvell · 2 parts" in hands.eyes.row("leased a quay"))


def complete_a_name(hands: Keyboard) -> None:
    """Letters of a known name offer it whole, and its position comes with it."""
    inspector = hands.window.inspector

    def complete() -> None:
        hands.tab_to(lambda one: one is inspector.speaker)
        hands.type("tarv")
        holds("it is offered", hands.eyes.offers(inspector.speaker))
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Return)
        same("the field", inspector.speaker.text(), "Neda Tarvell")
        hands.press(Key.Key_Escape)

    hands.choose("opposition says")
    hands.in_one_step(complete)
    hands.to_text()
    speaker = hands.eyes.said("opposition says").speaker
    same("speaker", speaker and (speaker.name, speaker.position), ("Neda Tarvell", POSITION))


def say_how_the_words_are_given(hands: Keyboard) -> None:
    """Direct and indirect speech, chosen with the arrow keys."""
    eyes, inspector = hands.eyes, hands.window.inspector

    def unfold() -> None:
        hands.tab_to(lambda one: one is inspector.more)
        if not inspector.more.isChecked():
            hands.press(Key.Key_Space)

    for words, kind in (
        ("leased a quay", SpeechKind.DIRECT),
        ("opposition says", SpeechKind.INDIRECT),
    ):
        hands.choose(words)
        unfold()
        hands.tab_to(lambda one: one is inspector.kind)
        hands.in_one_step(lambda kind=kind: pick(hands, inspector.kind, kind.value))
        hands.to_text()
        hands.choose(words)
        speaker = eyes.current.speaker
        same("kind", speaker and speaker.kind, kind)
        same("the inspector", inspector.kind.currentData(), kind.value)


def pick(hands: Keyboard, box: QComboBox, value: str) -> None:
    """Open a choice and go down or up to a value."""
    hands.press(Key.Key_Space)
    hands.press(Key.Key_Home)
    for _step in range(box.findData(value)):
        hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)


def give_labels(hands: Keyboard) -> None:
    """Typed with commas; a known one is completed."""
    eyes, inspector = hands.eyes, hands.window.inspector

    def label(*parts: str) -> None:
        hands.tab_to(lambda one: one is inspector.labels)
        for part in parts:
            hands.type(part)
        hands.press(Key.Key_Escape)

    hands.choose("leased a quay")
    hands.in_one_step(lambda: label("port, lease terms"))
    hands.to_text()
    same("labels", eyes.said("leased a quay").labels, ("port", "lease terms"))

    def complete() -> None:
        hands.tab_to(lambda one: one is inspector.labels)
        hands.type("cranes, lea")
        holds("it is offered", eyes.offers(inspector.labels))
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Return)
        hands.press(Key.Key_Escape)

    hands.choose("container cranes")
    hands.in_one_step(complete)
    hands.to_text()
    same("labels", eyes.said("container cranes").labels, ("cranes", "lease terms"))
    holds("the list says so", "cranes · lease terms" in eyes.row("container cranes"))


def grade(hands: Keyboard) -> None:
    """Two keys for each axis; one axis never changes the other."""
    eyes = hands.eyes
    for asked, answer, seen in (
        (Key.Key_G, Key.Key_2, ("2", "", "")),
        (Key.Key_K, Key.Key_H, ("2", "high", "")),
        (Key.Key_R, Key.Key_B, ("2", "high", "B")),
    ):
        hands.choose("leased a quay")
        hands.in_one_step(lambda asked=asked, answer=answer: two_keys(hands, asked, answer))
        held = eyes.said("leased a quay")
        grades = held.credibility.value, held.confidence.value
        same("grades", (*grades, eyes.source.grade.reliability.value), seen)
    hands.choose("leased a quay")
    same("the code", hands.window.inspector.grade.text(), "B2")


def take_a_grade_away(hands: Keyboard) -> None:
    """An arrow and Enter answer as well; Backspace takes the grade away; Escape answers nothing."""
    hands.choose("opposition says")
    held, steps = hands.eyes.current.id, hands.window.workspace.undo_stack.index()

    def arrow() -> None:
        hands.press(Key.Key_G)
        hands.press(Key.Key_Down, times=2)
        hands.press(Key.Key_Return)

    def grades() -> str:
        return hands.window.workspace.session.annotations[held].credibility.value

    hands.in_one_step(arrow)
    given = grades()
    holds("a grade is given", given)
    hands.choose("opposition says")
    two_keys(hands, Key.Key_G, Key.Key_Escape)
    same("as it was", grades(), given)
    hands.in_one_step(lambda: two_keys(hands, Key.Key_G, Key.Key_Backspace))
    same("none", grades(), "")
    same("steps of undo", hands.window.workspace.undo_stack.index(), steps + 2)


def two_keys(hands: Keyboard, asked: Key, answer: Key) -> None:
    """A key that asks, with its answers in sight, and one that answers."""
    hands.press(asked)
    holds("the answers are in sight", hands.window.asking.prompt.isVisible())
    hands.press(answer)
    holds("they have gone", not hands.window.asking.prompt.isVisible())


ACTS = (
    write_a_note,
    read_a_note_in_the_margin,
    name_the_speaker,
    complete_a_name,
    say_how_the_words_are_given,
    give_labels,
    grade,
    take_a_grade_away,
)
