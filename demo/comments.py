"""Filling the demo site's discussions, through the same verbs that readers and moderators use."""

import datetime

from articles.models import Article
from comments import moderation, version_token
from comments.models import Reason, State
from comments.submission import Submission, submit

#: How long the demo's moderator took to decide.
DECIDED_AFTER = datetime.timedelta(hours=7)


class CommentLoader:
    """Makes the demo comments; `people` are the accounts by username."""

    def __init__(self, people: dict):
        self.people = people
        self.made: dict[tuple[str, str], object] = {}

    def load(self, data: list[dict]) -> int:
        """Send and decide every comment in the order of time, and return how many there are."""
        remarks = [(item["slug"], remark) for item in data for remark in item["comments"]]
        for slug, remark in sorted(remarks, key=lambda pair: pair[1]["at"]):
            comment = self._send(slug, remark)
            self.made[slug, remark["id"]] = comment
            self._decide(comment, remark)
        return len(remarks)

    def _send(self, slug, remark):
        article = Article.objects.select_related("live").get(slug=slug)
        staff = self.people.get(remark.get("staff", ""))
        parent = self.made[slug, remark["parent"]] if "parent" in remark else None
        return submit(
            article,
            Submission(
                text=remark["text"],
                name=remark["name"],
                email=staff.email if staff else remark.get("email", ""),
                website=remark.get("website", ""),
                parent=parent,
                user=staff,
                key=f"demo:{slug}:{remark['id']}",
                version_token=self._token(article, remark),
                at=remark["at"],
                rule="demo",
            ),
        )

    @staticmethod
    def _token(article, remark):
        version = article.versions.filter(number=remark.get("seen_version", 0)).first()
        return version_token.sign(version) if version else ""

    def _decide(self, comment, remark):
        record = {"by": self.people["sam"], "at": remark["at"] + DECIDED_AFTER}
        state = State(remark["state"])
        if state is State.REJECTED:
            moderation.reject(comment, reason=Reason(remark["reason"]), **record)
        elif state is not State.PENDING:
            self._publish(comment, remark, record)
            self._take_away(comment, remark, record)

    @staticmethod
    def _publish(comment, remark, record):
        stripped = remark.get("links") == "strip"
        verb = moderation.approve_without_links if stripped else moderation.approve
        verb(comment, **record)

    @staticmethod
    def _take_away(comment, remark, record):
        record = record | {"at": record["at"] + DECIDED_AFTER}
        if remark["state"] == State.REMOVED:
            moderation.remove(comment, reason=Reason(remark["reason"]), **record)
        elif remark["state"] == State.WITHDRAWN:
            moderation.withdraw(comment, **(record | {"by": None}))
        elif remark["state"] == State.ERASED:
            moderation.erase(comment, **record)
