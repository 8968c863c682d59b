"""The one palette: window and briefing take every colour from here.

Colours are ``#RRGGBB``. ``LIGHT`` and ``DARK`` hold the roles of the window, ``TAGS`` the signs of
the four built-in tags. Paper (Word, PDF) uses the light column.
"""

from typing import Literal, NamedTuple

Theme = Literal["light", "dark"]
Pattern = Literal["solid", "double", "zigzag", "dots"]
PATTERNS: tuple[Pattern, ...] = ("solid", "double", "zigzag", "dots")


class Roles(NamedTuple):
    """Every colour of the chrome and the reader in one theme."""

    page: str
    chrome: str
    raised: str
    ink: str
    ink2: str
    ink3: str
    faint: str
    line: str
    hover: str
    quiet: str
    current: str
    accent: str
    select: str
    select_text: str
    button: str
    button_text: str
    hit: str
    hit_line: str
    hit_now: str
    hit_now_text: str
    warn: str
    danger: str
    ok: str
    desk: str


LIGHT = Roles(
    page="#FDFDFC",
    chrome="#F4F5F6",
    raised="#FFFFFF",
    ink="#16191D",
    ink2="#545A62",
    ink3="#868C94",
    faint="#6B7179",
    line="#DDE0E3",
    hover="#EAECEE",
    quiet="#E6E8EB",
    current="#E9E8F8",
    accent="#4338B8",
    select="#4338B8",
    select_text="#FFFFFF",
    button="#1F2328",
    button_text="#FFFFFF",
    hit="#FFE45C",
    hit_line="#8A6A00",
    hit_now="#FFC21A",
    hit_now_text="#16191D",
    warn="#8A5A00",
    danger="#B3261E",
    ok="#1B6E4C",
    desk="#B9BEC4",
)
DARK = Roles(
    page="#17191C",
    chrome="#1F2226",
    raised="#26292E",
    ink="#E8E8E6",
    ink2="#A9ADB3",
    ink3="#757B84",
    faint="#8D939B",
    line="#33373D",
    hover="#2B2F34",
    quiet="#2E3237",
    current="#312F55",
    accent="#A9A3FF",
    select="#5B50E0",
    select_text="#FFFFFF",
    button="#E8E8E6",
    button_text="#17191C",
    hit="#574B00",
    hit_line="#E9C93B",
    hit_now="#FFD84A",
    hit_now_text="#17191C",
    warn="#E8B34B",
    danger="#FF8A80",
    ok="#6FCF9F",
    desk="#0E0F11",
)


class TagSigns(NamedTuple):
    """The three signs of a tag in one theme: tint behind the text, bar colour, bar pattern."""

    tint: str
    bar: str
    pattern: Pattern


TAGS: dict[str, dict[Theme, TagSigns]] = {
    "claim": {
        "light": TagSigns("#BDD8F5", "#155E9B", "solid"),
        "dark": TagSigns("#1D3B5F", "#6BA1E6", "solid"),
    },
    "quote": {
        "light": TagSigns("#D0F9D6", "#1F9470", "double"),
        "dark": TagSigns("#2F5646", "#A9F2D4", "double"),
    },
    "opinion": {
        "light": TagSigns("#F7C6A2", "#AC5014", "zigzag"),
        "dark": TagSigns("#4F2B0E", "#F0A468", "zigzag"),
    },
    "context": {
        "light": TagSigns("#E4DDD7", "#3A3C3F", "dots"),
        "dark": TagSigns("#404045", "#85888C", "dots"),
    },
}


def roles(theme: Theme) -> Roles:
    """The roles of one theme."""
    return DARK if theme == "dark" else LIGHT


def signs(tag: str, color: str, position: int, theme: Theme) -> TagSigns:
    """The signs of any tag of a codebook.

    The four built-in tags keep their drawn signs as long as their colour is the built-in one. Any
    other tag has one colour, its bar; its tint is that colour mixed into the page (25 % light,
    30 % dark) and moved towards the page until ink reads on it at 7:1; patterns repeat by
    ``position``, the tag's place in the codebook from 0.
    """
    drawn = TAGS.get(tag)
    if drawn is not None and drawn["light"].bar.lower() == color.lower():
        return drawn[theme]
    chosen = roles(theme)
    share = 0.30 if theme == "dark" else 0.25
    tint = mix(color, chosen.page, share)
    while contrast(chosen.ink, tint) < 7 and share > 0.02:
        share -= 0.02
        tint = mix(color, chosen.page, share)
    return TagSigns(tint, _readable_bar(color, chosen), PATTERNS[position % len(PATTERNS)])


def mix(color: str, base: str, share: float) -> str:
    """``share`` (0 to 1) of ``color`` over ``base``, channel by channel in sRGB."""
    pairs = zip(_channels(color), _channels(base), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _readable_bar(color: str, chosen: Roles) -> str:
    bar, share = color, 1.0
    while contrast(bar, chosen.page) < 3 and share > 0.05:
        share -= 0.05
        bar = mix(color, chosen.ink, share)
    return bar


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(color))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
