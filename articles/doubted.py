"""A change that is to be published as a small fix and does not look like one."""

from articles.comparison.small_fix import doubts
from articles.models import Kind, Version
from articles.snapshot import Snapshot
from cms.refusals import Refused

#: The code of the error, for forms that then ask whether it is a small fix all the same.
DOUBTED = "doubted"


def doubts_about(kind: Kind, previous: Version | None, new: Snapshot, *, despite_doubts: bool) -> list[str]:
    """What speaks against a small fix of the previous version, to be kept with its note.

    Raises Refused when something does, unless the editor has decided for it all the same. Other kinds of
    change are not doubted.
    """
    found = doubts(previous.snapshot(), new) if kind is Kind.SMALL_FIX else []
    if found and not despite_doubts:
        sentence = f"This does not look like a small fix: {'; '.join(found)}"
        raise Refused({"kind": Refused(sentence, code=DOUBTED)})
    return found
