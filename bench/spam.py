"""How well look-alikes are found and the score ranks, on real comments that nobody here wrote.

    python bench/spam.py [FOLDER]      FOLDER holds youtube-spam/, blog-ham/ and wordpress-blocklist/

Prints one line for each thing measured and leaves with 1 when one misses its target. The data is only
measured with; nothing of it is part of the project. A database of its own is made and thrown away.
"""

import csv
import html
import os
import random
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared/data/comments")
SCRATCH = tempfile.TemporaryDirectory(prefix="palimpsest-bench-")

sys.path.insert(0, str(ROOT))
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "cms.settings",
    "DEBUG": "true",
    "LOG_LEVEL": "WARNING",
    "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{SCRATCH.name}/bench.sqlite3",
}

#: Examples of each template that are marked in turn, and spins looked at for each.
EXAMPLES, SPINS = 4, 40
#: Decisions before the first ranking counts, and after how many more the score learns anew.
FIRST, LEARNS_EVERY = 50, 25
INNERMOST = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Row:
    """One thing measured: what, the result in words, and whether it meets its target (None: none is set)."""

    what: str
    result: str
    target: str = ""
    is_met: bool | None = None

    def __str__(self):
        mark = {True: "ok", False: "MISSED", None: ""}[self.is_met]
        return f"{self.what:64} {self.result:34} {self.target:34} {mark}"


def missing() -> list[str]:
    """The folders of data that are not there."""
    return [
        name for name in ("youtube-spam", "blog-ham", "wordpress-blocklist") if not (DATA / name).is_dir()
    ]


def youtube() -> list[tuple[str, bool]]:
    """Comments and whether each is spam, in the order they were written."""
    rows = [row for file in sorted(DATA.glob("youtube-spam/*.csv")) for row in read(file)]
    rows.sort(key=lambda row: row["DATE"][:19])
    return [(html.unescape(row["CONTENT"]).strip(), row["CLASS"] == "1") for row in rows]


def blog() -> list[str]:
    return [row["message"] for row in read(DATA / "blog-ham/made-mistakes-comments.csv")]


