"""The way into search: a question's answer, the same from every database."""

from dataclasses import dataclass

from articles.search import index, spelling
from articles.search.hits import EVERYWHERE, Extract, Hit, Within
from articles.search.question import Question, question_of

#: So many articles are listed; of more, only that there are more is told.
MOST = 200


@dataclass(frozen=True)
class Answer:
    """`asked` is what was typed, `question` what the hits answer: the same, unless nothing answered that."""

    asked: Question
    question: Question
    hits: list[Hit]
    has_more: bool = False

    @property
    def is_put_right(self) -> bool:
        """Whether the hits are for other words than those typed."""
        return self.question.wanted != self.asked.wanted

    @property
    def has_only_some_words(self) -> bool:
        """Whether no article has all the words, and the hits have some."""
        return self.question.any_of

    def extracts(self, articles: list[int]) -> dict[int, Extract]:
        """Where in these articles the words are."""
        return index.current().extracts(self.question, articles) if articles else {}


def search(typed: str, within: Within = EVERYWHERE) -> Answer:
    """What is published and answers the typed text; any text is answered, in a bounded number of queries.

    Where nothing has all the words, misspelt ones are put right; where that finds nothing either, articles
    with some of the words are the answer.
    """
    asked = question_of(typed)
    for question in _ways_to_ask(asked):
        hits = index.current().find(question, within, MOST + 1)
        if hits:
            return Answer(asked, question, hits[:MOST], has_more=len(hits) > MOST)
    return Answer(asked, asked, [])


def _ways_to_ask(asked):
    """The question, and what to ask instead when nothing answers it."""
    if not asked:
        return
    yield asked
    better = spelling.put_right(asked)
    if better:
        yield better
    if len(asked.wanted) > 1:
        yield (better or asked).less_strict()
