"""What the shim catches is what the system is asked."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture.kills import ROOT

PROGRAM = """
import sys
from pathlib import Path
from desktop.store.files.sessions import save_session
from tests.desktop.store.examples import opened
from tests.torture.shim import watched

path, session, seen = Path(sys.argv[1]), opened(), []
save_session(path, session)
path.with_name("begin").touch()
with watched(path.parent, lambda call: None, seen.append):
    save_session(path, session)
path.with_name("end").touch()
print(sum(one.name in ("open", "write", "fsync", "replace", "rename", "link", "unlink")
          for one in seen))
"""
CALLS = "openat,write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink"


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_shim_sees_every_call_that_the_system_sees(tmp_path: Path) -> None:
    trace, path = tmp_path / "trace", tmp_path / "work" / "a.brief.json"
    path.parent.mkdir()
    done = subprocess.run(
        ["strace", "-f", "-o", trace, "-e", f"trace={CALLS}", sys.executable, "-c", PROGRAM, path],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    if done.returncode != 0 and "ptrace" in done.stderr.lower():
        pytest.skip("nothing may be traced on this machine")
    assert done.returncode == 0, done.stderr
    lines = trace.read_text("utf-8", "replace").splitlines()
    begin, end = (
        next(at for at, line in enumerate(lines) if f"/work/{name}" in line)
        for name in ("begin", "end")
    )
    assert int(done.stdout) == end - begin - 1 > 10, lines[begin : end + 1]
