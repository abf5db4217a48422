from django.apps import AppConfig


class WorkerConfig(AppConfig):
    name = "worker"

    def ready(self):
        from worker import upkeep  # noqa: F401  it puts its task on the clock
