"""The program speaks to nobody: no process of a whole job opens a connection.

Once by an audit hook in every Python process, which works everywhere, and once by a trace of the
system's calls, which sees what libraries do too.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from resources.files import SAMPLE_ARTICLE
from tests.desktop.ui.rehearsal.results import rehearse, results

HOOK = """
import os, sys
def _heard(event, arguments):
    if event in _WATCHED:
        with open(os.environ["BRIEFLIGHT_HEARD"], "a") as file:
            file.write(f"{event} {arguments!r}\\n")
_WATCHED = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg",
            "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request", "http.client.connect"}
sys.addaudithook(_heard)
with open(os.environ["BRIEFLIGHT_HEARD"], "a") as file:
    file.write("process\\n")
"""
CALLS = "connect,bind,sendto,sendmsg,sendmmsg"
INTERNET = re.compile(r"sa_family=AF_INET6?\b|AF_PACKET")
ITSELF = re.compile(r"\bbind\b.*(\('::1', 0\)|htons\(0\).*\"::1\")")
"""urllib3, which spaCy loads, looks whether this machine knows IPv6: it takes a port of the machine
itself and lets it go. Nobody is spoken to."""


def test_no_python_process_of_a_whole_job_reaches_for_the_network(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(HOOK, "utf-8")
    heard = tmp_path / "heard"
    ended = rehearse(
        tmp_path / "out", SAMPLE_ARTICLE, PYTHONPATH=str(tmp_path), BRIEFLIGHT_HEARD=str(heard)
    )
    results(ended)
    lines = heard.read_text("utf-8").splitlines()
    processes = lines.count("process")
    assert processes > 3, "the hook was not in the window and its workers"
    assert [line for line in lines if line != "process" and not ITSELF.search(line)] == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_no_call_of_a_whole_job_names_an_internet_address(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    command = [sys.executable, "-m", "desktop", "--rehearse", tmp_path / "out", SAMPLE_ARTICLE]
    ended = subprocess.run(
        ["strace", "-f", "-qq", "-o", trace, "-e", f"trace=execve,{CALLS}", *command],
        capture_output=True,
        text=True,
    )
    if "ptrace" in ended.stderr.lower():
        pytest.skip("nothing may be traced on this machine")
    results(ended)
    lines = trace.read_text("utf-8", "replace").splitlines()
    assert sum("execve(" in line for line in lines) > 3, "the workers were not traced"
    named = [line for line in lines if INTERNET.search(line)]
    assert [line for line in named if not ITSELF.search(line)] == []
