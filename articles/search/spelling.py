"""What somebody can have meant by words that the site does not have: those it has, one or two slips away."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from articles.models import SearchWord
from articles.models.search import WORD_MAX_LENGTH
from articles.search import index
from articles.search.question import Question, Term

SHORTEST = 3
#: From this length on, a word may have two slips.
TWO_SLIPS_FROM = 6
#: Words that are put right in one question; words that are looked at for one with two slips.
MOST_PUT_RIGHT, MOST_LOOKED_AT = 3, 4_000
#: Proposals that are weighed by how many articles have them.
MOST_WEIGHED = 5
#: Words that one query names; databases take no more than some ten thousand.
AT_ONCE = 5_000

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_UNLIKE_THEIR_BASE = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})


def fold(word: str) -> str:
    """The word without accents and capitals."""
    apart = unicodedata.normalize("NFD", word.lower().translate(_UNLIKE_THEIR_BASE))
    return "".join(one for one in apart if unicodedata.category(one) != "Mn")


def words_of(text: str) -> dict[str, str]:
    """The words of a text that can be proposed, by their folded form."""
    return {
        folded: word
        for word in {*_WORD.findall(text.lower())}
        if SHORTEST <= len(folded := fold(word)) <= WORD_MAX_LENGTH and len(word) <= WORD_MAX_LENGTH
    }


def learn(text: str) -> None:
    """Keep the words of a text that are not kept yet."""
    words = words_of(text)
    known = _known(words)
    # In one order, so that two publications never wait for each other.
    new = [SearchWord(folded=folded, word=words[folded]) for folded in sorted(words) if folded not in known]
    SearchWord.objects.bulk_create(new, ignore_conflicts=True)


def unlearn(text: str) -> None:
    """Keep those words of a text no longer that no article has any more."""
    gone = [folded for folded in words_of(text) if not index.current().holds(folded)]
    for batch in _batches(gone):
        SearchWord.objects.filter(folded__in=batch).delete()


def put_right(question: Question) -> Question | None:
    """The question with words of the site in place of those it does not have; None when there are none."""
    better = _better(question)
    if not better:
        return None
    return replace(question, wanted=tuple(_with(term, better) for term in question.wanted))


def _better(question):
    """A word of the site for each misspelt one, by its folded form; a bounded number of queries."""
    asked = words_of(" ".join(term.words for term in question.wanted))
    known = _known(asked)
    unknown = [folded for folded in asked if folded not in known][:MOST_PUT_RIGHT]
    found = {word: _likeliest(word, _one_slip_away(word) or _two_slips_away(word)) for word in unknown}
    return {misspelt: word for misspelt, word in found.items() if word}


def _with(term: Term, better) -> Term:
    return replace(term, words=_WORD.sub(lambda word: better.get(fold(word[0]), word[0]), term.words))


def _known(words: Iterable[str]) -> set[str]:
    found = (SearchWord.objects.filter(folded__in=batch) for batch in _batches([*words]))
    return {word.folded for known in found for word in known}


def _batches(words):
    return (words[start : start + AT_ONCE] for start in range(0, len(words), AT_ONCE))


def _likeliest(misspelt, words):
    """Of these words the one most articles have; none that no text has any more."""
    near = sorted(words, key=lambda one: (one.folded[0] != misspelt[0], one.folded))[:MOST_WEIGHED]
    weighed = [(index.current().holds(one.folded), one.word) for one in near]
    count, word = max(weighed, default=(0, ""))
    return word if count else ""


def _one_slip_away(word):
    """Words that come of one letter left out, put in, changed or swapped with the next."""
    halves = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    near = {a + b[1:] for a, b in halves if b}
    near |= {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    near |= {a + letter + b[1:] for a, b in halves if b for letter in _LETTERS}
    near |= {a + letter + b for a, b in halves for letter in _LETTERS}
    return [*SearchWord.objects.filter(folded__in=near)]


def _two_slips_away(word):
    """Words that begin with the same letter and are two slips away."""
    if len(word) < TWO_SLIPS_FROM:
        return []
    like = SearchWord.objects.filter(folded__gte=word[0], folded__lt=chr(ord(word[0]) + 1))
    return [one for one in like[:MOST_LOOKED_AT] if _is_within_two(word, one.folded)]


def _is_within_two(word, other):
    """Whether two slips make the one word of the other (optimal string alignment)."""
    if abs(len(word) - len(other)) > 2 or len({*word} ^ {*other}) > 4:
        return False
    before, last = [], [*range(len(other) + 1)]
    for row, letter in enumerate(word, 1):
        this = [row]
        for column, there in enumerate(other, 1):
            cost = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != there))
            if row > 1 and column > 1 and letter == other[column - 2] and word[row - 2] == there:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        if min(this) > 2:
            return False
        before, last = last, this
    return last[-1] <= 2
