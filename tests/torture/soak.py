"""``python -m tests.torture.soak COUNT``: random changes, undo and redo in the real window.

A simple model does the same. Passages come and go, and articles with those in them. After every
change the passage concerned is compared, now and then everything: session, reader, overview, list
and counts, and the file when it is saved and opened again, after every ``ROUND`` changes. There
memory is measured, for a session that is opened begins a new undo stack. In between a second window
opens a copy of file and journal, as the next start would after a crash, and is compared.
Prints a ``Result`` as JSON.
"""

import gc
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.app import build_window, create_application
from desktop.editing import sources, tagging
from desktop.model.annotation import Annotation, Span, Speaker
from desktop.model.identity import AnnotationId, SourceId, TagId
from desktop.store.files.sessions import save_session
from desktop.ui.window.main_window import MainWindow
from tests.benchmarks.generator import SOURCE, Size, article, session
from tests.desktop.ui.agreement import differences
from tests.torture.articles import ARTICLE, another, without
from tests.torture.kills import ROOT
from tests.torture.result import Result

ROUND = 10_000
"""Changes between two saves, and between two measures of memory."""
LOOK = 250
"""Changes between two comparisons of everything."""
MOST = 400
"""Passages there are at most."""
ARTICLES = 4
"""Articles there are at most."""
CRASH = 1_000
"""Changes between two copies that are opened as after a crash."""
GROWTH = 1_000_000
"""Bytes that memory may grow by in a round, once the program has warmed up."""
LEFT = 50
"""Objects of Python by which there may be more after a round, with the same session open. What is
kept of a passage, an article, a step or a listener shows here, however little memory it takes."""
WARM = 4
"""Rounds in which the program warms up: caches fill, and the allocator takes its arenas."""
WORDS = 3_000
NOTES = (
    "",
    "Check the date.",
    "“quoted” — 👩🏽‍🚒",
    "הערה",
    "one\n\ntwo\u2028three",
    "<b>&amp;</b>",
    "\\u0000 {}",
)


_STRAY = ",،"
"""No passage ends with these."""


class State(Struct, frozen=True):
    """What the model knows of a passage, or of an article, which has no tag."""

    spans: tuple[Span, ...] = ()
    tag: str = ""
    article: str = SOURCE
    note: str = ""
    labels: tuple[str, ...] = ()
    speaker: str = ""


Step = tuple[str, State | None, State | None]


class Model:
    """Passages and articles as plain values, and each step as what it put in place of what."""

    def __init__(self) -> None:
        self.held: dict[str, State] = {}
        self.articles: dict[str, State] = {SOURCE: State()}
        self._steps: list[tuple[Step, ...]] = []
        self._at = 0

    def put(self, id_: str, after: State | None) -> None:
        """One step; none where nothing changes."""
        self.put_all({id_: after})

    def put_all(self, states: dict[str, State | None]) -> None:
        """Several at once, as one step."""
        step = tuple((id_, self._of(id_).get(id_), after) for id_, after in states.items())
        if any(before != after for _id, before, after in step):
            del self._steps[self._at :]
            self._steps.append(step)
            self.redo()

    def undo(self) -> str:
        """Take the last step back; a passage concerned, empty where there is none."""
        if not self._at:
            return ""
        self._at -= 1
        for id_, before, _after in self._steps[self._at]:
            self._set(id_, before)
        return self._passage(self._steps[self._at])

    def redo(self) -> str:
        """Do the next step again; a passage concerned, empty where there is none."""
        if self._at == len(self._steps):
            return ""
        step = self._steps[self._at]
        self._at += 1
        for id_, _before, after in step:
            self._set(id_, after)
        return self._passage(step)

    def forget(self) -> None:
        """What is on the stack is given up."""
        self._steps, self._at = [], 0

    def within(self, article: str) -> list[str]:
        """The passages of an article."""
        return [id_ for id_, state in self.held.items() if state.article == article]

    def _passage(self, step: tuple[Step, ...]) -> str:
        return next((id_ for id_, before, after in step if (before or after or State()).tag), "")

    def _of(self, id_: str) -> dict[str, State]:
        known = id_ in self.articles or id_.startswith(ARTICLE)
        return self.articles if known else self.held

    def _set(self, id_: str, state: State | None) -> None:
        if state is None:
            del self._of(id_)[id_]
        else:
            self._of(id_)[id_] = state


