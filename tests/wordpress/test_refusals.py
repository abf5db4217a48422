"""What is no sound export is refused in a plain sentence, after all that was sound has come out."""

import gzip
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wordpress.exports import entries, export, item
from wordpress.entries import Post, Site
from wordpress.errors import WxrError
from wordpress.reader import read

SOUND = export(item(wp_id=1), item(wp_id=2))
HEAD = export().partition("</channel>")[0]
CUT_OFF = "The file stops here, in the middle. Export it again, or copy it again."
STRAY_AMPERSAND = "There is a character here that XML does not allow, often a “&” that should be “&amp;”."
NOT_XML = "This is not an XML file. A WordPress export ends in .xml and starts with “<?xml”."
DOCTYPE = "The file has a DOCTYPE. WordPress exports have none, and one can do harm."


def refusal(folder, text) -> WxrError:
    with pytest.raises(WxrError) as caught:
        entries(folder, text)
    return caught.value


def until_refused(path) -> tuple[list, WxrError]:
    found = []
    with pytest.raises(WxrError) as caught:
        found.extend(iter(read(path)))
    return found, caught.value


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \n\n\xef\xbb\xbf\t\n", "The file is empty."),
        (b"From: someone\nSubject: hello", NOT_XML),
        (b"\x89PNG\r\n\x1a\n\0\0", NOT_XML),
        (
            gzip.compress(SOUND.encode()),
            "This file is packed with gzip. Unpack it and import the .xml file inside.",
        ),
        (b"PK\x03\x04rest", "This file is packed with zip. Unpack it and import the .xml file inside."),
    ],
)
def test_whole_file_of_the_wrong_kind_is_refused(tmp_path, content, sentence):
    error = refusal(tmp_path, content)
    assert (str(error), error.line) == (sentence, None)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            "<rss><channel><item/></channel></rss>",
            "Line 1: This is a news feed, not a WordPress export. In WordPress, use Tools, Export.",
        ),
        (
            '<rss xmlns:wp="http://wordpress.org/plugins/1.2/"><channel/></rss>',
            "Line 1: This is a news feed, not a WordPress export. In WordPress, use Tools, Export.",
        ),
        (
            "\n<feed><entry/></feed>",
            "Line 2: This is not a WordPress export: it starts with <feed>, not <rss>.",
        ),
        ("<html><p>Sign in", "Line 1: This is not a WordPress export: it starts with <html>, not <rss>."),
        (f"<!DOCTYPE html>\n{SOUND}", f"Line 1: {DOCTYPE}"),
    ],
)
def test_other_xml_is_refused(tmp_path, content, sentence):
    assert str(refusal(tmp_path, content)) == sentence


@pytest.mark.parametrize("encoding", ["rot13", "unicode_escape", "utf-7", "no-such"])
def test_encoding_we_do_not_read_is_refused(tmp_path, encoding):
    error = refusal(tmp_path, SOUND.replace("UTF-8", encoding))
    assert str(error) == (
        f"Line 1: The file says it is in “{encoding}”, which we cannot read. Save it as UTF-8."
    )


def test_doctype_is_refused_before_its_entities_are_read(tmp_path):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>\n<rss>&l11;</rss>'
    assert str(refusal(tmp_path, bomb)) == f"Line 2: {DOCTYPE}"


def test_outside_entity_is_never_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("swordfish")
    text = SOUND.replace("<rss", f'<!DOCTYPE rss [<!ENTITY s SYSTEM "{secret.as_uri()}">]>\n<rss', 1)
    error = refusal(tmp_path, text.replace("</item>", "<title>&s;</title></item>"))
    assert str(error) == f"Line 2: {DOCTYPE}"


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ("<item><title>Salt & pepper</title></item>", STRAY_AMPERSAND),
        ("<item><link>https://old.example/?a=1&b=2</link></item>", STRAY_AMPERSAND),
        ("<item><title>a&nbsp;b</title></item>", "There is a “&” here that should be “&amp;”."),
        ("<item><title>a</item>", "A closing tag here does not match the tag that is open."),
        (
            "<item><title>&#8;</title></item>",
            "This is not well-formed XML (reference to invalid character number).",
        ),
        ("<item>", "A closing tag here does not match the tag that is open."),
        ("<item>" + "<b>" * 101, "Tags are nested more than 100 deep here."),
    ],
)
def test_fault_names_its_line_and_comes_after_what_was_sound(tmp_path, broken, sentence):
    path = tmp_path / "export.xml"
    path.write_text(export(item(wp_id=1), item(wp_id=2), broken))
    found, error = until_refused(path)
    assert [type(entry) for entry in found] == [Site, Post, Post]
    assert (error.sentence, error.line) == (sentence, 10)


def test_lines_are_counted_from_the_top_of_the_file(tmp_path):
    assert refusal(tmp_path, "\n\n" + export("&")).line == refusal(tmp_path, export("&")).line + 2


def test_text_after_the_export_is_a_fault(tmp_path):
    error = refusal(tmp_path, f"{SOUND}<p>Warning: out of memory</p>")
    assert error.sentence == "The export has ended, but the file goes on here."


def test_cut_off_file_yields_every_whole_item(tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(SOUND[: SOUND.index("</item>", SOUND.index("</item>") + 1)])
    found, error = until_refused(path)
    assert [entry.wp_id for entry in found[1:]] == [1]
    assert error.sentence == CUT_OFF


def test_cut_off_inside_cdata_is_a_cut_off_file(tmp_path):
    assert refusal(tmp_path, f"{HEAD}<item><title><![CDATA[Half a ti").sentence == CUT_OFF


@given(st.integers(min_value=1, max_value=len(SOUND.rstrip()) - 1))
def test_no_cut_passes_for_a_whole_file(tmp_path_factory, length):
    path = tmp_path_factory.mktemp("cut") / "export.xml"
    path.write_text(SOUND[:length])
    found, _ = until_refused(path)
    assert found == list(islice(_sound(tmp_path_factory), len(found)))


def _sound(tmp_path_factory) -> list:
    return entries(tmp_path_factory.mktemp("sound"), SOUND)


@given(st.binary(max_size=300), st.integers(min_value=0, max_value=len(SOUND)))
def test_any_bytes_anywhere_are_read_or_refused_in_words(tmp_path_factory, noise, at):
    path = tmp_path_factory.mktemp("noise") / "export.xml"
    path.write_bytes(SOUND[:at].encode() + noise + SOUND[at:].encode())
    try:
        assert isinstance(next(iter(read(path))), Site)
        list(read(path))
    except WxrError as error:
        assert error.sentence.endswith((".", "”."))  # noqa: PT017


def test_item_beyond_all_measure_is_refused(tmp_path):
    path = tmp_path / "export.xml"
    with path.open("w") as file:
        file.write(f"{HEAD}<item><content:encoded>")
        for _ in range(33):
            file.write("word " * 210_000)
    _, error = until_refused(path)
    assert error.sentence == "A single post or page is larger than 32 MB here."


@pytest.mark.parametrize("opening", ["<!--", '<item title="', "<"])
def test_endless_tag_or_remark_is_refused(tmp_path, opening):
    error = refusal(tmp_path, f"{HEAD}{opening}{'x' * 1_200_000}")
    assert error.sentence == "There is a tag or remark here of more than 1 MB. No export holds one."


def test_file_that_is_not_there_is_the_systems_own_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        next(read(tmp_path / "nothing.xml"))
