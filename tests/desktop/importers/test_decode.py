"""How bytes become text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importers.decode import decode
from desktop.importers.unreadable import Reason, UnreadableArticle

ENGLISH = "The café owner’s daughter, Zoë, said “nothing has changed at the quay”. Rent: €12."
POLISH = (
    "Przewodniczący związku powiedział, że strajk będzie trwał do środy. Żaden z pilotów nie "
    "wrócił do pracy, choć rząd obiecał nowe rozmowy."
)
RUSSIAN = (
    "Утром лоцманы порта вернулись к работе, но краны простояли ещё девять часов. Министр "
    "отказался отвечать на вопросы журналистов."
)
JAPANESE = (
    "港の水先案内人は朝、仕事に戻った。\nしかしクレーンはさらに九時間止まったままだった。"
    "大臣は記者の質問に一つも答えなかった。"
)
CHINESE = "早上，港口的引航员恢复了工作，但是起重机又停了九个小时。部长拒绝回答记者的问题。"
KOREAN = "아침에 항구 도선사들이 일터로 돌아왔지만 크레인은 아홉 시간 더 멈춰 있었다."
HEBREW = (
    "בבוקר חזרו נתבי הנמל לעבודה, אבל המנופים עמדו עוד תשע שעות. השר סירב לענות על שאלות העיתונאים."
)
ARABIC = "عاد مرشدو الميناء إلى العمل صباحا، لكن الرافعات ظلت متوقفة تسع ساعات أخرى."
GREEK = "Το πρωί οι πλοηγοί του λιμανιού επέστρεψαν στη δουλειά τους, αλλά οι γερανοί έμειναν."
TURKISH = (
    "Liman kılavuzları sabah işe döndü, ancak vinçler dokuz saat daha çalışmadı. Bakan, "
    "gazetecilerin sorularını yanıtlamadı ve görüşmeyi erteledi."
)

written = st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"]))


def refusal(data: bytes) -> UnreadableArticle:
    with pytest.raises(UnreadableArticle) as caught:
        decode(data, "article.txt")
    assert caught.value.name == "article.txt"
    return caught.value


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", ENGLISH),
        ("cp1250", POLISH),
        ("iso8859_2", POLISH),
        ("cp1251", RUSSIAN),
        ("koi8_r", RUSSIAN),
        ("cp866", RUSSIAN),
        ("shift_jis", JAPANESE),
        ("euc_jp", JAPANESE),
        ("iso2022_jp", JAPANESE),
        ("gb18030", CHINESE),
        ("euc_kr", KOREAN),
        ("cp1255", HEBREW),
        ("cp1256", ARABIC),
        ("cp1253", GREEK),
        ("cp1254", TURKISH),
    ],
    ids=lambda value: value if value.isascii() else "",
)
def test_a_text_in_an_older_encoding_comes_out_right_and_is_called_a_guess(
    encoding: str, text: str
):
    decoded = decode(text.encode(encoding), "article.txt")
    assert decoded.text == text
    assert decoded.guessed


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [ENGLISH, POLISH, RUSSIAN, JAPANESE, CHINESE, KOREAN])
def test_a_wide_encoding_is_told_without_its_mark(encoding: str, text: str):
    decoded = decode(text.encode(encoding), "article.txt")
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert decoded.guessed


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
@given(text=written)
def test_a_byte_order_mark_is_believed_and_stripped(mark: bytes, encoding: str, text: str):
    decoded = decode(mark + text.encode(encoding), "article.txt")
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, encoding, False)


def test_a_mark_that_the_bytes_break_is_an_encoding_error_that_names_it():
    for data, encoding in (
        (codecs.BOM_UTF8 + b"caf\xe9 au quai", "utf-8"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "utf-16-le"),
    ):
        error = refusal(data)
        assert (error.reason, error.detail) == (Reason.ENCODING, encoding)


@given(text=st.lists(written, max_size=6).map("\r\n".join))
def test_a_text_in_utf_8_comes_back_whole_with_crlf_made_lf(text: str):
    if not text.startswith("\ufeff"):
        decoded = decode(text.encode(), "article.txt")
        assert decoded.text == text.replace("\r\n", "\n")
        assert not decoded.guessed


def test_utf_8_with_a_broken_character_is_refused_and_not_read_as_something_else():
    for data in (ENGLISH.encode()[:-1] + b"\xe2\x82", ENGLISH.encode().replace(b"\xc3", b"", 1)):
        error = refusal(data)
        assert (error.reason, error.detail) == (Reason.ENCODING, "utf-8")


def test_a_lone_cr_and_other_line_ends_stay():
    text = "one\rtwo\u2028three\u2029four\x85five\ffive\vsix\u00a0seven"
    assert decode(text.encode(), "article.txt").text == text


def test_one_accent_in_an_english_text_is_enough_for_windows_1252():
    decoded = decode("A café.".encode("cp1252"), "article.txt")
    assert (decoded.text, decoded.encoding) == ("A café.", "cp1252")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00word/document.xml", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"{\\rtf1\\ansi A text after all.}", "RTF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
    ],
)
def test_the_first_bytes_of_other_files_are_known(data: bytes, kind: str):
    error = refusal(data)
    assert (error.reason, error.detail) == (Reason.BINARY, kind)


def test_nuls_that_are_not_those_of_utf_16_are_binary():
    assert refusal(b"The pilots\x00 went back to work.").reason is Reason.BINARY


def test_many_control_characters_are_binary_and_one_is_not():
    assert refusal(bytes(range(1, 127)) * 3).reason is Reason.BINARY
    text = "The pilots went back to work; the cranes stood idle.\x08 " * 3
    assert decode(text.encode(), "article.txt").text == text


def test_a_text_too_short_to_tell_its_script_is_not_guessed_at():
    assert refusal("השר סירב לענות על שאלות העיתונאים.".encode("cp1255")).reason is Reason.ENCODING


def test_bytes_that_fit_no_encoding_are_not_guessed_at():
    noise = bytes((index * index * 31 + index * 7) % 224 + 32 for index in range(3000))
    assert refusal(noise).reason is Reason.ENCODING
