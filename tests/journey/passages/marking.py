"""Tagging: selections, sentences, broken quotes, overlaps; and taking it all away again."""

from tests.journey.eyes import holds, same
from tests.journey.hands import FIRST_DIGIT, SHIFT, Key, Keyboard

QUOTE = "“We have leased a quay,” … “and we have leased nothing else.”"
VOTE = "the opposition says the lease was never put to the harbour commission"


def set_apart_what_is_no_text(hands: Keyboard) -> None:
    """The notice over the article is reached by Tab and answered by the space bar."""
    hands.tab_to_name("Set apart", backwards=True)
    hands.in_one_step(lambda: hands.press(Key.Key_Space))
    holds("the notice has gone", not hands.window.notice.isVisible())
    hands.to_text()


def tag_a_selection(hands: Keyboard) -> None:
    """Selected words, and the digit of a tag."""
    hands.go_to("the container cranes stood idle")
    hands.in_one_step(lambda: hands.press(Key.Key_1))
    hands.choose("container cranes")
    same("tagged", hands.eyes.tagged(), ("claim", "the container cranes stood idle"))
    row = "Claim: the container cranes stood idle. author. ¶1"
    same("the list", hands.eyes.rows(), [f"{hands.eyes.source.title}, 1 passage, unfolded", row])
    holds("it is drawn", hands.eyes.shows_marks(hands.eyes.current))
    same("counts at the left", hands.eyes.tag_counts()["claim"], 1)


def tag_the_sentence_at_the_caret(hands: Keyboard) -> None:
    """Without a selection the sentence is meant."""
    hands.go_to("ostrel pipeline")
    hands.press(Key.Key_Left)
    hands.in_one_step(lambda: hands.press(Key.Key_4))
    hands.choose("ostrel pipeline")
    tag, words = hands.eyes.tagged()
    same("tag", tag, "context")
    holds("it starts with the sentence", words.startswith("In 1997 a government"))
    holds("it ends with the sentence", words.endswith("answering letters."))


def tag_as_before(hands: Keyboard) -> None:
    """H gives the tag that was given last."""
    hands.go_to("two of them said they learned of the signing from the radio")
    hands.in_one_step(lambda: hands.press(Key.Key_H))
    hands.choose("learned of the signing")
    same("tag", hands.eyes.current.tag, "context")


def tag_where_digits_need_shift(hands: Keyboard) -> None:
    """The key with a quotation mark on it, where others have 3: its place counts."""
    hands.go_to("a poor bargain is not the same thing as a surrender")
    place = FIRST_DIGIT + 2
    hands.in_one_step(lambda: hands.press_place(place, Key.Key_QuoteDbl, '"'))
    hands.choose("a poor bargain")
    same("tag", hands.eyes.current.tag, "opinion")


def mark_a_broken_quote(hands: Keyboard) -> None:
    """The second half is added to the first, by J and by Shift with a digit."""
    hands.go_to('"We have leased a quay,"')
    hands.in_one_step(lambda: hands.press(Key.Key_2))
    hands.choose("leased a quay")
    hands.go_to('"and we have leased nothing else."')
    hands.in_one_step(lambda: hands.press(Key.Key_J))
    hands.choose("leased a quay")
    same("tagged", hands.eyes.tagged(), ("quote", QUOTE))
    holds("the list counts the parts", "2 parts" in hands.eyes.row("leased a quay"))
    hands.go_to("it is beside the point")
    place = FIRST_DIGIT
    hands.in_one_step(lambda: hands.press_place(place, Key.Key_Exclam, "!", SHIFT))
    hands.choose("leased a quay")
    same("parts", len(hands.eyes.current.spans), 3)


def remove_a_part(hands: Keyboard) -> None:
    """Shift+Delete takes the part at the caret away and leaves the others."""
    hands.choose("leased a quay")
    hands.go_to("it is beside the point")
    hands.press(Key.Key_Left)
    same("the part belongs to the quote", hands.eyes.current.tag, "quote")
    hands.in_one_step(lambda: hands.press(Key.Key_Delete, SHIFT))
    hands.choose("leased a quay")
    same("words", hands.eyes.words(), QUOTE)