class Soak:
    """The window and the model at the same work."""

    def __init__(self, window: MainWindow, second: MainWindow, path: Path, seed: int) -> None:
        self.window, self.second, self.path = window, second, path
        self.workspace = window.workspace
        self.chance, self.model = random.Random(seed), Model()
        self.words = article(WORDS)
        self.result = Result("soak: changes, undo, redo")
        self.sizes: list[int] = []
        self.objects: list[int] = []
        self.same = (path.with_name("a.brief.json"), path.with_name("b.brief.json"))
        for same in self.same:
            save_session(same, session(Size(100, 3)))
        self.made = 0
        window.workspace.open_path(path)
        QApplication.processEvents()

    def run(self, count: int) -> Result:
        """Make ``count`` steps."""
        kinds: list[tuple[Callable[[], str], int]] = [
            *((self._tag, 5), (self._retag, 2), (self._note, 3), (self._labels, 2)),
            *((self._speaker, 1), (self._resize, 2), (self._delete, 2)),
            *((self._undo, 6), (self._redo, 4)),
            *((self._add_article, 1), (self._remove_article, 1)),
        ]
        acts, weights = zip(*kinds, strict=True)
        for number in range(1, count + 1):
            act = self.chance.choices(acts, weights)[0]
            id_ = act()
            self.result.runs += 1
            if id_:
                self._compare_one(id_, act.__name__)
            if number % LOOK == 0:
                QApplication.processEvents()
                self._compare_all(f"after {number}")
            if number % CRASH == 0:
                self._crash(f"after a crash at {number}")
            if number % ROUND == 0:
                self._reopen()
        return self._judged()

    # Steps; each returns the passage concerned

    def _tag(self) -> str:
        if len(self.model.held) >= MOST:
            return self._delete()
        spans = self._spans()
        tag = self.chance.choice(("claim", "quote", "opinion", "context"))
        article_ = self.chance.choice(list(self.model.articles))
        self.workspace.show_source(SourceId(article_))
        state = State(spans, tag, article_)
        held = self.model.held.values()
        again = any((one.spans, one.tag, one.article) == (spans, tag, article_) for one in held)
        id_ = self.workspace.tag(spans, TagId(tag))
        if (id_ is None) != again:
            self._differs(f"tag {spans}: {id_}")
        if id_ is not None:
            self.model.put(id_, state)
        return id_ or ""

    def _add_article(self) -> str:
        if len(self.model.articles) < ARTICLES:
            self.made += 1
            source = another(self.workspace.session.sources[SOURCE], self.made)
            self.workspace.do(lambda s, _moment: sources.add_source(s, source))
            self.model.put(source.id, State())
        return ""

    def _remove_article(self) -> str:
        further = [id_ for id_ in self.model.articles if id_ != SOURCE]
        if not further:
            return ""
        gone = SourceId(self.chance.choice(further))
        passages = self.model.within(gone)
        self.workspace.do(lambda s, _moment: without(s, gone))
        self.model.put_all(dict.fromkeys([*passages, gone]))
        return passages[0] if passages else ""

    def _retag(self) -> str:
        tag = self.chance.choice(("claim", "quote", "opinion", "context"))
        return self._change(lambda id_: self.workspace.change_tag([id_], TagId(tag)), tag=tag)

    def _note(self) -> str:
        note = self.chance.choice(NOTES)
        return self._change(lambda id_: self.workspace.set_note(id_, note), note=note)

    def _labels(self) -> str:
        labels = tuple(self.chance.sample(("key", "to check", "תווית", "a, b"), 2))
        return self._change(lambda id_: self.workspace.set_labels(id_, labels), labels=labels)

    def _speaker(self) -> str:
        name = self.chance.choice(("", "Neda Tarvell", "שרה"))
        speaker = Speaker(name) if name else None
        return self._change(lambda id_: self.workspace.set_speaker(id_, speaker), speaker=name)

    def _resize(self) -> str:
        start, end = self._stretch(0, len(self.words.starts))
        id_ = self._any()
        spans = self.model.held[id_].spans if id_ else ()
        if len(spans) != 1:
            return ""
        self.workspace.do(
            lambda s, moment: tagging.resize(s, AnnotationId(id_), spans[0], start, end, moment)
        )
        self.model.put(id_, replace(self.model.held[id_], spans=(Span(start, end),)))
        return id_

    def _delete(self) -> str:
        id_ = self._any()
        if id_:
            self.workspace.delete([AnnotationId(id_)])
            self.model.put(id_, None)
        return id_

    def _undo(self) -> str:
        self.workspace.undo_stack.undo()
        return self.model.undo()

    def _redo(self) -> str:
        self.workspace.undo_stack.redo()
        return self.model.redo()

    def _change(self, act: Callable[[AnnotationId], object], **members: object) -> str:
        id_ = self._any()
        if id_:
            act(AnnotationId(id_))
            self.model.put(id_, replace(self.model.held[id_], **members))
        return id_

    def _any(self) -> str:
        held = list(self.model.held)
        return self.chance.choice(held) if held else ""

    def _spans(self) -> tuple[Span, ...]:
        middle = len(self.words.starts) // 2
        first = Span(*self._stretch(0, middle - 1))
        if self.chance.random() < 0.8:
            return (first,)
        return first, Span(*self._stretch(middle + 1, len(self.words.starts)))

    def _stretch(self, low: int, high: int) -> tuple[int, int]:
        """From the start of a word to the end of one, a few words long."""
        first = self.chance.randrange(low, high)
        last = min(first + self.chance.randrange(30), high - 1)
        start, end = self.words.starts[first], self.words.ends[last]
        return start, start + len(self.words.text[start:end].rstrip(_STRAY))

    # Looking

    def _compare_one(self, id_: str, act: str) -> None:
        held = self.workspace.session.annotations.get(AnnotationId(id_))
        if (_state(held) if held is not None else None) != self.model.held.get(id_):
            self._differs(f"{act}: {held} and not {self.model.held.get(id_)}")

    def _compare_all(self, when: str) -> None:
        session = self.workspace.session
        if {str(one.id): _state(one) for one in session.annotations.values()} != self.model.held:
            self._differs(f"{when}: the session holds something else")
        if set(session.sources) != set(self.model.articles):
            self._differs(f"{when}: the session holds other articles")
        for difference in differences(self.window):
            self._differs(f"{when}: {difference}")

    def _crash(self, when: str) -> None:
        """Open what lies on the disk in the second window, as the next start would."""
        self.workspace.journaling.settle()
        journal, second = self.workspace.journaling.own, self.second.workspace
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / self.path.name
            shutil.copyfile(self.path, copy)
            if journal is not None:
                shutil.copyfile(journal, copy.with_name(journal.name))
            second.open_path(copy)
            QApplication.processEvents()
            there, here = second.session, self.workspace.session
            for name in ("annotations", "sources"):
                if list(getattr(there, name).items()) != list(getattr(here, name).items()):
                    self._differs(f"{when}: other {name} are recovered")
            for difference in differences(self.second):
                self._differs(f"{when}: {difference}")
            if there.annotations:  # what is shown twice fails when it goes
                second.delete(there.annotations)
            second.undo_stack.setClean()
            second.start_new()
            QApplication.processEvents()

    def _reopen(self) -> None:
        if not self.workspace.save():
            self._differs("it could not be saved")
        self.model.forget()
        for window, path in ((self.window, self.same[0]), (self.second, self.same[1])):
            window.workspace.open_path(path)
        _clear_up()
        self.objects.append(len(gc.get_objects()) - len(self.model.held))
        self.second.workspace.start_new()
        self.workspace.open_path(self.path)
        QApplication.processEvents()
        self._compare_all("opened again")
        _clear_up()
        self.sizes.append(_resident())

    def _differs(self, what: str) -> None:
        self.result.lost += 1
        self.result.remember(what)

    def _judged(self) -> Result:
        memory, objects = _growth(self.sizes), _growth(self.objects)
        if memory > GROWTH or objects > LEFT:
            self.result.crashes += 1
        if len(self.sizes) > WARM:
            self.result.remember(
                f"memory grows by {memory / 1e6:+.2f} MB and {objects:+.1f} objects per {ROUND} "
                "changes"
            )
        self.result.remember("no differences")
        return self.result


