"""The list: grouped in four ways, filtered by words and facets, counted on chips."""

from desktop.ui.panels.passages.chips import Chip
from desktop.ui.panels.sources import TagButton
from tests.journey.eyes import holds, same
from tests.journey.hands import CTRL, SHIFT, Key, Keyboard


def group_the_list(hands: Keyboard) -> None:
    """By tag, by speaker, by source, and in the order of the text: the same passages each time."""
    eyes, head = hands.eyes, hands.window.head
    count = len(eyes.passages)
    title = eyes.source.title
    for words, headings in (
        ("Group by tag", ["Claim", "Quote", "Opinion", "Context"]),
        ("Group by speaker", ["The author", "N. Tarvell"]),
        ("In the order", [title]),
        ("Group by source", [title]),
    ):
        hands.tab_to(lambda one: one is head.button)
        hands.press(Key.Key_Space)
        hands.take(words)
        rows = eyes.rows()
        seen = [row.rsplit(", ", 2)[0] for row in rows if row.endswith(", unfolded")]
        same(words, sorted(seen), sorted(headings))
        same("passages listed", len(rows) - len(headings), count)
    hands.to_text()


def fold_a_group(hands: Keyboard) -> None:
    """Left on a heading folds its rows away, Right brings them again."""
    eyes = hands.eyes
    hands.to_pane(hands.window.passages)
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Left)
    same("folded", [row.rsplit(", ", 1)[1] for row in eyes.rows()], ["folded"])
    hands.press(Key.Key_Right)
    same("unfolded", len(eyes.rows()), len(eyes.passages) + 1)
    hands.to_text()


def filter_by_typing(hands: Keyboard) -> None:
    """Plain words, one facet, several together; the head counts what fits."""
    eyes = hands.eyes
    every = eyes.passages
    for typed, meant in (
        ("cranes", [one for one in every if "cranes" in eyes.words(one)]),
        ("tag:context", [one for one in every if one.tag == "context"]),
        ("speaker:tarv", [one for one in every if one.speaker]),
        ("source:s1", every),
        ("grade:b", every),
        ("credibility:2", [one for one in every if one.credibility == "2"]),
        ("has:note", [one for one in every if one.note]),
        ("note:asked", [one for one in every if one.note]),
        ("has:parts", [one for one in every if len(one.spans) > 1]),
        ('label:"lease terms" tag:claim', [one for one in every if "cranes" in one.labels]),
        ("annexes tag:claim", []),
    ):
        hands.filter_by(typed)
        seen = hands.window.passages.passages.annotations()
        same(typed, {one.id for one in seen}, {one.id for one in meant})
        total = len(every)
        of_all = str(total) if len(meant) == total else f"{len(meant)} of {total}"
        same("the head", hands.window.head.count.text(), of_all)
    holds("it says that nothing fits", hands.window.panel.nothing.isVisible())
    hands.unfilter()


def filter_by_chips(hands: Keyboard) -> None:
    """A chip is pushed by the space bar; each tells how many passages it would leave."""
    eyes, panel = hands.eyes, hands.window.panel
    tags = [str(one.tag) for one in eyes.passages]
    counted = {name: tags.count(name.lower()) for name in ("Claim", "Quote", "Opinion", "Context")}
    hands.press(Key.Key_F, CTRL | SHIFT)
    same("chips", eyes.chips(), counted)
    hands.tab_to_name(f"Claim, {counted['Claim']} passages")
    hands.press(Key.Key_Space)
    seen = hands.window.passages.passages.annotations()
    same("claims", [str(one.tag) for one in seen], ["claim"] * counted["Claim"])
    hands.tab_to(lambda one: one is panel.filter.clear_button)
    hands.press(Key.Key_Space)
    same("all again", len(hands.window.passages.passages.annotations()), len(tags))
    hands.to_text()


def filter_by_a_tag_at_the_left(hands: Keyboard) -> None:
    """A tag's row lists its passages and tags nothing; the chip's key and Escape list all again."""
    eyes, panel = hands.eyes, hands.window.panel
    before, total = eyes.state, len(eyes.passages)
    quotes = eyes.tag_counts()["quote"]
    for away in (Key.Key_Delete, Key.Key_Escape):
        hands.tab_to(lambda one: isinstance(one, TagButton) and one.tag.id == "quote")
        hands.press(Key.Key_Space)
        seen = hands.window.passages.passages.annotations()
        same("quotes", [str(one.tag) for one in seen], ["quote"] * quotes)
        if away == Key.Key_Delete:
            hands.tab_to(lambda one: isinstance(one, Chip) and one.isChecked())
            holds("all filters can be cleared", panel.filter.clear_button.isVisible())
        hands.press(away)
        same("all again", len(hands.window.passages.passages.annotations()), total)
    same("nothing was tagged", eyes.state, before)
    hands.to_text()


def filter_by_the_menu(hands: Keyboard) -> None:
    """Speaker, grade, credibility and state from the menu, each with a chip; all have to fit."""
    eyes, panel = hands.eyes, hands.window.panel
    quote = eyes.said("leased a quay").id
    for facet, value, left in (
        ("Speaker", "N. Tarvell", 2),
        ("Source", eyes.source.title, 2),
        ("Grade of the source", "Source graded B", 2),
        ("Credibility", "Credibility 2", 1),
        ("State", "Has a note", 1),
    ):
        hands.press(Key.Key_F, CTRL | SHIFT)
        hands.tab_to(lambda one: one is panel.filter.more)
        hands.press(Key.Key_Space)
        hands.take(facet, value)
        same(value, len(hands.window.passages.passages.annotations()), left)
        same("its chip", eyes.chips()[value], left)
    same("the one", [one.id for one in hands.window.passages.passages.annotations()], [quote])
    hands.tab_to(lambda one: one is panel.filter.clear_button)
    hands.press(Key.Key_Space)
    hands.to_text()


ACTS = (
    *(group_the_list, fold_a_group, filter_by_typing, filter_by_chips),
    *(filter_by_a_tag_at_the_left, filter_by_the_menu),
)
