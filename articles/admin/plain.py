"""What the stock admin says, in the site's words."""

from django.contrib import messages


class PlainWords:
    """For admin classes: the sentence after something was done is ours."""

    def message_user(self, request, message, level=messages.INFO, *args, **kwargs):
        said = "Done." if level == messages.SUCCESS else message
        super().message_user(request, said, level, *args, **kwargs)
