"""*Merge session…*: another session file, as a copy of a colleague, put into the open one."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.editing.session_merge import (
    ArticleNumber,
    MergePlan,
    creators_of,
    merge_change,
    plan_merge,
)
from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation
from desktop.model.session import Session
from desktop.model.source import Source
from desktop.printable_line import printable_line
from desktop.store.codec.encoding import unknown_members
from desktop.store.files.sessions import OpenedSession
from desktop.ui.filing.filing import Filing
from desktop.ui.look.theme import Theme
from desktop.ui.session.workspace import Workspace

_NUMBERS = 6
"""Articles whose numbers are told one by one."""
_LONGEST_NAME = 60


class Merging(QObject):
    """Asks for the file, says what merging means, and merges in one step."""

    def __init__(self, workspace: Workspace, theme: Theme, filing: Filing, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._theme = workspace, theme
        self._filing, self._window = filing, window
        workspace.other_read.connect(self._offer)

    def ask(self) -> None:
        """Ask for a session file and offer to merge it."""
        path = self._filing.ask_session(_("Merge a session"))
        if path is not None:
            self.merge(path)

    def merge(self, path: Path) -> None:
        """Read a session file and offer to merge it."""
        own = self._workspace.path
        if own is not None and path.exists() and own.exists() and path.samefile(own):
            self._workspace.noticed.emit(_("This is the session that is open."))
        else:
            self._workspace.read_other(path.absolute())

    def _offer(self, other: OpenedSession) -> None:
        workspace = self._workspace
        plan = plan_merge(workspace.session, other.session, workspace.earlier_states(other.path))
        name = printable_line(other.path.name, _LONGEST_NAME)
        if plan.does_nothing:
            said = _("“{name}” holds nothing that this session does not hold already.")
            workspace.noticed.emit(said.format(name=name))
            return
        from desktop.ui.dialogs.merging import MergeDialog, MergeQuestion

        question = MergeQuestion(
            _("Merge “{name}” into this session").format(name=name),
            [*_sentences(plan, other.session), *_left_there(other.session)],
            plan.differences,
            plan.sides,
            _("Merge"),
            plan.taken,
        )
        dialog = MergeDialog(self._theme, question, self._window)
        accepted = dialog.exec()
        chosen = dialog.chosen()
        dialog.deleteLater()
        if not accepted:
            return
        change = merge_change(plan, chosen)
        if workspace.do(lambda _session, _moment: change):
            workspace.noticed.emit(_("Merged. Undo takes the whole merge back."))
        else:
            workspace.noticed.emit(_("Nothing was changed."))


def _sentences(plan: MergePlan, other: Session) -> list[str]:
    """What merging would do, a sentence each."""
    said: list[str] = []
    if plan.is_other_session:
        title = printable_line(other.info.title, _LONGEST_NAME)
        words = _("That is another session, “{title}”, and no copy of this one.")
        untitled = _("That is another session and no copy of this one.")
        said.append(words.format(title=title) if title else untitled)
    adds = _added(plan)
    if adds:
        said.append(adds)
    words = ngettext(
        "{count} passage that was changed only there becomes as it is there, as shown below.",
        "{count} passages that were changed only there become as they are there, as shown below.",
        len(plan.taken),
    )
    _count(said, words, len(plan.taken))
    words = ngettext(
        "{count} entry differs; choose which state to keep.",
        "{count} entries differ; choose which state to keep of each.",
        len(plan.differences),
    )
    _count(said, words, len(plan.differences))
    numbers = _numbers(plan.numbers)
    if numbers:
        said.append(numbers)
    said += [
        _("“{title}” is added as S{here}: its text differs from that of your S{ours}.").format(
            title=printable_line(one.title, _LONGEST_NAME), here=one.here, ours=one.other_text
        )
        for one in plan.numbers[:_NUMBERS]
        if one.other_text
    ]
    if not plan.is_other_session and not plan.has_ancestor:
        said.append(
            _(
                "No common earlier state was found, so what was deleted here and is there comes "
                "back."
            )
        )
    return said


def _left_there(other: Session) -> list[str]:
    """What the other file holds beside its records, which no merge takes over."""
    names = unknown_members(other)
    if not names:
        return []
    short = ["“" + printable_line(name, _LONGEST_NAME) + "”" for name in names[:_NUMBERS]]
    more = ["…"] if len(names) > _NUMBERS else []
    words = ngettext(
        "Its entry {names} is not merged; it stays in that file.",
        "Its entries {names} are not merged; they stay in that file.",
        len(names),
    )
    return [words.format(names=", ".join([*short, *more]))]


def _added(plan: MergePlan) -> str:
    """ "Adds 3 articles and 41 passages by Ana Lee." """
    articles, passages = len(plan.added(Source)), len(plan.added(Annotation))
    parts: list[str] = []
    _count(parts, ngettext("{count} article", "{count} articles", articles), articles)
    words = ngettext("{count} passage", "{count} passages", passages)
    names = _names(creators_of(plan))
    if names:
        words = ngettext("{count} passage by {names}", "{count} passages by {names}", passages)
    _count(parts, words, passages, names)
    further = sum(edit.before is None for _key, edit in plan.edits) - articles - passages
    words = ngettext(
        "{count} person, tag or rejected suggestion",
        "{count} people, tags or rejected suggestions",
        further,
    )
    _count(parts, words, further)
    if len(parts) > 1:
        listed = _("{some} and {last}").format(some=", ".join(parts[:-1]), last=parts[-1])
    else:
        listed = "".join(parts)
    return _("Adds {what}.").format(what=listed) if listed else ""


def _count(said: list[str], words: str, count: int, names: str = "") -> None:
    """Say how many there are, unless there are none."""
    if count:
        said.append(words.format(count=count, names=names))


def _names(names: list[str]) -> str:
    short = [printable_line(name, _LONGEST_NAME) for name in names[:2]]
    if len(names) > 2:
        return _("{one}, {two} and others").format(one=short[0], two=short[1])
    if len(names) == 2:
        return _("{one} and {two}").format(one=short[0], two=short[1])
    return "".join(short)


def _numbers(numbers: tuple[ArticleNumber, ...]) -> str:
    """ "Their S2 is your S3; their S3 becomes your S4." """
    told: list[str] = []
    for one in numbers:
        if one.is_added:
            words = _("their S{there} becomes your S{here}")
        elif one.there != one.here:
            words = _("their S{there} is your S{here}")
        else:
            continue
        told.append(words.format(there=one.there, here=one.here))
    if not told:
        return ""
    more = ["…"] if len(told) > _NUMBERS else []
    line = "; ".join([*told[:_NUMBERS], *more])
    return _("{sentence}.").format(sentence=line[:1].upper() + line[1:])
