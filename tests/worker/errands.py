"""Tasks for the tests of the worker."""

import datetime
from pathlib import Path

from cms.tasks import task

HOURLY = datetime.timedelta(hours=1)


@task()
def fail():
    raise ValueError("nobody home")


@task()
def note(name: str):
    """Leave a line in the file."""
    with Path(name).open("a") as file:
        file.write("done\n")


@task()
def hang(name: str):
    """Say that it began and never end, the first time."""
    path = Path(name)
    if path.exists():
        return
    path.touch()
    while True:
        pass
