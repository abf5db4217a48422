"""Mail: plain text, one template for the subject and one for the words."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context, engines

from cms.context_processors import names


def send(name: str, to: str, context: dict, headers: dict | None = None) -> None:
    """Send templates/email/`name`.txt to one address, under the subject in `name`.subject.txt.

    Beside `context` the templates know `site_name` and `base_url`, the beginning of the site's addresses.
    To be called by a task: a mail server may be slow or away, and the worker tries again.
    """
    context = Context({**names(), "base_url": settings.SITE_URL, **context}, autoescape=False)
    subject = " ".join(_rendered(f"{name}.subject.txt", context).split())
    EmailMessage(subject, _rendered(f"{name}.txt", context).strip() + "\n", to=[to], headers=headers).send()


def _rendered(name, context):
    return engines["django"].engine.get_template(f"email/{name}").render(context)
