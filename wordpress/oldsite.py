"""The site that an export comes from, as far as its records need to know it."""

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from wordpress.dates import believed
from wordpress.entries import Author, Site

ADDRESS_LENGTH, HOST_LENGTH = 300, 150


@dataclass
class OldSite:
    """`address` names the site in what we keep of it, `exported` is the moment of the export or None, and
    `authors` are names by login."""

    address: str = ""
    exported: datetime | None = None
    authors: dict[str, str] = field(default_factory=dict)

    def learn(self, entry: Site | Author) -> None:
        if isinstance(entry, Author):
            self.authors[entry.login] = entry.display_name
            return
        self.address = entry.base_url.rstrip("/")[:ADDRESS_LENGTH]
        self.exported = believed(entry.exported)

    @property
    def host(self) -> str:
        """What readers are told; the address itself where it has no host."""
        try:
            host = urlsplit(self.address).hostname
        except ValueError:
            host = ""
        return (host or self.address or "another site")[:HOST_LENGTH]