def mark_overlapping_passages(hands: Keyboard) -> None:
    """The shortest is chosen first, O cycles, Shift+O lists all."""
    eyes = hands.eyes
    hands.go_to(VOTE)
    hands.in_one_step(lambda: hands.press(Key.Key_1))
    hands.go_to("never put")
    hands.in_one_step(lambda: hands.press(Key.Key_3))
    hands.choose("never put")
    same("the shortest first", eyes.tagged(), ("opinion", "never put"))
    hands.press(Key.Key_O)
    same("under the other", eyes.words(), VOTE.replace("the op", "The op", 1))
    hands.press(Key.Key_O)
    same("round again", eyes.words(), "never put")
    hands.press(Key.Key_O, SHIFT)
    chooser = hands.window.pointing.chooser
    holds("the chooser is seen", chooser is not None and chooser.list.hasFocus())
    hands.press(Key.Key_1)
    same("chosen from the list", eyes.tagged()[0], "claim")
    holds("both are drawn", all(eyes.shows_marks(eyes.said(w)) for w in ("The opposition says",)))
    holds("back in the text", hands.window.reader.hasFocus())


def choose_from_the_list_with_the_arrows(hands: Keyboard) -> None:
    """Up and Enter choose as a digit does; Escape leaves the one that was current."""
    eyes = hands.eyes
    hands.choose("never put")
    before = eyes.words()
    for key, held in ((Key.Key_Escape, before), (Key.Key_Return, VOTE.replace("the", "The", 1))):
        hands.press(Key.Key_O, SHIFT)
        hands.press(Key.Key_Up)
        hands.press(key)
        same("the current one", eyes.words(), held)
        holds("back in the text", hands.window.reader.hasFocus())


def select_more_and_less(hands: Keyboard) -> None:
    """E widens the selection from word to sentence to paragraph, Shift+E narrows it again."""
    eyes = hands.eyes
    hands.go_to("villain")
    hands.press(Key.Key_Left)
    hands.press(Key.Key_E)
    same("the word", eyes.selected_words(), "villain")
    hands.press(Key.Key_E)
    same("the sentence", eyes.selected_words(), "Sorrland is no villain in this.")
    hands.press(Key.Key_E)
    holds("the paragraph", eyes.selected_words().endswith("too grateful to read the list."))
    hands.press(Key.Key_E, SHIFT)
    same("less", eyes.selected_words(), "Sorrland is no villain in this.")
    hands.in_one_step(lambda: hands.press(Key.Key_3))
    hands.choose("villain")
    same("tagged", eyes.tagged(), ("opinion", "Sorrland is no villain in this."))


def change_a_tag(hands: Keyboard) -> None:
    """A digit without a selection gives the current passage another tag."""
    hands.choose("learned of the signing")
    hands.in_one_step(lambda: hands.press(Key.Key_1))
    same("tag", hands.eyes.said("learned of the signing").tag, "claim")


def delete_a_passage(hands: Keyboard) -> None:
    """Delete takes the current passage away, from the list and from the text."""
    hands.go_to("the bay floor dropped away")
    hands.press(Key.Key_1)
    hands.choose("the bay floor")
    held = hands.eyes.current
    hands.in_one_step(lambda: hands.press(Key.Key_Delete))
    holds("it is drawn no more", not hands.eyes.shows_marks(held))
    holds("it is listed no more", not any("bay floor" in row for row in hands.eyes.rows()))


ACTS = (
    set_apart_what_is_no_text,
    tag_a_selection,
    tag_the_sentence_at_the_caret,
    tag_as_before,
    tag_where_digits_need_shift,
    mark_a_broken_quote,
    remove_a_part,
    mark_overlapping_passages,
    choose_from_the_list_with_the_arrows,
    select_more_and_less,
    change_a_tag,
    delete_a_passage,
)
