"""What the three rooms never do: unpickle, evaluate, call a shell, open a socket."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("desktop", "exporters", "resources")

MODULES = {
    *("pickle", "cPickle", "_pickle", "marshal", "shelve", "dill", "joblib", "code", "codeop"),
    *("socket", "socketserver", "ssl", "http", "urllib.request", "ftplib", "smtplib", "telnetlib"),
    *("requests", "httpx", "aiohttp", "urllib3", "webbrowser", "xmlrpc", "asyncio", "pty"),
    *("PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineWidgets"),
}
BUILTINS = {"eval", "exec", "compile"}
OF_OS = {"system", "popen", "startfile"}


def complaints(tree: ast.AST) -> Iterator[str]:
    """What a module does that none may."""
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        match node:
            case ast.Import(names):
                named = [one.name for one in names]
            case ast.ImportFrom(module=module, names=names):
                named = [module or "", *(f"{module}.{one.name}" for one in names)]
            case _:
                named = []
        for name in named:
            if any(name == one or name.startswith(f"{one}.") for one in MODULES):
                yield f"{line}: imports {name}"
        match node:
            case ast.Call(func=ast.Name(name)) if name in BUILTINS:
                yield f"{line}: calls {name}"
            case ast.Call(func=ast.Attribute(ast.Name("os"), name)) if name in OF_OS:
                yield f"{line}: calls os.{name}"
            case ast.keyword(arg="shell", value=value):
                if not (isinstance(value, ast.Constant) and value.value is False):
                    yield f"{line}: asks for a shell"
            case ast.Attribute(attr="startDetached" | "startCommand"):
                yield f"{line}: starts another program"
            case _:
                pass


@pytest.mark.parametrize("room", ROOMS)
def test_no_module_unpickles_evaluates_calls_a_shell_or_opens_a_socket(room: str) -> None:
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    found = [
        f"{path.relative_to(ROOT)}:{said}"
        for path in files
        for said in complaints(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from urllib import request",
        "import http.client",
        "eval('1')",
        "subprocess.run('a', shell=True)",
        "os.system('a')",
        "from PySide6 import QtNetwork",
    ],
)
def test_the_look_finds_what_it_looks_for(code: str) -> None:
    assert list(complaints(ast.parse(code)))
