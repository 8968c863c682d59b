"""What a step did and where, in words."""

import ast
import re
from pathlib import Path

from msgspec.structs import replace

import desktop
from desktop.editing import grading, hits, linking, shaping, sources, suggesting, tagging
from desktop.editing.account import Place, did, place, redid, undid, where
from desktop.editing.hits import tag_hits
from desktop.model.annotation import LinkKind, Span
from desktop.model.change import Change
from desktop.model.decision import SuggestionEngine
from desktop.model.grades import Credibility, Reliability
from desktop.model.identity import Instant, PersonId, TagId
from desktop.model.session import Session
from desktop.model.source import Block, BlockKind, Front, place_at, place_names
from desktop.model.suggestion import Suggestion
from tests.desktop.ui.articles import HARBOUR, laid_out, passage, session, source, span

NOW = Instant("2026-11-30T12:00:00Z")
LEASE = source(*HARBOUR, front=Front(title="A harbour is not a country"))
STRIKE = source("Pilots end the strike.", id_="urn:uuid:2", front=Front(title="Strike"))
QUAY = passage(LEASE, "leased a quay", tag="quote", number=1)
LINE = passage(LEASE, "neat line", tag="opinion", number=2)
PILOTS = passage(STRIKE, "Pilots", number=3)
BOTH = session(LEASE, STRIKE, passages=[QUAY, LINE, PILOTS])


def said(change: Change | None, held: Session = BOTH, shown: str = LEASE.id) -> str:
    assert change is not None
    at = where(change, held, held.apply(change), shown)  # type: ignore[arg-type]
    return did(change, at)


def test_a_step_is_told_with_what_and_where() -> None:
    words = (span(LEASE, "poor bargain"),)
    tagged = tagging.tag(BOTH, LEASE.id, words, TagId("claim"), PersonId(""), NOW)
    assert said(tagged) == "Tagged as claim, ¶3"
    assert said(tagging.delete(BOTH, [QUAY.id])) == "Deleted the quote, ¶2"
    assert said(tagging.delete(BOTH, [PILOTS.id])) == "Deleted the claim, S2 ¶1"
    both = [QUAY.id, PILOTS.id]
    grade = grading.set_credibility(BOTH, both, Credibility.PROBABLY_TRUE, NOW)
    assert said(grade) == "Set the credibility to 2, ¶2, S2 ¶1"


