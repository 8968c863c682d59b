"""The filter over the list, by keys and mouse."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from desktop.listing.facets import Facet
from desktop.ui.panels.passages.chips import Chip
from tests.desktop.listing.sessions import CRANES, EVERY, LEASE, LINE, PILOTS, PRICE, QUAY, STRIKE
from tests.desktop.ui.articles import session
from tests.desktop.ui.hands import CTRL, SHIFT, Hands, Key
from tests.desktop.ui.panels.passages.conftest import shown

COUNTRY, END = LEASE.title, STRIKE.title


def chips(hands: Hands) -> dict[str, Chip]:
    hands.window.panel.filter.show_counts()
    QApplication.processEvents()
    found = hands.window.panel.filter.chips.findChildren(Chip)
    return {chip.text(): chip for chip in found if chip.isVisible()}


def counts(hands: Hands) -> dict[str, int]:
    return {name: chip.count for name, chip in chips(hands).items()}


def test_the_four_tags_stand_in_one_line_with_counts_of_two_figures(two: Hands) -> None:
    two.window.resize(1440, 900)
    row = [chips(two)[name] for name in ("Claim", "Quote", "Opinion", "Context")]
    for chip in row:
        chip.show_count(88, False)
    QApplication.processEvents()
    assert len({chip.y() for chip in row}) == 1


def choose(hands: Hands, facet: str, words: str) -> None:
    """Choose a value from the menu of filters."""
    bar = hands.window.panel.filter
    bar.menu.aboutToShow.emit()
    part = next(one for one in bar.menu.findChildren(QMenu) if one.title() == facet)
    next(one for one in part.actions() if one.text().startswith(words)).trigger()
    QApplication.processEvents()


def test_the_shortcut_goes_to_the_filter_and_typing_filters(two: Hands) -> None:
    two.reader.setFocus()
    two.press(Key.Key_F, CTRL | SHIFT)
    assert two.window.panel.filter.field.hasFocus()
    two.type("Fair")
    assert shown(two) == [END, PRICE]
    assert two.window.head.count.text() == "1 of 5"
    two.press(Key.Key_Escape)
    assert len(two.passages) == 5
    two.press(Key.Key_Escape)
    assert two.window.passages.hasFocus()


def test_tags_and_speakers_can_be_typed(two: Hands) -> None:
    two.window.panel.filter.field.setFocus()
    two.type("tag:quote speaker:tarvell")
    assert shown(two) == [COUNTRY, QUAY]
    two.press(Key.Key_Down)
    assert two.window.passages.hasFocus()


def test_a_chip_says_how_many_choosing_it_would_list(two: Hands) -> None:
    assert counts(two) == {"Claim": 2, "Quote": 2, "Opinion": 1, "Context": 0}
    two.window.panel.filter.field.setText("source:s2")
    assert counts(two) == {"Claim": 1, "Quote": 1, "Opinion": 0, "Context": 0}
    two.push(chips(two)["Quote"])
    assert shown(two) == [END, PRICE]
    assert counts(two) == {"Claim": 1, "Quote": 1, "Opinion": 0, "Context": 0}
    assert chips(two)["Claim"].accessibleName() == "Claim, 1 passage"


def test_chips_are_reached_and_pressed_by_keys(two: Hands) -> None:
    claim = chips(two)["Claim"]
    two.window.panel.filter.field.setFocus()
    two.press(Key.Key_Tab)
    assert two.window.panel.filter.more.hasFocus()
    two.press(Key.Key_Tab)
    assert claim.hasFocus()
    two.press(Key.Key_Tab)
    for key in (Key.Key_Space, Key.Key_Return, Key.Key_Enter):
        two.press(key)
        listed = [one.id for one in two.passages]
        assert listed == ([QUAY.id, PRICE.id] if key != Key.Key_Return else [x.id for x in EVERY])
    for _ in range(3):
        two.press(Key.Key_Tab)
    assert two.window.panel.filter.clear_button.hasFocus()
    two.press(Key.Key_Space)
    assert len(two.passages) == 5


def test_filters_of_several_kinds_combine(two: Hands) -> None:
    choose(two, "Source", COUNTRY)
    assert [one.id for one in two.passages] == [PILOTS.id, QUAY.id, LINE.id]
    choose(two, "Speaker", "The author")
    assert [one.id for one in two.passages] == [PILOTS.id, LINE.id]
    two.push(chips(two)["Opinion"])
    assert [one.id for one in two.passages] == [LINE.id]
    two.push(chips(two)["The author"])
    assert "The author" not in chips(two)
    two.push(two.window.panel.filter.clear_button)
    assert len(two.passages) == 5
    assert not two.window.panel.filter.clear_button.isVisible()


def test_grades_states_and_labels_can_be_chosen(two: Hands) -> None:
    for facet, words, listed in (
        ("Grade of the source", "Source graded A", [PRICE, CRANES]),
        ("Credibility", "Credibility 2", [PRICE]),
        ("State", "Has a note", [QUAY]),
        ("State", "Suggested", [CRANES]),
        ("Label", "Ports", [LINE]),
    ):
        choose(two, facet, words)
        assert two.passages == listed
        two.window.panel.filter.clear()


def test_where_nothing_fits_one_sentence_says_so_and_clears(two: Hands) -> None:
    two.window.workspace.set_current(QUAY.id)
    panel = two.window.panel
    panel.filter.field.setText("nowhere")
    assert shown(two) == []
    assert panel.nothing.isVisible()
    assert not panel.hidden.isVisible()
    two.push(panel.nothing.button)
    assert len(two.passages) == 5
    assert not panel.nothing.isVisible()
    assert two.window.passages.hasFocus()


def test_a_current_passage_that_is_hidden_is_told_and_can_be_shown(two: Hands) -> None:
    panel = two.window.panel
    two.window.workspace.set_current(QUAY.id)
    panel.filter.field.setText("fair")
    assert panel.hidden.isVisible()
    assert two.window.workspace.current == QUAY
    assert two.window.inspector.heading.text() == "Passage 2"
    two.push(panel.hidden.button)
    assert two.window.passages.selected() == [QUAY.id]
    assert not panel.hidden.isVisible()


def test_a_passage_that_no_longer_fits_leaves_the_list(two: Hands) -> None:
    two.push(chips(two)["Quote"])
    two.window.workspace.set_current(QUAY.id)
    two.window.workspace.change_tag([QUAY.id], two.window.workspace.session.codebook[0].id)
    assert [one.id for one in two.passages] == [QUAY.id, PRICE.id], "it stays until the next move"
    assert not two.window.panel.hidden.isVisible()
    assert counts(two)["Claim"] == 3
    two.window.workspace.set_current(PILOTS.id)
    assert shown(two) == [END, PRICE]
    two.window.workspace.set_current(QUAY.id)
    assert two.window.panel.hidden.isVisible()
    two.window.workspace.undo_stack.undo()
    assert len(two.passages) == 2
    assert not two.window.panel.hidden.isVisible()


def test_a_passage_just_tagged_stays_listed_until_the_next_move(two: Hands) -> None:
    two.push(chips(two)["Quote"])
    made = two.tag("poor bargain", Key.Key_3)
    assert made.id in [one.id for one in two.passages]
    assert two.window.passages.selected() == [made.id]
    two.click("Nobody")
    assert [one.id for one in two.passages] == [QUAY.id, PRICE.id]
    assert two.window.head.count.text() == "2 of 6"


def test_a_row_that_was_spared_goes_when_the_arrow_keys_go_on(two: Hands) -> None:
    two.push(chips(two)["Quote"])
    two.choose_row(0)
    two.press(Key.Key_1)
    assert [str(one.tag) for one in two.passages] == ["claim", "quote"]
    two.press(Key.Key_Down)
    two.press(Key.Key_Down)
    assert [one.id for one in two.passages] == [PRICE.id]
    assert two.window.passages.selected() == [PRICE.id]
    assert two.window.workspace.current == PRICE


def test_a_row_that_was_spared_stays_under_the_mouse_until_it_is_let_go(two: Hands) -> None:
    two.push(chips(two)["Quote"])
    two.choose_row(0)
    two.press(Key.Key_1)
    two.choose_row(1)
    assert [one.id for one in two.passages] == [PRICE.id]
    assert two.window.passages.selected() == [PRICE.id]


def test_a_chip_that_is_on_says_how_to_take_it_away_and_keys_do(two: Hands) -> None:
    quote = chips(two)["Quote"]
    wide = quote.width()
    two.push(quote)
    assert chips(two)["Quote"].accessibleName() == "Remove the filter Quote, 2 passages"
    assert chips(two)["Quote"].width() > wide, "there is room for its cross"
    quote.setFocus()
    for key in (Key.Key_Delete, Key.Key_Backspace):
        two.press(key)
        assert len(two.passages) == 5
        two.press(Key.Key_Space)
        assert len(two.passages) == 2


def test_the_words_typed_have_a_cross_of_their_own(two: Hands) -> None:
    field = two.window.panel.filter.field
    cross = next(
        one for one in field.findChildren(QToolButton) if one.accessibleName() == "Clear the words"
    )
    assert not cross.isVisible()
    field.setText("fair")
    assert len(two.passages) == 1
    QApplication.processEvents()
    two.push(cross)
    assert len(two.passages) == 5
    assert not two.window.panel.filter.clear_words.isVisible()


def test_a_misspelt_filter_is_explained_beside_the_field(two: Hands) -> None:
    bar = two.window.panel.filter
    bar.field.setFocus()
    two.type("tag:qoute")
    assert bar.explanation.isVisible()
    assert bar.explanation.text() == (
        "No tag is called “qoute”. There are Claim, Quote, Opinion, Context."
    )
    assert bar.field.accessibleDescription() == bar.explanation.text()
    two.press(Key.Key_Escape)
    assert not bar.explanation.isVisible()


def test_another_session_starts_without_a_filter(two: Hands, tmp_path: Path) -> None:
    two.window.panel.filter.field.setText("fair")
    two.window.panel.filter.toggle(Facet.TAG, "quote")
    two.window.passages.fold(0, True)
    two.open(session(LEASE, passages=(PILOTS,)), tmp_path, "other.brief.json")
    assert shown(two) == [COUNTRY, PILOTS]
    assert two.window.panel.filter.field.text() == ""
    assert not any(chip.isChecked() for chip in chips(two).values())


def test_letters_in_the_list_are_keys_and_no_search(two: Hands) -> None:
    two.choose_row(0)
    two.type("c")
    assert two.window.workspace.current == PILOTS
