"""What each action of the menus does, by its name in the table of actions."""

from typing import TYPE_CHECKING

from desktop.ui.window.menus import Slot

if TYPE_CHECKING:
    from desktop.ui.window.main_window import MainWindow


def slots_of(window: "MainWindow") -> dict[str, Slot]:
    """What each action of the table does."""
    filing, marking, workspace = window.filing, window.marking, window.workspace
    shaping, pointing, reader = window.shaping, window.pointing, window.reader
    return {
        "new": filing.new,
        "open": filing.open,
        "add": filing.add,
        "paste": filing.paste,
        "save": filing.save,
        "save_as": filing.save_as,
        "merge_session": window.merging.ask,
        "export": filing.export,
        "details": filing.details,
        "rename": filing.rename,
        "preferences": filing.preferences,
        "traces": window.tracing.ask,
        "quit": window.close,
        "undo": window.undo,
        "redo": window.redo,
        "copy": marking.copy,
        "select_all": window.select_all,
        "find": window.searching.open,
        "find_next": lambda: window.searching.step(1),
        "find_previous": lambda: window.searching.step(-1),
        "tag_hits": window.searching.offer_tags,
        "tag_sentences": lambda: window.searching.offer_tags(sentences=True),
        "filter": window.filter,
        "last_tag": marking.tag_again,
        "join": marking.join,
        "note": marking.note,
        "speaker": marking.name_speaker,
        "grade": window.grading.ask_credibility,
        "confidence": window.grading.ask_confidence,
        "reliability": window.grading.ask_reliability,
        "labels": window.labelling.ask_targets,
        "link": window.linking.press,
        "rename_speaker": window.naming.rename,
        "cycle": marking.cycle,
        "choose": pointing.choose,
        "cite": pointing.cite,
        "widen": marking.widen,
        "narrow": marking.narrow,
        "end_on": lambda: shaping.move_end(1, False),
        "end_back": lambda: shaping.move_end(-1, False),
        "start_on": lambda: shaping.move_end(1, True),
        "start_back": lambda: shaping.move_end(-1, True),
        "split": shaping.split,
        "merge": shaping.merge,
        "remove_part": shaping.remove_part,
        "next": lambda: workspace.step(1, reader.caret()),
        "previous": lambda: workspace.step(-1, reader.caret()),
        "delete": marking.delete,
        "suggest": window.triage.begin,
        "next_suggestion": lambda: window.triage.step(1),
        "previous_suggestion": lambda: window.triage.step(-1),
        "accept_sure": window.triage.accept_sure,
        "look_again": window.triage.look_again,
        "suggestions_hidden": lambda: window.review.hide(
            window.actions_by_name["suggestions_hidden"].isChecked()
        ),
        "zoom_in": lambda: window.viewing.step_zoom(1),
        "zoom_out": lambda: window.viewing.step_zoom(-1),
        "zoom_reset": window.viewing.reset_zoom,
        "highlights": window.viewing.hide_highlights,
        "left": lambda: window.viewing.toggle_side("left"),
        "right": lambda: window.viewing.toggle_side("right"),
        "pane": window.viewing.next_pane,
        "keys": window.viewing.show_keys,
        "change_keys": window.keying.ask,
        "about": window.viewing.show_about,
    }
