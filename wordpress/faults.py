"""What a record's own data can cause: it leaves that record out, and the import goes on.

A database that cannot be reached is no record's fault and stops the import.
"""

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError

#: psycopg2 refuses a NUL with a ValueError, SQLite a number too large for it with an OverflowError. Catch
#: them outside the record's own transaction, so that nothing of the record is kept.
RECORD_FAULTS = (ValidationError, IntegrityError, DataError, ValueError, OverflowError)


def left_out(fault: Exception) -> str:
    """The end of the sentence that names the record: that it was left out, and why."""
    if isinstance(fault, ValidationError):
        return f"was left out: {' '.join(fault.messages)}"
    return f"was left out, for the database refused it ({str(fault).partition(chr(10))[0]})"
