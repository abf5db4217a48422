"""What forms of every app have in common."""


class LengthsInWords:
    """For form classes: a text that is too long is refused in our words, with all of it still there.

    Browsers are given no `maxlength`: they cut what is pasted, and say nothing.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if getattr(field, "max_length", None):
                field.widget.attrs.pop("maxlength", None)
                field.error_messages.setdefault(
                    "max_length", "This is %(show_value)d characters. Shorten it to %(limit_value)d or fewer."
                )
