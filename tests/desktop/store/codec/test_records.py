"""Bytes of records that are kept from one save to the next."""

import json

from msgspec.structs import replace

from desktop.model.identity import AnnotationId, TagId
from desktop.store.codec.decoding import decode
from desktop.store.codec.encoding import encode
from tests.desktop.store.examples import (
    FIRST,
    SECOND,
    ferry,
)


def test_a_person_renamed_is_renamed_in_records_that_are_not_written_anew() -> None:
    read = decode(ferry())
    encode(read.session, read.cache)
    person = replace(read.session.people[0], name="R. One")
    written = encode(replace(read.session, people=(person,)), read.cache)
    names = {record["creator"]["name"] for record in json.loads(written)["annotations"]}
    assert names == {"R. One"}


def test_a_changed_text_changes_the_words_quoted_around_a_passage() -> None:
    read = decode(ferry())
    encode(read.session, read.cache)
    [source] = read.session.sources.values()
    text = source.text.replace("cancelled", "called of")
    after = replace(read.session, sources={source.id: replace(source, text=text)})
    [_position, _css, quote] = json.loads(encode(after, read.cache))["annotations"][0]["target"][
        "selector"
    ]
    assert quote["prefix"] == "ll not sail\n\nThe line called of "


def test_a_removed_passage_is_gone_and_an_undone_removal_brings_it_back_whole() -> None:
    read = decode(ferry())
    before = encode(read.session, read.cache)
    rest = {id_: held for id_, held in read.session.annotations.items() if id_ != FIRST}
    without = encode(replace(read.session, annotations=rest), read.cache)
    assert FIRST.encode() not in without.split(b'"annotations"')[1].split(b'"linking"')[0]
    assert encode(read.session, read.cache) == before


def test_each_of_many_saves_writes_what_a_first_one_would() -> None:
    read = decode(ferry())
    held = read.session.annotations
    new = replace(held[FIRST], id=AnnotationId("urn:x:new"), note="new")
    retagged = replace(held[SECOND], tag=TagId("opinion"))
    without = {id_: one for id_, one in held.items() if id_ != FIRST}
    for annotations in (
        held,
        {**held, new.id: new},
        {**held, SECOND: retagged, new.id: new},
        {**without, new.id: new},
        {new.id: new, **held},
        {},
        held,
    ):
        after = replace(read.session, annotations=annotations)
        assert encode(after, read.cache) == encode(after, decode(ferry()).cache)
