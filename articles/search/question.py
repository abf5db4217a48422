"""Reading what somebody typed into the search box. Pure; any text can be read."""

import re
from dataclasses import dataclass, replace

from articles.search.stop_words import STOP_WORDS
from cms.text import clean_line

#: What is typed beyond this is not looked for.
MOST_CHARACTERS = 200
MOST_TERMS = 16

#: The quotation marks of any keyboard.
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PIECE = re.compile(r'(-?)"([^"]*)"?|(\S+)')


@dataclass(frozen=True)
class Term:
    """One thing to look for: a word, or the words of a phrase in their order."""

    words: str
    is_phrase: bool = False

    def __str__(self):
        return f'"{self.words}"' if self.is_phrase else self.words


@dataclass(frozen=True)
class Question:
    """What an article has to have and what it may not have. With `any_of`, one of the terms is enough."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    any_of: bool = False

    def __bool__(self):
        return bool(self.wanted)

    def __str__(self):
        """What to type for it."""
        return " ".join([*map(str, self.wanted), *(f"-{term}" for term in self.unwanted)])

    def less_strict(self) -> "Question":
        return replace(self, any_of=True)


def shortened(typed: str) -> str:
    """What of the typed text is looked for and shown again in the box."""
    return clean_line(clean_line(typed)[:MOST_CHARACTERS])


def question_of(typed: str) -> Question:
    """The question behind the typed text: words, "phrases" and what a - stands before.

    Words that nearly every text has count only inside a phrase, or when nothing else was typed.
    """
    wanted, unwanted = {}, {}
    for minus, phrase, word in _PIECE.findall(shortened(typed).translate(_QUOTES)):
        if not phrase:
            minus, word = ("-", word[1:]) if word.startswith("-") else (minus, word)
        term = Term((phrase or word).replace('"', " ").strip(), is_phrase=bool(phrase))
        if any(map(str.isalnum, term.words)):
            (unwanted if minus else wanted).setdefault(str(term).casefold(), term)
    telling = [term for term in wanted.values() if term.is_phrase or not _is_everywhere(term.words)]
    terms = telling or [*wanted.values()]
    return Question(tuple(terms[:MOST_TERMS]), tuple(unwanted.values())[:MOST_TERMS])


def _is_everywhere(word):
    return re.sub(r"\W", "", word.casefold()) in STOP_WORDS
