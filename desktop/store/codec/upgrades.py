"""What older versions of the format become: pure functions from version n to n + 1.

``STEPS[n]`` takes the JSON of a file of version n and returns that of version n + 1; it may change
what it is given. Each has a fixture of the old form beside its test, and stays for ever. A step is
needed when a member changes its meaning, not when one is added: what is added has a default.
"""

from collections.abc import Callable

Json = dict[str, object]
Step = Callable[[Json], Json]

STEPS: dict[int, Step] = {}
"""Empty: version 1 is the first."""


def upgraded(content: Json, start: int, goal: int) -> Json:
    """The content of a file of version ``start`` as one of version ``goal``.

    Raises ``KeyError`` when there is no way from one to the other.
    """
    for number in range(start, goal):
        content = {**STEPS[number](content), "formatVersion": number + 1}
    return content
