"""A second article in scripts of both directions: exactly the words that were meant are tagged."""

from desktop.model.identity import AnnotationId
from desktop.ui.rehearsal.hands import wait_for
from resources.files import MIXED_SCRIPTS
from tests.journey.eyes import holds, same
from tests.journey.hands import CTRL, SHIFT, Key, Keyboard

HEBREW = "יצאה מהנמל ביום שני"
IN_ENGLISH = "הקו חוזר לפעול"
PERSIAN = "ساعت ۷:۴۰ صبح دوشنبه"
ACROSS = "pier, “הקו חוזר"


def add_a_second_article(hands: Keyboard) -> None:
    """Ctrl+Shift+O and its path; the session holds both, and the new one is read."""
    workspace = hands.window.workspace

    def add() -> None:
        name = hands.give_file(str(MIXED_SCRIPTS))
        hands.answer(lambda: hands.press(Key.Key_O, CTRL | SHIFT), name)

    wait_for("the second article", add, workspace.source_shown)
    same("articles", len(workspace.session.sources), 2)
    same("listed at the left", hands.window.sources.list.count(), 2)
    holds("it is read", hands.eyes.source.text.startswith("Ferry service"))


def tag_words_that_run_right_to_left(hands: Keyboard) -> None:
    """Found and tagged: in a Hebrew line, within an English one, in Persian, across both."""
    eyes = hands.eyes
    for words, key, tag in (
        (HEBREW, Key.Key_1, "claim"),
        (IN_ENGLISH, Key.Key_2, "quote"),
        (PERSIAN, Key.Key_4, "context"),
        (ACROSS, Key.Key_3, "opinion"),
    ):
        hands.go_to(words)
        same("selected", eyes.selected_words(), words)
        hands.in_one_step(lambda key=key: hands.press(key))
        made = eyes.passages[-1]
        same("tagged", (str(made.tag), eyes.words(made)), (tag, words))
        holds("it is drawn", eyes.shows_marks(made))


def select_against_the_direction(hands: Keyboard) -> None:
    """Shift with the arrows follows the text: leftwards is onwards in a Hebrew line."""
    eyes = hands.eyes
    hands.go_to("המעבורת הראשונה")
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Left, SHIFT, times=len("המעבורת"))
    same("onwards, to the left", eyes.selected_words(), "המעבורת")
    hands.press(Key.Key_Right, SHIFT, times=3)
    same("back, to the right", eyes.selected_words(), "המעב")
    hands.press(Key.Key_Left, SHIFT, times=3)
    hands.in_one_step(lambda: hands.press(Key.Key_1))
    same("tagged", eyes.words(eyes.passages[-1]), "המעבורת")
    hands.go_to("The first ferry")
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Right, SHIFT, times=len("The first"))
    same("onwards, to the right", eyes.selected_words(), "The first")
    hands.in_one_step(lambda: hands.press(Key.Key_4))
    same("tagged", eyes.words(eyes.passages[-1]), "The first")


def link_between_the_articles(hands: Keyboard) -> None:
    """A passage of one article supports one of the other; following it changes the article."""
    eyes, window = hands.eyes, hands.window
    ferry = eyes.passages[-1]

    def link() -> None:
        hands.choose("The first ferry")
        hands.press(Key.Key_L)
        hands.filter_by("cranes")
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Home)
        hands.press(Key.Key_Down)
        hands.press(Key.Key_L)
        hands.press(Key.Key_S)
        hands.unfilter()
        holds("the other article is read", eyes.source.id != ferry.source)

    hands.in_one_step(link)
    made = eyes.said("The first").links[0]
    same("to", eyes.words(window.workspace.session.annotations[made.to])[:13], "the container")
    same("undo and redo went to where the link is", eyes.source.id, ferry.source)
    hands.to_pane(window.sources.list)
    hands.press(Key.Key_Up)
    hands.to_text()


def merge_nothing_across_the_articles(hands: Keyboard) -> None:
    """M on rows of both articles changes nothing, and says why."""
    eyes, window = hands.eyes, hands.window
    hands.select_rows("tag:context")
    articles = {window.workspace.session.annotations[id_].source for id_ in chosen(hands)}
    same("rows of both articles", len(articles), 2)
    before = eyes.state
    hands.press(Key.Key_M)
    same("the session", eyes.state, before)
    holds("it is said", "different articles" in window.status.remark.text())
    hands.unfilter()


def chosen(hands: Keyboard) -> list[AnnotationId]:
    """The passages of the selected rows."""
    return list(hands.window.passages.selected())


def go_between_the_articles(hands: Keyboard) -> None:
    """The list of articles is reached by F6; an arrow shows the other one."""
    articles = hands.window.sources.list
    for key, start in ((Key.Key_Down, "Ferry service"), (Key.Key_Up, "On the morning")):
        hands.to_pane(articles)
        hands.press(key)
        holds("the keys go on in the list", articles.hasFocus())
        holds("the article is read", start in hands.eyes.source.text[:400])
    hands.to_text()


ACTS = (
    add_a_second_article,
    tag_words_that_run_right_to_left,
    select_against_the_direction,
    link_between_the_articles,
    merge_nothing_across_the_articles,
    go_between_the_articles,
)
