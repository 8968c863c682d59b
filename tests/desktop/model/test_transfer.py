"""An imported article behind the pipe."""

import msgspec
import pytest

from desktop.model.transfer import decode_imported, encode_imported
from tests.desktop.ui.articles import HARBOUR, source


def test_an_article_comes_back_as_it_was() -> None:
    article = source(*HARBOUR)
    assert decode_imported(encode_imported(article, None, ("note",))) == (article, None, ("note",))


@pytest.mark.parametrize("extra", ["2", "[]", '"x"', "{}"])
def test_what_no_worker_of_ours_writes_is_refused(extra: str) -> None:
    sent = encode_imported(source(*HARBOUR), None, ())
    changed = sent.replace(b'"extra":null', f'"extra":{extra}'.encode())
    assert changed != sent
    with pytest.raises(msgspec.DecodeError):
        decode_imported(changed)
