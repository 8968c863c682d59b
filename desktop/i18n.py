"""gettext for every string a person reads, without Qt.

``_`` looks the message up when it is called, so ``use`` may come after imports.
"""

import gettext
from collections.abc import Sequence

from resources.files import LOCALE

_DOMAIN = "brieflight"


class _Catalogue:
    current: gettext.NullTranslations = gettext.NullTranslations()


def use(languages: Sequence[str] | None = None) -> None:
    """Take the catalogue of the first language that has one (default: the environment's)."""
    if LOCALE.is_dir():
        _Catalogue.current = gettext.translation(
            _DOMAIN, localedir=str(LOCALE), languages=languages, fallback=True
        )
    else:  # looking for a catalogue loads the system's locales
        _Catalogue.current = gettext.NullTranslations()


def _(message: str) -> str:
    """The message in the user's language."""
    return _Catalogue.current.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """``one`` or ``many``, as ``count`` asks for, in the user's language."""
    return _Catalogue.current.ngettext(one, many, count)
