"""What the worker does again and again."""

import datetime

#: Each task's path, as the queue names it, and how long after its last start it is due.
intervals: dict[str, datetime.timedelta] = {}


def every(interval: datetime.timedelta):
    """Have the worker run a task this often; stands above `@task()`. The task takes no arguments.

    What was due while no worker ran is done once when one starts. A run that is still waiting or under way
    keeps the next one from being queued.
    """

    def scheduled(work):
        intervals[work.module_path] = interval
        return work

    return scheduled
