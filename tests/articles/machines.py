"""Reading what the site tells programs: typed links and structured data."""

import json
import re
from collections.abc import Iterator

from django.http import HttpResponse
from django.test import Client

SITE = "http://testserver"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TYPED_LINK = re.compile(r'<([^>]*)>((?:; \w+="[^"]*")+)')
LINK_ELEMENT = re.compile(r'<link rel="([\w -]+)" href="([^"]*)"')


def get(address: str, **headers) -> HttpResponse:
    """What an anonymous program is answered; `headers` are those of the request."""
    return Client().get(address, headers=headers)


def typed_links(text: str) -> Iterator[tuple[str, str, dict]]:
    """Every link of a `Link` header or a TimeMap: its relation, its address, its other attributes."""
    for address, attributes in TYPED_LINK.findall(text):
        given = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
        yield given.pop("rel"), address, given


def relations(response: HttpResponse) -> dict[str, str]:
    """The links of an answer's header, by relation."""
    return {rel: address for rel, address, _ in typed_links(response["Link"])}


def link_elements(response: HttpResponse) -> list[tuple[str, str]]:
    """The relation and the address of every link in the head of a page."""
    return LINK_ELEMENT.findall(response.content.decode())


def scripts(response: HttpResponse) -> list[str]:
    """What stands in each script element for structured data."""
    return SCRIPT.findall(response.content.decode())


def nodes(address: str) -> dict[str, dict]:
    """The structured data of a page, by type."""
    (script,) = scripts(get(address))
    data = json.loads(script)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}
