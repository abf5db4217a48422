"""Templates of our own, as programs spin them."""

import random
import re

COUSIN = (
    "{Hi|Hello|Hey there}, I {came across|found|stumbled upon} this {page|site} while {looking|searching} for"
    " {something|anything} on {sore|aching} shoulders. My {cousin|neighbour} {swears by|recommends} the"
    " {cushion|pillow} from a small {shop|store} in {Ghent|Lyon|Turin} and it {changed|transformed} my"
    " mornings."
)
CHOIR = (
    "{What a|Such a} {pleasant|lovely} {read|piece}! I {printed|copied} it for the noticeboard at our choir,"
    " {where|in which} everybody {sits|slouches} through two hours of rehearsal on {folding|hard} chairs."
)
TEMPLATES = [COUSIN, CHOIR]
_INNERMOST = re.compile(r"\{([^{}]*)\}")


def spins(template: str, count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [_INNERMOST.sub(lambda match: chance.choice(match[1].split("|")), template) for _ in range(count)]