def read(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return [*csv.DictReader(lines)]


def templates() -> list[str]:
    lines = (DATA / "wordpress-blocklist/spin-templates.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if "{" in line]


def spun(template: str, chance: random.Random) -> str:
    """One of the texts that a template stands for."""
    while INNERMOST.search(template):
        template = INNERMOST.sub(lambda match: chance.choice(match[1].split("|")), template)
    return template


def make_database():
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from articles import publishing, working_copy
    from articles.models import Article, Kind

    article = working_copy.save(Article(title="Bench", slug="bench", body="<p>Bench.</p>"), by=None)
    publishing.publish(article, by=None, kind=Kind.FIRST)
    return Article.objects.get(pk=article.pk)


def stored(article, text: str):
    """A comment with these words that waits, without anything noticed about it."""
    import uuid

    from comments.models import Comment, CommentRevision

    comment = Comment.objects.create(article=article, name="A reader", submission_key=uuid.uuid4().hex)
    comment.current = CommentRevision.objects.create(comment=comment, text=text)
    comment.save(update_fields=["current"])
    return comment.current


def mark(article, text: str) -> None:
    from comments import moderation
    from comments.spam.lookalikes import remember

    revision = stored(article, text)
    remember(revision)
    moderation.reject(revision.comment, by=None, reason="spam")


def is_proposed(article, text: str) -> bool:
    from comments.screening import Facts, screen
    from comments.spam.lookalikes import search

    facts = Facts(text=text, name="A reader", look_alikes=search(stored(article, text)).as_facts())
    return any(one.check_name == "look_alike" for one in screen(facts))


def caught(article, template: str, seed: int) -> float:
    """The part of a template's spins that are proposed when one of them is marked."""
    from django.db import transaction

    chance, hits = random.Random(f"{seed} {template}"), 0
    for _ in range(EXAMPLES):
        with transaction.atomic():
            mark(article, spun(template, chance))
            hits += sum(is_proposed(article, spun(template, chance)) for _ in range(SPINS))
            transaction.set_rollback(True)
    return hits / (EXAMPLES * SPINS)


def proposed_genuine(article, marked: list[str], genuine: list[str]) -> int:
    """Genuine comments that are proposed when all of these are marked."""
    from django.db import transaction

    with transaction.atomic():
        for text in marked:
            mark(article, text)
        count = sum(is_proposed(article, text) for text in genuine)
        transaction.set_rollback(True)
    return count


def look_alike_rows(article):
    genuine = [*blog(), *(text for text, is_spam in youtube() if not is_spam)]
    all_templates = templates()
    half = (len(all_templates) + 1) // 2
    for name, part, target in (
        ("first half, where the threshold was chosen", all_templates[:half], None),
        ("second half", all_templates[half:], 0.9),
    ):
        share = sum(caught(article, one, 7) for one in part) / len(part)
        chance = random.Random(11)
        wrong = proposed_genuine(
            article, [spun(one, chance) for one in part for _ in range(EXAMPLES)], genuine
        )
        yield Row(
            f"spun templates, {name} ({len(part)})",
            f"{share:.1%} proposed, {wrong} of {len(genuine)} genuine",
            ">= 90 % at 0 genuine" if target else "",
            share >= target and not wrong if target else None,
        )
    spam = [text for text, is_spam in youtube() if is_spam]
    wrong = proposed_genuine(article, spam, genuine)
    yield Row(f"genuine proposed with {len(spam)} video comments marked", f"{wrong} of {len(genuine)}")


def held_for_words(texts: list[str], learnt) -> int:
    """Comments whose words alone would keep even a known reader's from being published."""
    from comments.desk.order import is_preselected
    from comments.screening import Facts, holds, screen
    from comments.spam.features import features_of

    count = 0
    for text in texts:
        noticed = screen(Facts(text=text, name="A reader", published_before=1))
        names = {one.check_name for one in noticed}
        score = learnt.score(features_of(text, names))
        count += holds(noticed) or is_preselected(score, names)
    return count


def words_rows():
    from comments.spam.features import features_of
    from comments.spam.model import Weights, train

    texts = blog()
    elsewhere = train([(features_of(text, ()), is_spam) for text, is_spam in youtube()])
    for name, weights in (("at the start", Weights()), ("having learnt from the video comments", elsewhere)):
        count = held_for_words(texts, weights)
        yield Row(
            f"genuine blog comments held for their words alone, {name}",
            f"{count} of {len(texts)} ({count / len(texts):.1%})",
            "<= 1 %",
            count <= 0.01 * len(texts),
        )
    above = sum(elsewhere.score(features_of(text, ())) > 0.5 for text in texts)
    yield Row("  scored above one half there, if the score did decide", f"{above / len(texts):.1%}")


def learning_rows():
    from comments.spam.features import features_of
    from comments.spam.model import area_under_curve, train

    decided = [(features_of(text, ()), is_spam) for text, is_spam in youtube()]
    scored = []
    for place in range(FIRST, len(decided)):
        if (place - FIRST) % LEARNS_EVERY == 0:
            weights = train(decided[:place])
        features, is_spam = decided[place]
        scored.append((weights.score(features), is_spam))
    area = area_under_curve(scored)
    top = sorted(scored, reverse=True)[: len(scored) // 10]
    genuine = sum(not is_spam for _, is_spam in scored)
    wrong = sum(not is_spam for _, is_spam in top)
    right = sum((score > 0.5) == is_spam for score, is_spam in scored)
    yield Row("video comments in time order: area under the curve", f"{area:.4f}", ">= 0.97", area >= 0.97)
    yield Row(
        "  genuine ones ranked in the top tenth",
        f"{wrong} of {genuine} ({wrong / genuine:.1%})",
        "<= 1 %",
        wrong <= 0.01 * genuine,
    )
    yield Row("  right when one half divides them", f"{right / len(scored):.1%}")


def main() -> int:
    if missing():
        sys.stderr.write(
            f"There is no {', no '.join(missing())} in {DATA}. Name the folder: make bench-spam DATA=…\n"
        )
        return 2
    article = make_database()
    rows = []
    for measured in (look_alike_rows(article), words_rows(), learning_rows()):
        for row in measured:
            sys.stdout.write(f"{row}\n")
            sys.stdout.flush()
            rows.append(row)
    return 1 if any(row.is_met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
