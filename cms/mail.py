"""Mail: plain text, one template for the subject and one for the words."""

from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context, engines

from cms.context_processors import names


def send(name: str, to: str, context: dict, headers: dict | None = None) -> None:
    """Send templates/email/`name`.txt to one address, under the subject in `name`.subject.txt.

    Beside `context` the templates know `site_name` and `base_url`, the beginning of the site's addresses.
    Every mail says that no person wrote it (`Auto-Submitted`, RFC 3834), so that no machine answers it.
    To be called by a task: a mail server may be slow or away, and the worker tries again.
    """
    context = Context({**names(), "base_url": settings.SITE_URL, **context}, autoescape=False)
    subject = " ".join(_rendered(f"{name}.subject.txt", context).split())
    own = {"Auto-Submitted": "auto-generated", "Message-ID": make_msgid(domain=domain())}
    words = _rendered(f"{name}.txt", context).strip() + "\n"
    EmailMessage(subject, words, to=[to], headers=own | (headers or {})).send()


def domain() -> str:
    """The site's host, after which mails and lists are named; never the machine's own name."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _rendered(name, context):
    return engines["django"].engine.get_template(f"email/{name}").render(context)
