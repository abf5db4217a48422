"""JSON Feed 1.1 (jsonfeed.org), saying what the Atom feed of the same things says."""

import json
import re
from html import unescape
from urllib.parse import urljoin

from django.utils.feedgenerator import SyndicationFeed

_TAG = re.compile(r"<[a-z][^>]*>")
#: Attributes that hold an address; `srcset` holds several, each with its width.
_ADDRESS = re.compile(r'(?<= )(href|src)="([^"]*)"')
_SOURCES = re.compile(r'(?<= )srcset="([^"]*)"')


class JsonFeed(SyndicationFeed):
    """A feed as JSON. A reader knows no base of addresses in a text, so all of them are made whole."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        about = self.feed
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": about["title"],
            "home_page_url": about["link"],
            "feed_url": about["feed_url"],
            "description": about["subtitle"] or about["description"],
            "language": about["language"],
            "authors": [{"name": about["author_name"]}],
            "next_url": about["next_url"],
            "hubs": [{"type": "WebSub", "url": about["hub"]}] if about["hub"] else None,
            "items": [_item(item) for item in self.items],
        }
        outfile.write(json.dumps(_given(feed), ensure_ascii=False).encode(encoding))


def _item(item):
    summary = unescape(item["description"])
    content = item.get("content")
    return _given(
        {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": summary if content else None,
            "content_html": whole_addresses(content, item["link"]) if content else None,
            "content_text": None if content else summary,
            "date_published": _iso(item["pubdate"]),
            "date_modified": _iso(item["updateddate"]),
            "authors": [{"name": item["author_name"]}] if item["author_name"] else None,
            "tags": [*item["categories"]],
        }
    )


def whole_addresses(html: str, base: str) -> str:
    """Our own HTML with every address in it made whole, starting from `base`."""
    return _TAG.sub(lambda tag: _with_whole_addresses(tag[0], base), html)


def _with_whole_addresses(tag, base):
    tag = _ADDRESS.sub(lambda found: f'{found[1]}="{urljoin(base, found[2])}"', tag)
    return _SOURCES.sub(lambda found: f'srcset="{_whole_sources(found[1], base)}"', tag)


def _whole_sources(sources, base):
    return ", ".join(urljoin(base, source.strip()) for source in sources.split(","))


def _given(pairs):
    """Without what there is nothing to say about: JSON Feed knows no null."""
    return {name: value for name, value in pairs.items() if value not in (None, "", [])}


def _iso(moment):
    return moment.isoformat() if moment else None
