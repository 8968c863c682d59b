"""What is remembered with a session of an export, and what the next one starts from."""

from typing import cast, get_args

from desktop.model.briefing import BriefingChoice
from desktop.model.session import Session
from desktop.options import DEFAULT_SECTIONS, Options, PageSize
from desktop.protocol import Format
from desktop.settings import Settings
from desktop.ui.exporting.preview import Wish

_USUAL_FORMAT: Format = "docx"


def first_wish(session: Session, title: str, settings: Settings) -> Wish:
    """The document as it was last exported, or else the usual one with the proposed ``title``."""
    chosen = session.briefing
    size = chosen.page_size if chosen.page_size in get_args(PageSize) else settings.page_size
    format_ = chosen.format if chosen.format in get_args(Format) else _USUAL_FORMAT
    author = settings.author if chosen.author is None else chosen.author
    options = Options(
        title=chosen.title or title,
        reference=chosen.reference,
        author=author,
        initials=settings.initials if author == settings.author else "",
        page_size=cast("PageSize", size),
        sections=DEFAULT_SECTIONS if chosen.sections is None else chosen.sections,
        left_out=tuple(one for one in chosen.left_out if one in session.annotations),
    )
    return Wish(cast("Format", format_), options)


def choice_of(wish: Wish, before: BriefingChoice, title: str, settings: Settings) -> BriefingChoice:
    """What to keep of an export with the session: only what differs from the usual.

    So an ordinary export leaves the session as it is, and a title that follows the session's goes
    on following it. A page size once kept stays, whatever the settings become.
    """
    options = wish.options
    size_kept = bool(before.page_size) or options.page_size != settings.page_size
    return BriefingChoice(
        format="" if wish.format == _USUAL_FORMAT else wish.format,
        title="" if options.title == title else options.title,
        reference=options.reference,
        author=None if options.author == settings.author else options.author,
        page_size=options.page_size if size_kept else "",
        sections=None if options.sections == DEFAULT_SECTIONS else options.sections,
        left_out=options.left_out,
    )
