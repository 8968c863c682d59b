"""What a file said about a record beyond the model: carried along, read by the codec only."""


class Extra:
    """The JSON a record was read from, with the members this version does not know.

    Opaque outside ``desktop.store``. It takes no part in comparing records: two records that say
    the same are equal wherever they were read from.
    """

    __slots__ = ("raw",)

    def __init__(self, raw: bytes | memoryview = b"") -> None:
        self.raw = raw

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Extra)

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return f"Extra({len(self.raw)} bytes)"


NO_EXTRA = Extra()
