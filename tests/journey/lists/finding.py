"""Finding in the article: all hits, one after the other, whole words, case, folded marks."""

from tests.journey.eyes import holds, same
from tests.journey.hands import ALT, CTRL, NONE, SHIFT, Key, Keyboard


def step_through_the_hits(hands: Keyboard) -> None:
    """Enter and F3 go on, with Shift back, round the end; the bar counts."""
    bar, count = hands.window.find_bar, hands.window.find_bar.count
    hands.press(Key.Key_Home, CTRL)
    hands.press(Key.Key_F, CTRL)
    hands.type("harbour")
    same("all hits", count.text(), "1 of 7")
    for key, held, seen in (
        (Key.Key_Return, NONE, "2 of 7"),
        (Key.Key_F3, NONE, "3 of 7"),
        (Key.Key_F3, SHIFT, "2 of 7"),
        (Key.Key_Return, SHIFT, "1 of 7"),
        (Key.Key_Return, SHIFT, "7 of 7"),
        (Key.Key_F3, NONE, "1 of 7"),
    ):
        hands.press(key, held)
        same("the hit", count.text(), seen)
    hands.press(Key.Key_Escape)
    holds("the bar has gone", not bar.isVisible())
    same("the hit is selected", hands.eyes.selected_words(), "harbour")


def find_whole_words_only(hands: Keyboard) -> None:
    """Alt+W, and again without."""
    count = hands.window.find_bar.count
    hands.press(Key.Key_F, CTRL)
    hands.type("port")
    loose = count.text()
    hands.press(Key.Key_W, ALT)
    strict = count.text()
    same("whole words", strict.split()[-1], "1")
    holds("more without", int(loose.split()[-1]) > 1)
    hands.press(Key.Key_W, ALT)
    same("as before", count.text().split()[-1], loose.split()[-1])
    hands.press(Key.Key_Escape)


def match_the_case(hands: Keyboard) -> None:
    """Alt+C: a capital counts."""
    count = hands.window.find_bar.count
    hands.press(Key.Key_F, CTRL)
    hands.type("the lease")
    loose = int(count.text().split()[-1])
    hands.press(Key.Key_C, ALT)
    strict = int(count.text().split()[-1])
    hands.press(Key.Key_C, ALT)
    holds(f"fewer with the case matched: {strict} of {loose}", 0 < strict < loose)
    hands.press(Key.Key_Escape)


def find_what_is_typed_plainly(hands: Keyboard) -> None:
    """Straight marks find typographic ones; what is not there is said not to be."""
    hands.go_to("the tenant's letterhead")
    same("typographic", hands.eyes.selected_words(), "the tenant’s letterhead")
    hands.press(Key.Key_F, CTRL)
    hands.type("zeppelin")
    same("nothing", hands.window.find_bar.count.text(), "No hits")
    hands.press(Key.Key_Escape)


def tag_every_hit(hands: Keyboard) -> None:
    """Every hit becomes a passage, in one step."""
    eyes = hands.eyes
    before = {one.id for one in eyes.passages}

    def tag() -> None:
        hands.press(Key.Key_F, CTRL)
        hands.type("annexes")
        same("hits", hands.window.find_bar.count.text(), "1 of 2")
        hands.press(Key.Key_T, ALT)
        hands.take("Context")
        hands.press(Key.Key_Escape)

    hands.press(Key.Key_Home, CTRL)
    hands.in_one_step(tag)
    made = [one for one in eyes.passages if one.id not in before]
    same("made", [(str(one.tag), eyes.words(one)) for one in made], [("context", "annexes")] * 2)
    same("rows", sum("Context: annexes" in row for row in eyes.rows()), 2)


def tag_every_sentence_with_a_hit(hands: Keyboard) -> None:
    """Alt+Shift+T: the sentences become passages, in one step; undone, they are gone."""
    eyes = hands.eyes
    before = {one.id for one in eyes.passages}

    def tag() -> None:
        hands.press(Key.Key_F, CTRL)
        hands.type("annexes")
        hands.press(Key.Key_T, ALT | SHIFT)
        hands.take("Opinion")
        same("the count still holds", hands.window.find_bar.count.text(), "1 of 2")
        hands.press(Key.Key_Escape)

    hands.press(Key.Key_Home, CTRL)
    hands.in_one_step(tag)
    made = [one for one in eyes.passages if one.id not in before]
    holds("sentences", made and all("annexes" in eyes.words(one) for one in made))
    holds("whole ones", all(eyes.words(one)[-1] in ".”" for one in made))
    hands.undo()
    hands.settle()
    same("undone", {one.id for one in eyes.passages}, before)


ACTS = (
    step_through_the_hits,
    find_whole_words_only,
    match_the_case,
    find_what_is_typed_plainly,
    tag_every_hit,
    tag_every_sentence_with_a_hit,
)
