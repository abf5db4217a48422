from django.apps import AppConfig


class WordpressConfig(AppConfig):
    """Moving a WordPress site in: reads its export and files what it holds under articles and comments."""

    name = "wordpress"
    verbose_name = "WordPress import"
