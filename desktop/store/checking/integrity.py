"""Whether the texts of a session are still those that were imported."""

from hashlib import sha256

from desktop.i18n import _
from desktop.model.session import Session
from desktop.store.codec.layout import without_surrogates
from desktop.store.errors import BadSession, Reason


def verify(session: Session) -> None:
    """Raise ``BadSession`` for the first article whose text is not that of its SHA-256.

    Opening a file does the same for the texts in it; this is for a session in memory.
    """
    for index, source in enumerate(session.sources.values()):
        if sha256(without_surrogates(source.text).encode()).hexdigest() != source.sha256:
            detail = _("the text is not the one that was saved: its SHA-256 differs")
            path = f"sources[{index}].text.sha256"
            raise BadSession(Reason.TEXT_MISMATCH, path, detail, source.title)
