"""The colours of the page as numbers that mean the same everywhere: an sRGB profile.

Written out here, so that no profile with a date or a vendor's name in it is needed. The layout is
that of ICC.1:2010 (profile version 4.3), the values are IEC 61966-2-1 adapted to D50.
"""

import struct

_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
    b"wtpt": (0.96420, 1.00000, 0.82491),
}
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
_D50 = (0.96420, 1.00000, 0.82491)


def srgb_profile() -> bytes:
    """The profile; the same bytes on every machine."""
    curve = b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + _fixed(_CURVE)
    tags = [
        (b"desc", _text("sRGB")),
        (b"cprt", _text("No copyright, use freely")),
        (b"chad", b"sf32\0\0\0\0" + _fixed(_ADAPTATION)),
        *((name, b"XYZ \0\0\0\0" + _fixed(values)) for name, values in _PRIMARIES.items()),
        *((name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")),
    ]
    table = struct.pack(">I", len(tags))
    body = b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags:
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    return (
        struct.pack(">I4xI", size, 0x04300000)
        + b"mntrRGB XYZ "
        + date
        + b"acsp"
        + bytes(28)
        + _fixed(_D50)
        + bytes(48)
    )


def _fixed(values: tuple[float, ...]) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _text(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return (
        b"mluc\0\0\0\0"
        + struct.pack(">II", 1, 12)
        + b"enUS"
        + struct.pack(">II", len(data), 28)
        + data
    )
