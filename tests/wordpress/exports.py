"""Small WordPress exports of our own making, written to a file for a test to read."""

from pathlib import Path

from wordpress.reader import read

SPACES = """xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/{version}/\""""


def export(*records: str, version: str = "1.2", before: str = "") -> str:
    """A whole export with these records in its channel."""
    declaration = '<?xml version="1.0" encoding="UTF-8" ?>'
    rss = f'<rss version="2.0"\n{SPACES.format(version=version)}>'
    return f"{before}{declaration}\n{rss}\n<channel>\n{''.join(records)}</channel>\n</rss>\n"


def item(*fields: str, wp_id: int = 7, kind: str = "post") -> str:
    """A record of one post, page or attachment."""
    named = f"<wp:post_id>{wp_id}</wp:post_id><wp:post_type>{kind}</wp:post_type>"
    return f"<item>{named}{''.join(fields)}</item>\n"


def field(name: str, value: str) -> str:
    return f"<{name}><![CDATA[{value}]]></{name}>"


def meta(key: str, value: str) -> str:
    return f"<wp:postmeta>{field('wp:meta_key', key)}{field('wp:meta_value', value)}</wp:postmeta>"


def comment(*fields: str, wp_id: int = 1) -> str:
    return f"<wp:comment><wp:comment_id>{wp_id}</wp:comment_id>{''.join(fields)}</wp:comment>"


def entries(folder: Path, text: str | bytes) -> list:
    """Everything read from a file that holds `text`."""
    path = folder / "export.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read(path))


def only(kind: type, found: list):
    """The one entry of this kind."""
    (entry,) = [entry for entry in found if isinstance(entry, kind)]
    return entry
