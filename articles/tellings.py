"""Mails to people at the desk."""

from django.urls import reverse

from articles.models import ScheduledAct
from cms import mail
from cms.tasks import enqueue_on_commit, task


def tell_scheduler(act: ScheduledAct) -> None:
    """Tell whoever scheduled an act that it could not be done."""
    if act.by and act.by.email:
        enqueue_on_commit(mail_about_failure, act.pk)


@task()
def mail_about_failure(pk: int) -> None:
    act = ScheduledAct.objects.failed().select_related("article", "by").filter(pk=pk).first()
    if act:
        form = reverse("admin:articles_article_change", args=[act.article_id])
        mail.send("scheduled_failed", act.by.email, {"act": act, "form": form})
