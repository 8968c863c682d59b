"""The member ``marking`` of a session file: what stands on every page of its documents.

It is a text, or an object with ``scheme``, ``level`` and ``caveat`` as other programs may write it.
What it says is never passed over: a document would go out without it.
"""

from typing import cast

import msgspec
from msgspec import Raw

from desktop.i18n import _
from desktop.model.change import MARKING_AT_MOST
from desktop.store.codec import wire
from desktop.store.codec.records import Json
from desktop.store.errors import BadSession, Reason

_TLP = "TLP"
"""How schemes of the Traffic Light Protocol begin, and what stands before their levels."""


def marking_in(read: Raw) -> str:
    """The marking a file holds, in words; empty for none.

    Of an object of another form all texts are taken. Raises ``BadSession`` for what is no marking
    at all, and for one that is too long.
    """
    if not bytes(read):
        return ""
    try:
        value: object = msgspec.json.decode(read)
    except (msgspec.DecodeError, RecursionError):
        value = False
    if value is None:
        return ""
    if isinstance(value, dict):
        value = _in_words(cast("Json", value))
    if not isinstance(value, str):
        raise BadSession(Reason.WRONG_TYPE, "marking", _("a marking is a text"))
    if len(value) > MARKING_AT_MOST:
        detail = _("a marking has at most {most} characters").format(most=MARKING_AT_MOST)
        raise BadSession(Reason.WRONG_VALUE, "marking", detail)
    return value


def marking_member(marking: str, given: object) -> Json:
    """The member that says this marking, where the file's own, ``given``, does not say it."""
    raw = given if isinstance(given, Raw) else wire.UNSAID
    return {} if marking_in(raw) == marking or not marking else {"marking": marking}


def _in_words(value: Json) -> str:
    level, caveat = value.get("level"), value.get("caveat")
    if not isinstance(level, str):
        texts = [one for one in value.values() if isinstance(one, str)]
    elif str(value.get("scheme")).upper().startswith(_TLP) and level and ":" not in level:
        texts = [f"{_TLP}:{level}", caveat]
    else:
        texts = [level, caveat]
    return " ".join(one for one in texts if isinstance(one, str) and one)
