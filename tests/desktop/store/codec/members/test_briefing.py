"""What was chosen for the document of a session, in its file."""

import pytest
from msgspec.structs import replace

from desktop.model.briefing import AS_USUAL, BriefingChoice
from desktop.model.session import new_session
from desktop.options import SectionName
from desktop.store.checking import strict
from desktop.store.codec import decoding, encoding

CHOICE = BriefingChoice(
    format="pdf",
    title="The <b> lease",
    reference="MR/7",
    author="",
    page_size="Letter",
    sections=(SectionName.SOURCES, SectionName.CLAIMS),
    left_out=("urn:a", "urn:b"),
)


def with_member(member: str) -> bytes:
    """A session file with this member ``briefing``, none where it is empty."""
    data = encoding.encode(new_session("Port"))
    if not member:
        return data
    return data.removesuffix(b"\n}\n") + f',\n "briefing": {member}\n}}\n'.encode()


def written(choice: BriefingChoice, member: str = "") -> bytes:
    """A session file with this choice laid over what the member ``briefing`` said."""
    data = with_member(member)
    return encoding.encode(replace(decoding.decode(data).session, briefing=choice))


def test_it_is_read_as_it_was_written_and_the_file_is_sound() -> None:
    data = written(CHOICE)
    assert decoding.decode(data).session.briefing == CHOICE
    assert strict.problems(data) == []


def test_a_session_without_a_choice_has_no_such_member() -> None:
    assert b'"briefing"' not in written(AS_USUAL)


def test_members_nobody_knows_survive_a_choice_and_its_undoing() -> None:
    member = '{"bottomLine": "Soon.", "title": "Old", "profile": "internal"}'
    changed = written(CHOICE, member)
    assert b'"bottomLine": "Soon."' in changed
    assert b'"Old"' not in changed
    undone = encoding.encode(replace(decoding.decode(changed).session, briefing=AS_USUAL))
    assert b'"profile": "internal"' in undone
    assert decoding.decode(undone).session.briefing == AS_USUAL


@pytest.mark.parametrize("member", ['"soon"', "[1]", '{"title": 7}', '{"sections": {}}', "null"])
def test_what_has_another_form_is_kept_and_means_nothing(member: str) -> None:
    data = written(AS_USUAL, member)
    assert f'"briefing": {member}'.encode() in data
    assert decoding.decode(data).session.briefing == AS_USUAL


def test_sections_of_a_newer_version_are_passed_over() -> None:
    data = with_member('{"sections": ["judgements", "claims"]}')
    session = decoding.decode(data).session
    assert session.briefing.sections == (SectionName.CLAIMS,)
    assert b'"judgements"' in encoding.encode(session)


def test_the_same_choice_leaves_the_bytes_as_they_were() -> None:
    data = written(CHOICE)
    again = decoding.decode(data)
    assert encoding.encode(again.session, again.cache) == data
