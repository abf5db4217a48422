"""How a moderator likes the desk."""

from django.conf import settings
from django.db import models


class DeskSettings(models.Model):
    """One moderator's choices; without a row, the usual ones."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="desk_settings"
    )
    keys_off = models.BooleanField(default=False, help_text="Single keys do nothing.")

    class Meta:
        verbose_name_plural = "desk settings"

    def __str__(self):
        return f"desk of {self.user}"
