"""Suggestions decided by keys alone: found by the real engine, answered, taken back, left."""

from PySide6.QtCore import Qt

from desktop.model.annotation import words
from desktop.model.suggestion import Suggestion
from desktop.model.thresholds import SURE
from desktop.ui.rehearsal.hands import wait_for
from tests.journey.eyes import Differs, holds, same
from tests.journey.hands import CTRL, NONE, SHIFT, Key, Keyboard
from tests.journey.reading.hearing import listening


def look_for_suggestions(hands: Keyboard) -> None:
    """F7: what is found waits in the list, is counted and boxed; the first is asked."""
    window, triage = hands.window, hands.window.triage
    hands.to_text()
    plain = hands.eyes.picture()
    wait_for("suggestions", lambda: hands.press(Key.Key_F7), window.suggester.finished)
    hands.settle()
    count = len(triage.waiting)
    holds("several are found", count > 3)
    same("rows", hands.window.review.panel.waiting.entries.rowCount(), count)
    same("the tab", window.head.suggestions.accessibleName(), f"Suggestions {count}")
    holds(
        "the bar asks",
        hands.window.review.bar.isVisible()
        and hands.window.review.bar.question.text().endswith("?"),
    )
    same("the first", asked(hands), triage.waiting[0])
    holds("it is boxed in the text", window.reader.outlines is not None)
    holds("which is seen", hands.eyes.picture() != plain)
    holds("the keys go to the text", window.reader.hasFocus())


def go_through_the_suggestions(hands: Keyboard) -> None:
    """F8 goes on, with Shift back, round the end; each is told to those who do not see it."""
    triage = hands.window.triage
    first, second, last = triage.waiting[0], triage.waiting[1], triage.waiting[-1]
    for held, meant in ((NONE, second), (SHIFT, first), (SHIFT, last), (NONE, first)):
        with listening() as told:
            hands.press(Key.Key_F8, held)
        same("the one asked", asked(hands), meant)
        holds("it is told", any(said(hands, meant)[:40] in one for one in told))


def accept_a_suggestion(hands: Keyboard) -> None:
    """A makes a passage of it that knows its proposal; the next one is asked."""
    eyes, triage = hands.eyes, hands.window.triage
    one, after = triage.waiting[:2]
    hands.in_one_step(lambda: answer(hands, Key.Key_A))
    made = eyes.passages[-1]
    same("made", (made.tag, eyes.words(made)), (one.tag, said(hands, one)))
    same("decided", made.suggested and made.suggested.decision, "accepted")
    holds("it is drawn", eyes.shows_marks(made))
    same("the next is asked", asked(hands), after)
    same("it waits no more", state_of(hands, one), "accepted")


def take_an_answer_back(hands: Keyboard) -> None:
    """Backspace: the passage has gone, and the suggestion is asked again."""
    eyes = hands.eyes
    one = asked(hands)
    before = eyes.state.passages

    def take_back() -> None:
        answer(hands, Key.Key_Backspace)
        same("asked again", asked(hands), one)

    answer(hands, Key.Key_A)
    same("accepted", len(eyes.passages), len(before) + 1)
    hands.in_one_step(take_back)
    same("the passages", eyes.state.passages, before)
    same("it waits again", state_of(hands, one), "waiting")


def accept_as_another_tag(hands: Keyboard) -> None:
    """A digit accepts with the tag of that digit, whatever was proposed."""
    eyes = hands.eyes
    for key, tag in (
        (Key.Key_1, "claim"),
        (Key.Key_2, "quote"),
        (Key.Key_3, "opinion"),
        (Key.Key_4, "context"),
    ):
        one = asked(hands)
        hands.in_one_step(lambda key=key: answer(hands, key))
        made = eyes.passages[-1]
        same("made", (str(made.tag), eyes.words(made)), (tag, said(hands, one)))
        kept = "accepted" if one.tag == tag else "accepted-edited"
        same("decided", made.suggested and made.suggested.decision, kept)
        hands.undo()
        hands.settle()
        same("undone, it is asked again", asked(hands), one)


def reject_a_suggestion(hands: Keyboard) -> None:
    """X: no passage is made, and looking again never brings it back."""
    eyes, window, triage = hands.eyes, hands.window, hands.window.triage
    one, passages = asked(hands), eyes.state.passages
    hands.in_one_step(lambda: answer(hands, Key.Key_X))
    same("the passages", eyes.state.passages, passages)
    same("it waits no more", state_of(hands, one), "rejected")
    look = hands.in_menu(Key.Key_S, "Look for suggestions again")
    wait_for("suggestions", look, window.suggester.finished)
    hands.settle()
    waiting = [(two.spans, two.tag) for two in triage.waiting]
    holds("others wait again", waiting)
    holds("it does not come back", (one.spans, one.tag) not in waiting)


