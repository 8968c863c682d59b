"""The intent about what the document of a session is to be."""

from desktop.i18n import _
from desktop.model.briefing import BriefingChoice
from desktop.model.change import Change, Edit
from desktop.model.session import Session


def choose(session: Session, choice: BriefingChoice) -> Change | None:
    """Remember a choice with the session; None where it is the one already."""
    if choice == session.briefing:
        return None
    return Change(_("Set up briefing"), (Edit(session.briefing, choice),))
