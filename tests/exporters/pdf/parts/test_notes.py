"""Notes: small, labelled, reachable, and heard as notes."""

from dataclasses import replace

from exporters.briefing import Inline, Note, Paragraph
from tests.exporters import briefings
from tests.exporters.pdf import samples
from tests.exporters.pdf.reader import heard, links, of_role, opened, page_texts, read_text, written


def test_notes_are_heard_as_notes_with_names_of_their_own() -> None:
    data = written(samples.of_parts(*samples.notes()))
    with opened(data) as pdf:
        found = of_role(pdf, "Note")
        assert len(found) == 3
        assert len({str(one.ID) for one in found}) == 3
        names = [str(one) for one in pdf.Root.StructTreeRoot.IDTree.Names][::2]
        assert names == sorted(str(one.ID) for one in found)
        labels = [heard(pdf, data, one) for one in of_role(pdf, "Lbl")]
        assert labels == ["1", "*", "2"]


def test_the_words_of_a_note_can_be_read() -> None:
    text = read_text(written(samples.of_parts(*samples.notes())))
    for note in samples.notes():
        if note.direction == "ltr":
            assert note.text in text
    assert "ראש הנמל אמר" in text


def test_a_link_reaches_a_note_and_a_note_links_back() -> None:
    text = "Graded¹ by hand."
    paragraph = Paragraph(text, inlines=(Inline(6, 7, "note-1"),))
    notes = samples.notes()
    data = written(samples.of_parts(paragraph, samples.claims(), *notes))
    assert ("¹", 0) in links(data)
    assert ("the claims", 0) in links(data)


def test_a_note_without_a_label_or_without_words_is_no_trouble() -> None:
    plain = Note("Only words.")
    data = written(samples.of_parts(plain, replace(plain, text=" ", label="3")))
    assert "Only words." in read_text(data)
    with opened(data) as pdf:
        assert len(of_role(pdf, "Note")) == 1
        assert not of_role(pdf, "Lbl")


def test_a_note_stays_with_the_table_it_explains() -> None:
    for count in range(30, 70):
        note = Note("The key to the grades.")
        data = written(samples.of_parts(briefings.evidence(count), note))
        (page,) = [text for text in page_texts(data) if note.text in text]
        assert f"C{count}" in page
