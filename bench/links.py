"""How long a verdict takes on a site that 10,000 comments link to, half of them waiting.

    python bench/links.py            10,000 uses
    python bench/links.py 100000     as many as you like

Runs in a database of its own on the server that DATABASE_URL names, made for it and dropped afterwards.
Prints the median of preview, apply and undo. Leaves with 1 when one takes longer than it may.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

USES = 10_000
RUNS = 3
MOST_MS = {"preview": 300, "apply": 2_000, "undo": 2_000}


def main(uses: int) -> int:
    from django.db import connection

    with tempfile.TemporaryDirectory() as folder:
        connection.settings_dict["TEST"]["NAME"] = _database(connection, folder)
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            return _measure(uses, connection.vendor)
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def _database(connection, folder):
    return str(Path(folder, "bench.sqlite3")) if connection.vendor == "sqlite" else "bench_links"


def _measure(uses, vendor):
    from comments.links import verdicts
    from tests.comments.many_uses import make_uses

    target = make_uses(uses)
    took: dict[str, list[float]] = {name: [] for name in MOST_MS}
    for treatment in ["strip", "reject", "allow"] * RUNS:
        _timed(took, "preview", verdicts.preview, target, treatment, with_waiting=True)
        verdict = _timed(took, "apply", verdicts.decide, target, treatment, by=None, with_waiting=True)
        _timed(took, "undo", verdicts.undo, verdict, by=None)
    sys.stdout.write(f"{uses:,} uses, half of them in waiting comments, {vendor}\n")
    return max(_told(name, times) for name, times in took.items())


def _timed(took, name, act, *args, **more):
    start = time.perf_counter()
    result = act(*args, **more)
    took[name].append((time.perf_counter() - start) * 1_000)
    return result


def _told(name, times):
    median, most = statistics.median(times), MOST_MS[name]
    line = f"{name:8} {median:6.0f} ms, {min(times):.0f} to {max(times):.0f}; may take {most:,}"
    sys.stdout.write(f"{line}\n")
    return int(median > most)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    import django

    django.setup()
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else USES))
