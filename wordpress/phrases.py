"""Sentences in which a post speaks of its own history, recognised so that they can become data.

"Originally published in 2016, this post is regularly updated." says when the post first appeared. It is taken
out of the body and kept as a date; pages then make such a sentence anew, from what is true by then.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from wordpress.plaintext import plain_text

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY, YEAR = r"[0-3]?[0-9](?:st|nd|rd|th)?", r"(?:19|20)[0-9]{2}"
DATE = (
    rf"(?:{DAY}(?: of)? {MONTH},? {YEAR}|{MONTH} {DAY},? {YEAR}|{MONTH},? {YEAR}"
    rf"|{YEAR}-[01][0-9]-[0-3][0-9]|{YEAR})\b"
)

TEXT_KIND = "article|blog post|column|entry|feature|guide|page|piece|post|report|review|story"
OPENING = re.compile(
    r"(?:(?:editor.s )?note ?[:.] )?"
    rf"(?:(?:this|the) )?(?:(?:{TEXT_KIND}) )?(?:(?:was|is) )?(?:originally|first|initially) "
    rf"(?:published|posted|appeared)(?: ?:)?(?: (?:in|on))? (?P<date>{DATE})(?P<rest>.*)",
    re.IGNORECASE,
)
# The rest of the sentence may say that the text was updated, when, and nothing else: what it says goes.
KEPT_UP = frozenset("updated reviewed revised refreshed".split())
WORDS_ABOUT_THAT = KEPT_UP.union(
    TEXT_KIND.replace("|", " ").split(),
    "this the it and but is was has been for in on last since then times".split(),
    "many most several completely fully recently often frequently regularly occasionally".split(),
    "periodically constantly continually continuously".split(),
    "accuracy clarity comprehensiveness freshness relevance".split(),
)
WORD = re.compile(r"\w[\w'’-]*")

SHELL = r"(?:\s|&nbsp;|<br\b[^<>]*>|<!--(?:(?!-->).)*-->)"
WORDS = r"(?:[^<]|</?(?:em|i|strong|b|span|small|u|br)\b[^<>]*>)*"
LAST_PARAGRAPH = re.compile(
    rf"(?:<p\b[^<>]*>(?P<words>{WORDS})</p>"
    rf"|(?:(?<=\n\n)|(?<=</p>)|(?<=</ul>)|(?<=</ol>)|(?<=</h\d>)|(?<=</figure>))(?P<bare>{WORDS}))"
    rf"(?P<rest>(?:{SHELL}|</(?:div|section|article)>|<p\b[^<>]*>{SHELL}*</p>)*)\Z",
    re.IGNORECASE | re.DOTALL,
)
FAR_ENOUGH = 2000


@dataclass(frozen=True, slots=True)
class Origin:
    """When a text first appeared. `date` is the first day of the year or month when no more is known.

    `sentence` is what stood in the body, for the report.
    """

    date: date
    precision: Literal["year", "month", "day"]
    sentence: str


def lift_origin(html: str) -> tuple[str, Origin | None]:
    """`html` without its closing paragraph, if all that says is when the text first appeared; else as it is.

    Any HTML will do, cleaned or not. A body left without words by it keeps its sentence.
    """
    start = max(0, len(html) - FAR_ENOUGH)
    last = LAST_PARAGRAPH.search(html, start)
    origin = _origin(plain_text(last["words"] or last["bare"] or "")) if last else None
    before = html[: last.start()].rstrip() if last else ""
    if not origin or not plain_text(before).strip():
        return html, None
    return before + last["rest"].rstrip(), origin


def _origin(sentence: str) -> Origin | None:
    found = OPENING.fullmatch(sentence.strip(" ()[]*"))
    if not found or not _only_tells_of_updates(found["rest"]):
        return None
    day = _date(found["date"])
    return Origin(*day, sentence) if day else None


def _only_tells_of_updates(rest: str) -> bool:
    if not rest.strip(" .,;:"):
        return True
    words = {word.lower() for word in WORD.findall(re.sub(DATE, "", rest, flags=re.IGNORECASE))}
    return bool(words & KEPT_UP) and words <= WORDS_ABOUT_THAT


def _date(text: str) -> tuple[date, str] | None:
    try:
        if "-" in text:
            return date.fromisoformat(text), "day"
        year = int(re.search(YEAR, text)[0])
        month = re.search(MONTH, text, re.IGNORECASE)
        if not month:
            return date(year, 1, 1), "year"
        number = MONTHS.index(month[0][:3].lower()) + 1
        day = re.search(r"\b[0-9]{1,2}", text.replace(str(year), ""))
        return (date(year, number, int(day[0])), "day") if day else (date(year, number, 1), "month")
    except ValueError:
        return None
