"""How many acts a moderator needs for a queue of two hundred comments, through the desk's own pages.

    python bench/clearing.py

Leaves with 1 when it takes more than sixty. WordPress's way takes one for each comment.
"""

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

COMMENTS = 200
MOST_ACTS = 60


def main() -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import setup_test_environment

    from tests.comments.desk.clearing import Acts, clear, make_queue
    from tests.factories import make_user

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        client = Client()
        client.force_login(make_user("Moderator"))
        desk, count = Acts(client), make_queue(COMMENTS)
        clear(desk)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    sys.stdout.write(f"clearing {count} comments: {desk.count} acts; may take {MOST_ACTS}\n")
    return int(desk.count > MOST_ACTS)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "cms.settings",
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "COMMENT_LIMITS": "off",
        }
        import django

        django.setup()
        sys.exit(main())