def skip_a_suggestion(hands: Keyboard) -> None:
    """Space leaves it for later, which is no step of undo; Backspace asks it again."""
    stack = hands.window.workspace.undo_stack
    one, steps = asked(hands), stack.index()
    answer(hands, Key.Key_Space)
    same("skipped", state_of(hands, one), "skipped")
    holds("the list says so", "1 skipped" in hands.window.review.panel.tally.text())
    answer(hands, Key.Key_Backspace)
    same("asked again", asked(hands), one)
    same("steps of undo", stack.index(), steps)


def accept_the_surest(hands: Keyboard) -> None:
    """Ctrl+Shift+Enter accepts every one above the bound in one step, and says how many."""
    eyes, window, triage = hands.eyes, hands.window, hands.window.triage
    sure = [one for one in triage.waiting if one.score >= SURE]
    before = len(eyes.passages)
    holds("some are sure", sure)

    counted = f"{len(sure)} suggestion{'s' * (len(sure) > 1)}"

    def accept() -> None:
        answer(hands, Key.Key_Return, CTRL | SHIFT)
        same("what is said", window.status.remark.text(), f"Accepted {counted}.")

    hands.in_one_step(accept)
    same("made", len(eyes.passages) - before, len(sure))
    left = [one for one in triage.waiting if one.score >= SURE]
    same("none of them waits", left, [])
    holds("undo and redo are told", window.status.remark.text().startswith("Redone: accept"))
    hands.undo()
    hands.settle()
    same("undone", len(eyes.passages), before)


def ask_for_more_and_fewer(hands: Keyboard) -> None:
    """The slider by the arrows: fewer wait at its left end, more at its right; then their order."""
    triage, slider = hands.window.triage, hands.window.review.panel.slider
    hands.tab_to(lambda one: one is slider)
    counts: list[int] = []
    for key in (Key.Key_Home, Key.Key_End):
        hands.press(key)
        hands.settle()
        counts.append(len(triage.waiting))
    holds(f"more wait: {counts}", 0 < counts[0] < counts[1])
    same("rows", hands.window.review.panel.waiting.entries.rowCount(), counts[1])
    for key in (Key.Key_Down, Key.Key_Up):
        hands.tab_to(lambda one: one is hands.window.review.panel.order)
        hands.press(key)
        holds("the keys answer again", hands.window.reader.hasFocus())
        starts = [one.start for one in triage.waiting]
        scores = [-one.score for one in triage.waiting]
        order = scores if key == Key.Key_Down else starts
        same("the order", order, sorted(order))


def leave_the_review(hands: Keyboard) -> None:
    """Escape ends it: the keys mean what they meant before, and the list is of passages again."""
    eyes, window, triage = hands.eyes, hands.window, hands.window.triage
    hands.press(Key.Key_Escape)
    holds("the bar has gone", not triage.active and not hands.window.review.bar.isVisible())
    holds("no boxes", window.reader.outlines is None)
    holds(
        "the list of passages",
        window.panel.isVisible() and not hands.window.review.panel.isVisible(),
    )
    hands.to_text()
    hands.go_to("Eleven have been refused")
    hands.in_one_step(lambda: hands.press(Key.Key_4))
    same("a digit tags", str(eyes.passages[-1].tag), "context")


def answer(hands: Keyboard, key: Key, held: Qt.KeyboardModifier = NONE) -> None:
    """An answer, and the window has taken it in."""
    hands.press(key, held)
    hands.settle()


def asked(hands: Keyboard) -> Suggestion:
    """The suggestion that the bar is about."""
    one = hands.window.triage.current
    if one is None:
        raise Differs("no suggestion is asked")
    return one


def said(hands: Keyboard, one: Suggestion) -> str:
    """Its words, as those of a passage are given."""
    return words(hands.eyes.source.text, one.spans, " … ")


def state_of(hands: Keyboard, one: Suggestion) -> str:
    """How a suggestion stands in the list of those decided."""
    entries = hands.window.review.panel.decided.entries
    rows = [entries.row_at(place) for place in range(entries.rowCount())]
    return next((row.answer for row in rows if row.suggestion is one), "waiting")


ACTS = (
    look_for_suggestions,
    go_through_the_suggestions,
    accept_a_suggestion,
    take_an_answer_back,
    accept_as_another_tag,
    reject_a_suggestion,
    skip_a_suggestion,
    accept_the_surest,
    ask_for_more_and_fewer,
    leave_the_review,
)
