"""What is noticed about a comment before a moderator reads it.

Each check is a small pure function: facts in, what it has to say or nothing out. Every check runs; one that
fails counts as a reason to hold. To add one, write it and name it in CHECKS.
"""

import datetime
import logging
from collections.abc import Callable, Iterable

from comments.noticing import Facts, LinkFacts, Noticed, Told
from comments.spam.identity import name_is_address, name_is_phrase, name_repeats_site, name_unlike_address
from comments.spam.link_shape import link_markup, selling_address, tracking_code
from comments.spam.praise import empty_praise

__all__ = ["CHECKS", "Facts", "LinkFacts", "Noticed", "holds", "screen"]

logger = logging.getLogger(__name__)

OLD_ARTICLE = datetime.timedelta(days=365)
#: Nobody reads a form, writes and sends in fewer seconds.
TOO_QUICK = 3


def unknown_link(facts: Facts) -> Told | None:
    unknown = [link for link in facts.links if not link.treatment]
    if not unknown:
        return None
    sites = sorted({link.site for link in unknown})
    return Told(f"Links to {', '.join(sites)}: nobody has decided about it yet", _places(unknown))


def decided_link(facts: Facts) -> Told | None:
    decided = [link for link in facts.links if link.treatment]
    if not decided:
        return None
    sites = sorted({f"{link.site} ({link.treatment})" for link in decided})
    return Told(f"Links to {', '.join(sites)}", _places(decided))


def disguised_link(facts: Facts) -> Told | None:
    links = [link for link in facts.links if link.is_disguised]
    sites = sorted({link.site for link in links})
    return Told(f"Disguises an address of {', '.join(sites)}", _places(links)) if sites else None


def shortened_link(facts: Facts) -> Told | None:
    links = [link for link in facts.links if link.is_shortener]
    sites = sorted({link.site for link in links})
    if not sites:
        return None
    return Told(f"Where {', '.join(sites)} leads cannot be told: it is a link shortener", _places(links))


def odd_site_name(facts: Facts) -> Told | None:
    odd = [link for link in facts.links if link.oddities]
    told = sorted({told for link in odd for told in link.oddities})
    return Told(". ".join(told), _places(odd)) if told else None


def link_rejected_before(facts: Facts) -> Told | None:
    worst = max(facts.links, key=lambda link: link.rejected, default=None)
    if worst is None or not worst.rejected:
        return None
    were = _were(worst.rejected)
    return Told(
        f"{_comments(worst.rejected)} linking to {worst.site} {were} rejected or removed", worst.places
    )


def link_under_many_names(facts: Facts) -> Told | None:
    busiest = max(facts.links, key=lambda link: link.writers, default=None)
    if busiest is None or busiest.writers < 3:
        return None
    return Told(f"{busiest.writers} different names have linked to {busiest.site}", busiest.places)


def link_in_last_sentence(facts: Facts) -> str | None:
    return "Ends in a link" if facts.ends_in_link else None


def link_under_old_article(facts: Facts) -> str | None:
    if not facts.links or facts.article_age < OLD_ARTICLE:
        return None
    return f"A link under an article that is {facts.article_age.days // 365} years old"


def same_words(facts: Facts) -> str | None:
    count = facts.same_words_elsewhere
    return f"{_comments(count, 'other ')} with exactly these words" if count else None


def look_alike(facts: Facts) -> str | None:
    alike = facts.look_alikes
    if not alike.rejected:
        return None
    return f"Almost the words of {_comments(alike.rejected)} rejected as spam: “{alike.words}”"


def look_alike_waiting(facts: Facts) -> str | None:
    count = facts.look_alikes.waiting
    return f"{_comments(count, 'other ')} with almost these words {_wait(count)} too" if count else None


def learnt_words(facts: Facts) -> Told | None:
    if not facts.learnt:
        return None
    told = ", ".join(f"“{one.word}” ({one.rejected} to {one.published})" for one in facts.learnt)
    places = tuple(place for one in facts.learnt for place in one.places)
    return Told(f"Words of rejected comments here, not of published ones: {told}", places)


def new_writer(facts: Facts) -> str | None:
    return None if facts.published_before else "No published comment from this address yet"


def rejected_writer(facts: Facts) -> str | None:
    count = facts.rejected_before
    return f"{_comments(count)} from this address {_were(count)} rejected or removed" if count else None


def trap(facts: Facts) -> str | None:
    return "A field hidden from people was filled in" if facts.trap_filled else None


def too_quick(facts: Facts) -> str | None:
    spent = facts.seconds_spent
    if spent is None or spent >= TOO_QUICK:
        return None
    return f"Sent {spent:g} {'second' if spent == 1 else 'seconds'} after its page was opened"


def unproven(facts: Facts) -> str | None:
    return f"Its browser did not do the work we ask for when {facts.suspicion}" if facts.suspicion else None


def forged_token(facts: Facts) -> str | None:
    return "The form's version token was not one of ours" if facts.version_token_forged else None


def sent_in_flood(facts: Facts) -> str | None:
    return "Sent while far more comments than usual arrived" if facts.in_flood else None


CHECKS: tuple[Callable[[Facts], Told | str | None], ...] = (
    look_alike,
    unknown_link,
    decided_link,
    disguised_link,
    shortened_link,
    odd_site_name,
    link_rejected_before,
    link_under_many_names,
    link_in_last_sentence,
    link_under_old_article,
    tracking_code,
    selling_address,
    link_markup,
    empty_praise,
    same_words,
    look_alike_waiting,
    learnt_words,
    new_writer,
    rejected_writer,
    name_is_address,
    name_repeats_site,
    name_is_phrase,
    name_unlike_address,
    trap,
    too_quick,
    forged_token,
    unproven,
    sent_in_flood,
)
#: A finding of one of these keeps even a known reader's comment for a moderator, as every rule's does.
HOLDING = frozenset(
    "look_alike link_rejected_before rejected_writer trap forged_token too_quick unproven rule".split()
)
#: How the comment was sent. Only the request told, so these cannot be found out again later.
SIGNS_OF_SENDING = frozenset("trap forged_token too_quick unproven sent_in_flood".split())


def screen(facts: Facts, checks=CHECKS) -> list[Noticed]:
    """What the moderators' rules and the checks noticed, in their order."""
    rules = [Noticed("rule", hit.words, hit.places, hit.rule_id) for hit in facts.rules]
    return rules + [one for one in (_run(check, facts) for check in checks) if one]


def holds(noticed: Iterable[Noticed]) -> bool:
    """Whether something was noticed that a moderator has to look at, whoever the writer is."""
    return any(one.is_failure or one.check_name in HOLDING for one in noticed)


def _run(check, facts):
    name = check.__name__
    try:
        told = check(facts)
    except Exception:  # whatever is wrong with one check must not publish a comment, nor lose it
        logger.exception("check %s failed", name)
        return Noticed(name, f"The check “{name}” failed, so the comment waits", is_failure=True)
    if isinstance(told, str):
        told = Told(told)
    return Noticed(name, told.words, told.places) if told else None


def _places(links):
    return tuple(place for link in links for place in link.places)


def _comments(count, which=""):
    return f"{count} {which}{'comment' if count == 1 else 'comments'}"


def _were(count):
    return "was" if count == 1 else "were"


def _wait(count):
    return "waits" if count == 1 else "wait"