def _state(held: Annotation) -> State:
    speaker = held.speaker.name if held.speaker is not None else ""
    return State(held.spans, held.tag, held.source, held.note, held.labels, speaker)


def _clear_up() -> None:
    """Let go of what is left to be deleted, as the loop of a running program does."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def _growth(measured: list[int]) -> float:
    """By how much a measure grows in a round, once the program has warmed up."""
    warm = measured[WARM - 1 :]
    return (warm[-1] - warm[0]) / (len(warm) - 1) if len(warm) > 1 else 0.0


def _resident() -> int:
    """Bytes of memory this process holds; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def run(count: int) -> Result:
    """Soak in a process of its own, whose memory holds nothing of other tortures."""
    command = [sys.executable, "-m", "tests.torture.soak", str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True)
    if done.returncode != 0:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        return Result("soak: changes, undo, redo", runs=1, crashes=1, worst=" ".join(last))
    return msgspec.json.decode(done.stdout, type=Result)


def main() -> None:
    """Soak and tell."""
    application = create_application()
    with tempfile.TemporaryDirectory() as name:
        os.environ["BRIEFLIGHT_CONFIG"] = os.environ["BRIEFLIGHT_DATA"] = name
        path = Path(name) / "work.brief.json"
        save_session(path, session(Size(WORDS, 0)))
        window, second = build_window(application), build_window(application)
        window.show()
        second.show()
        result = Soak(window, second, path, 7).run(int(sys.argv[1]))
        window.workspace.stop_jobs()
        second.workspace.stop_jobs()
    print(msgspec.json.encode(result).decode(), flush=True)
    os._exit(0)  # the window needs no taking down


if __name__ == "__main__":
    main()
