"""Whether a file holds no more than the format allows (``desktop.model.bounds``)."""

from collections.abc import Iterator

from desktop.i18n import _
from desktop.model import bounds
from desktop.store.codec import wire
from desktop.store.errors import BadSession, Reason


def check_head(file: wire.File) -> None:
    """Raise ``BadSession`` for the first thing beside the passages that is too many or too long."""
    _check_number(f"codebook[{bounds.TAGS}]", len(file.codebook), bounds.TAGS)
    for path, text in _lines(file):
        _check_line(path, text)


def check_bodies(record: wire.Annotation, path: str) -> None:
    """The same for what is said about a passage; ``path`` is that of the record."""
    labels = 0
    for i, body in enumerate(record.body):
        if isinstance(body, str) or body.purpose not in ("tagging", "describing"):
            continue
        labels += body.purpose == "tagging"
        _check_number(f"{path}.body[{i}]", labels, bounds.LABELS)
        for name, text in (
            *(("value", body.value), ("br:position", body.position)),
            *(("br:cue", body.cue), ("br:role", body.role)),
        ):
            if len(text) > bounds.LINE:
                _check_line(f"{path}.body[{i}].{name}", text)


def check_parts(targets: list[wire.Target], path: str) -> None:
    """The same for the parts of a passage; ``path`` is that of its targets."""
    _check_number(f"{path}[{bounds.PARTS}]", len(targets), bounds.PARTS)


def _lines(file: wire.File) -> Iterator[tuple[str, str]]:
    yield "title", file.title
    for i, person in enumerate(file.people):
        yield f"people[{i}].name", person.name
        yield f"people[{i}].initials", person.initials
    for i, tag in enumerate(file.codebook):
        yield f"codebook[{i}].id", tag.id
        yield f"codebook[{i}].name", tag.name
        yield f"codebook[{i}].key", tag.key
    for i, source in enumerate(file.sources):
        yield f"sources[{i}].name", source.name
        for name in wire.Front.__struct_fields__:
            yield f"sources[{i}].front.{name}", getattr(source.front, name)


def _check_number(path: str, number: int, most: int) -> None:
    if number > most:
        detail = _("there are more than {most} entries, the most there can be")
        raise BadSession(Reason.TOO_MUCH, path, detail.format(most=f"{most:,}"))


def _check_line(path: str, text: str) -> None:
    if len(text) > bounds.LINE:
        detail = _("this has {length} characters, and at most {most} can stand here")
        detail = detail.format(length=f"{len(text):,}", most=f"{bounds.LINE:,}")
        raise BadSession(Reason.TOO_MUCH, path, detail)
