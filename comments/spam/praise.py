"""The check for praise that could stand under any article, around a link. Pure."""

from comments.noticing import Facts, Told
from comments.spam.words import LINK, words_in

#: What praise is made of: most words of a comment that says nothing else are among these.
PRAISE = frozenset(
    "a about all also amazing an and any appreciate appreciated are article articles as at author"
    " awesome back be beautiful been best blog blogs bookmarked brilliant content cool could"
    " definitely do enjoyed excellent extremely fantastic for found good great greetings have hello"
    " helped helpful hey hi i im impressed in info information informative interesting into is it job"
    " keep like liked link lot love loved lovely many marvelous me more much my nice of on our"
    " outstanding page perfect piece please points post posting posts quality read reading really"
    " regards same say share shared sharing simply site so such super superb thank thanks that the"
    " this to topic true truly up useful valuable very visit wait was web weblog webpage website well"
    " will with wonderful work writer writing written you your".split()
)
MOST = 0.8
FEWEST_WORDS = 4


def empty_praise(facts: Facts) -> Told | None:
    """Nothing but praise, and a link. Praise without one is what readers write."""
    words = [word.folded for word in words_in(facts.text) if word.folded != LINK]
    if not facts.links or len(words) < FEWEST_WORDS:
        return None
    if sum(word in PRAISE for word in words) < MOST * len(words):
        return None
    return Told("Praise that fits any article, around a link")