def test_every_step_of_the_program_has_words_for_having_been_taken() -> None:
    told: list[str] = []
    for path in Path(desktop.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id != "Change" or ast.unparse(node.args[0]) == "''":
                continue
            has_words = len(node.args) == 3 and ast.unparse(node.args[2]) != "''"
            assert has_words, f"{path.name}, line {node.lineno}: {ast.unparse(node)}"
            told.append(path.name)
    assert {"tagging.py", "merging.py", "hits.py", "lines.py", "briefing.py"} <= set(told)


def test_steps_of_many_passages_read_well_made_and_taken_back() -> None:
    where_it_lies = [span(LEASE, "quay"), span(LEASE, "bargain")]
    for intent, things in ((hits.tag_hits, "hits"), (hits.tag_sentences, "sentences")):
        change = intent(BOTH, LEASE.id, where_it_lies, TagId("claim"), PersonId(""), NOW)
        assert change is not None
        assert said(change) == f"Tagged 2 {things} as claim, ¶2, ¶3"
        assert undid(change.inverse(), "¶2") == f"Undone: tag 2 {things} as claim, ¶2"


def test_a_step_taken_back_or_again_is_named_as_in_the_menu() -> None:
    change = tagging.change_tag(BOTH, [QUAY.id], TagId("claim"), NOW)
    assert change is not None
    assert undid(change.inverse(), "¶2") == "Undone: change tag to claim, ¶2"
    assert redid(change, "¶2") == "Redone: change tag to claim, ¶2"
    assert undid(change.inverse(), "") == "Undone: change tag to claim"


def test_where_a_passage_goes_the_links_to_it_do_not_count() -> None:
    linked = linking.link(BOTH, LINE.id, QUAY.id, LinkKind.SUPPORTS, NOW)
    assert linked is not None
    held = BOTH.apply(linked)
    gone = tagging.delete(held, [QUAY.id])
    assert gone is not None
    assert len(gone.edits) == 2
    assert place(gone, held.apply(gone)) == Place(LEASE.id, gone=(QUAY.spans,))
    back = gone.inverse()
    assert place(back, held) == Place(LEASE.id, (QUAY.id,))


def test_what_became_of_merged_and_split_passages_is_shown() -> None:
    other = passage(LEASE, "poor bargain", number=4)
    held = session(LEASE, passages=[QUAY, other])
    merged = shaping.merge(held, [QUAY.id, other.id], QUAY.id, NOW)
    assert merged is not None
    assert place(merged, held.apply(merged)) == Place(LEASE.id, (QUAY.id,))
    assert place(merged.inverse(), held) == Place(LEASE.id, (QUAY.id, other.id))
    split = shaping.split(held, QUAY.id, QUAY.start + 7, NOW)
    assert split is not None
    assert place(split.inverse(), held) == Place(LEASE.id, (QUAY.id,))


def test_several_passages_are_shown_together_in_the_order_of_the_text() -> None:
    change = tagging.change_tag(BOTH, [LINE.id, QUAY.id, PILOTS.id], TagId("context"), NOW)
    assert change is not None
    assert place(change, BOTH.apply(change)) == Place(LEASE.id, (QUAY.id, LINE.id))


def test_of_many_passages_the_first_and_the_last_are_named() -> None:
    letters = [Span(at, at + 1) for at in range(0, 300, 3) if LEASE.text[at].isalpha()]
    held = [passage(LEASE, one, number=10 + n) for n, one in enumerate(letters)]
    many = session(LEASE, passages=held)
    change = tagging.delete(many, [one.id for one in held])
    assert said(change, many) == f"Deleted {len(held)} passages, ¶1 to ¶3"


def test_an_article_is_named_by_its_title_and_its_details_are_above_the_text() -> None:
    third = source("One.", id_="urn:uuid:3", front=Front(title="A  third\none"))
    added = sources.add_source(BOTH, third)
    assert said(added) == "Added the article, “A third one”"
    assert added is not None
    assert place(added, BOTH.apply(added)) == Place(third.id, details=True)
    assert place(added.inverse(), BOTH) == Place(None)
    front = sources.edit_front(BOTH, LEASE.id, Front(title="Another"))
    assert said(front) == "Changed the article's details"
    other = grading.set_reliability(BOTH, STRIKE.id, Reliability.B, PersonId(""), NOW)
    assert said(other) == "Set the reliability to B, “Strike”"
    assert other is not None
    assert place(other, BOTH.apply(other)) == Place(STRIKE.id, details=True)


def test_a_decision_is_told_with_the_place_of_its_suggestion() -> None:
    words = span(LEASE, "Small states")
    one = Suggestion((words,), TagId("claim"), 0.9, "rule")
    engine = SuggestionEngine()
    rejected = suggesting.reject(BOTH, LEASE.id, one, PersonId(""), NOW, engine)
    assert said(rejected) == "Rejected the suggestion, ¶3"
    assert place(rejected, BOTH.apply(rejected)) == Place(LEASE.id, gone=((words,),))
    accepted = suggesting.accept(BOTH, LEASE.id, [one], PersonId(""), NOW)
    assert said(accepted) == "Accepted as claim, ¶3"


def test_headings_and_front_matter_have_a_place_in_words() -> None:
    kinds = [
        (BlockKind.HEADING, "Harbour lease ends"),
        (BlockKind.FRONT_MATTER, "By Maren Oldacre"),
        (BlockKind.PARAGRAPH, "The lease ends."),
        (BlockKind.HEADING, "What the pilots say"),
        (BlockKind.PARAGRAPH, "Nothing about the lease."),
        (BlockKind.HEADING, "About the lease"),
    ]
    text = "\n\n".join(words for _kind, words in kinds)
    blocks = tuple(
        Block(kind, text.index(words), text.index(words) + len(words)) for kind, words in kinds
    )
    article = laid_out(text, blocks)
    assert place_names(blocks) == [
        *("headline", "front matter", "¶1", "above ¶2", "¶2", "below ¶2"),
    ]
    assert place_at(blocks, text.index("pilots")) == "above ¶2"
    hits = [Span(at.start(), at.end()) for at in re.finditer("lease", text)]
    change = tag_hits(session(article), article.id, hits, TagId("claim"), PersonId(""), NOW)
    assert said(change, session(article), article.id).endswith(", headline to below ¶2")


def test_passages_that_went_together_are_all_told_of() -> None:
    gone = tagging.delete(BOTH, [LINE.id, QUAY.id, PILOTS.id])
    assert gone is not None
    assert place(gone, BOTH.apply(gone)) == Place(LEASE.id, gone=(QUAY.spans, LINE.spans))


def test_a_change_without_a_place_is_told_without_one() -> None:
    change = sources.rename(BOTH, "Halvec")
    assert said(change) == "Renamed the session"
    assert change is not None
    assert place(change, BOTH.apply(change)) == Place()
    assert said(replace(change, done="")) == "Rename session"
