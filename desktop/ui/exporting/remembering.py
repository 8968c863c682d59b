"""What is remembered with a session of an export, and what the next one starts from."""

from typing import Any, cast, get_args

from msgspec.structs import replace

from desktop.editing.briefing import standing_options
from desktop.i18n import _
from desktop.model.briefing import BriefingChoice
from desktop.model.session import Session
from desktop.options import DEFAULT_SECTIONS, Options
from desktop.protocol import Format
from desktop.settings import Settings
from desktop.ui.exporting.preview import Wish

_USUAL_FORMAT: Format = "docx"


def first_wish(session: Session, title: str, settings: Settings, last: str = "") -> Wish:
    """The document as it was last exported, or else the usual one with the proposed ``title``.

    ``last`` is the format in which this session was exported last, where that is known.
    """
    usual = Options(
        title=title,
        author=settings.author,
        initials=settings.initials,
        page_size=settings.page_size,
    )
    formats = (last, session.briefing.format, settings.document_format)
    known = (one for one in formats if one in get_args(Format))
    format_ = cast("Format", next(known, _USUAL_FORMAT))
    return Wish(format_, standing_options(session, usual))


def choice_of(
    wish: Wish, shown: Wish, before: BriefingChoice, title: str, settings: Settings
) -> BriefingChoice:
    """What to keep of an export with the session: ``before``, but for what was changed.

    ``shown`` is what the dialog began with. What was left as it stood there is kept as it was
    written, whatever it says and whoever wrote it, so that exporting once more is no edit. Nor is
    another format by itself: it is a choice about a file. Something changed back to the usual, or
    to the proposed ``title``, is not kept, and goes on following what it comes from.
    """
    options, first = wish.options, shown.options
    changed: dict[str, Any] = {}
    if options.title != first.title:
        changed["title"] = "" if options.title == title else options.title
    if options.reference != first.reference:
        changed["reference"] = options.reference
    if options.author != first.author:
        changed["author"] = None if options.author == settings.author else options.author
    if options.page_size != first.page_size:
        changed["page_size"] = options.page_size
    if options.sections != first.sections:
        usual = options.sections == DEFAULT_SECTIONS
        changed["sections"] = None if usual else options.sections
    if set(options.left_out) != set(first.left_out):
        changed["left_out"] = options.left_out
    if changed:
        changed["format"] = "" if wish.format == _USUAL_FORMAT else wish.format
    return replace(before, **changed)


def changes_in_words(before: BriefingChoice, after: BriefingChoice, wish: Wish) -> str:
    """What an export changed in the session: "title, sections"; empty for nothing that matters."""
    names = {
        "title": _("title"),
        "reference": _("reference"),
        "author": _("author"),
        "page_size": _("page size"),
        "sections": _("sections"),
        "left_out": _("passages left out"),
    }
    changed = [
        words for name, words in names.items() if getattr(before, name) != getattr(after, name)
    ]
    if wish.options.marking is not None:
        changed.append(_("marking"))
    return ", ".join(changed)
