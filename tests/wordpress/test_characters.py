"""Bytes that XML forbids are mended while the file streams by, and every mending is reported."""

import codecs

import pytest

from tests.wordpress.exports import entries, export, field, item, only
from wordpress.characters import CHUNK
from wordpress.entries import Post, Repair

TEXT = "naïve – “quoted” 😀"


def title(found: list) -> str:
    return only(Post, found).title


def test_control_characters_are_left_out_and_counted(tmp_path):
    text = export("\n", item(field("title", "a\x0bb\x00c\x1f\x0cd\ufffee")))
    found = entries(tmp_path, text)
    assert title(found) == "abcde"
    assert found[-1] == Repair(9, "5 control characters left out: XML forbids them.")


def test_white_space_and_every_other_character_stay(tmp_path):
    body = "tab\tline\nnext\x7f\x85\u2028\u202e\U0001f600e\u0301"
    found = entries(tmp_path, export(item(field("content:encoded", body))))
    assert only(Post, found).content == body
    assert not [entry for entry in found if isinstance(entry, Repair)]


def test_bytes_that_make_no_character_become_a_mark(tmp_path):
    text = export(item(field("title", "caf|, na?ve"))).encode()
    text = text.replace(b"|", b"\xe9").replace(b"?ve", b"\xe2\x80ve")
    found = entries(tmp_path, text)
    assert title(found) == "caf\ufffd, na\ufffdve"
    assert found[-1] == Repair(8, "2 unreadable characters became “\ufffd”.")


def test_mark_that_was_there_before_is_no_repair(tmp_path):
    found = entries(tmp_path, export(item(field("title", "a\ufffdb"))))
    assert title(found) == "a\ufffdb"
    assert not [entry for entry in found if isinstance(entry, Repair)]


@pytest.mark.parametrize("shift", range(-6, 7))
def test_characters_and_marks_on_the_edge_of_a_chunk_survive(tmp_path, shift):
    body = "😀 ]]]]><![CDATA[> é"
    start = export(item(field("content:encoded", "|"))).index("|")
    padding = "x" * (CHUNK - start - 12 + shift)
    post = only(Post, entries(tmp_path, export(item(field("content:encoded", padding + body)))))
    assert post.content == f"{padding}😀 ]]> é"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", b""),
    ],
)
def test_encoding_shows_in_the_first_bytes_whatever_is_declared(tmp_path, encoding, mark):
    text = export(item(field("title", f"{TEXT}\x0c")))
    found = entries(tmp_path, mark + text.encode(encoding))
    assert title(found) == TEXT
    assert found[-1] == Repair(8, "1 control character left out: XML forbids them.")


@pytest.mark.parametrize(
    ("declared", "written", "words"),
    [
        ("windows-1252", "cp1252", "naïve “quoted”"),
        ("ISO-8859-1", "cp1252", "naïve “quoted”"),
        ("iso-8859-15", "iso8859-15", "10 €"),
        ("koi8-r", "koi8-r", "спина"),
        ("Shift_JIS", "shift_jis", "背中の痛み"),
        ("us-ascii", "utf-8", TEXT),
        ("UTF-16", "utf-8", TEXT),
    ],
)
def test_declared_encoding_is_read(tmp_path, declared, written, words):
    text = export(item(field("title", words))).replace('encoding="UTF-8"', f'encoding="{declared}"')
    assert title(entries(tmp_path, text.encode(written))) == words


def test_blank_lines_and_a_byte_order_mark_before_the_first_tag_do_no_harm(tmp_path):
    assert (
        title(entries(tmp_path, export(item(field("title", "Sound")), before="\ufeff\r\n \n\ufeff")))
        == "Sound"
    )


def test_zeros_after_the_end_do_no_harm(tmp_path):
    assert title(entries(tmp_path, export(item(field("title", "Sound"))) + "\0" * 4096)) == "Sound"
