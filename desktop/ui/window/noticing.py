"""What the bar over the article says: front matter that was found, a document that was written."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from desktop.editing.deciding import Decided, State
from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation
from desktop.model.days import day_in_words
from desktop.model.identity import SourceId
from desktop.model.source import FrontMatter
from desktop.store.codec.proposed import suggestions_of
from desktop.ui.filing.filing import Filing
from desktop.ui.panels.notice import NoticeBar
from desktop.ui.session.facts import Fact
from desktop.ui.session.undo import How, StepTaken
from desktop.ui.session.workspace import Workspace


class Noticing(QObject):
    """Words the facts that come with something to do about them."""

    review_asked = Signal()
    """The suggestions that wait are to be gone through."""

    def __init__(self, workspace: Workspace, filing: Filing, notice: NoticeBar) -> None:
        super().__init__(notice)
        self._workspace, self._filing, self._notice = workspace, filing, notice
        self._of_sample = ""
        """What is said of the sample, for as long as there is something to do."""
        self._tagged = False
        """A passage of the sample was tagged: that step need not be told any more."""
        workspace.front_matter_found.connect(self._front_matter_found)
        workspace.exported.connect(self._exported)
        workspace.sample_opened.connect(self._sample_opened)
        workspace.stepped.connect(self._stepped)

    def _front_matter_found(self, id_: str, found: FrontMatter) -> None:
        front = found.front
        parts = [part for part in (day_in_words(front.published), front.author) if part]
        seen = ", ".join(parts) or front.title
        words = _("This looks like front matter rather than text: {seen}.").format(seen=seen)
        source = SourceId(id_)
        article = self._workspace.session.sources.get(source)
        blocks = article.blocks if article is not None else ()

        def holds() -> bool:
            now, shown = self._workspace.session.sources.get(source), self._workspace.source
            here = shown is not None and shown.id == source
            return here and now is not None and now.blocks == blocks

        self._notice.show_notice(
            words,
            (
                (_("Set apart"), lambda: self._workspace.set_apart(source, found)),
                (_("Edit details…"), lambda: self._filing.details(id_)),
            ),
            depends=Fact.OPENED | Fact.SESSION | Fact.ARTICLE,
            holds=holds,
        )

    def _sample_opened(self) -> None:
        """Say what to do first with the sample."""
        self._tagged = False
        self._tell_of_sample()

    def _tell_of_sample(self) -> None:
        """Say which of the first steps with the sample are left; nothing where none is."""
        source, self._of_sample = self._workspace.source, ""
        if source is None:
            return
        session = self._workspace.session
        decided = Decided(session, source.id, self._workspace.passages(source.id))
        waiting = sum(
            decided.state(one) is State.WAITING for one in suggestions_of(session, source.id)
        )
        tag = _("Sample: click a sentence, press 1 to 4 to tag it.")
        review = ngettext(
            "{count} suggestion waits to be reviewed.",
            "{count} suggestions wait to be reviewed.",
            waiting,
        ).format(count=waiting)
        steps = [] if self._tagged else [tag]
        steps += [review] if waiting else []
        if not steps:
            self._notice.hide()
            return
        choices = ((_("Review suggestions"), self.review_asked.emit),) if waiting else ()
        self._of_sample = " ".join(steps)
        self._notice.show_notice(self._of_sample, choices)

    @property
    def _tells_of_sample(self) -> bool:
        """Whether the bar says what to do with the sample."""
        shown = not self._notice.isHidden() and self._notice.words.text() == self._of_sample
        return bool(self._of_sample) and shown

    def _stepped(self, step: StepTaken) -> None:
        """A step that was followed is told no more, and how many suggestions wait is true."""
        if not self._tells_of_sample:
            return
        if step.how is How.MADE and any(
            isinstance(edit.after, Annotation) and edit.before is None for edit in step.change.edits
        ):
            self._tagged = True
        self._tell_of_sample()

    def review_began(self) -> None:
        """The last of the first steps with the sample is being taken."""
        if self._tells_of_sample:
            self._notice.hide()
        self._of_sample = ""

    def _exported(self, target: str, remark: str) -> None:
        path = Path(target)
        words = _("{name} is written.").format(name=path.name)
        if remark:
            words = f"{words} {remark}"
        folder = QUrl.fromLocalFile(str(path.parent))
        self._notice.show_notice(
            words,
            (
                (_("Open"), lambda: _open_url(QUrl.fromLocalFile(target))),
                (_("Show in folder"), lambda: _open_url(folder)),
            ),
            "check",
            Fact.OPENED | Fact.WORK,
        )


def _open_url(url: QUrl) -> None:
    QDesktopServices.openUrl(url)
