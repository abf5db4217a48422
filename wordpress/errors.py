class WxrError(ValueError):
    """Why an export cannot be read, in one plain sentence a site owner can act on.

    `line` is the line of the file where it went wrong, or None when the fault is the whole file's.
    """

    def __init__(self, sentence: str, line: int | None = None):
        self.sentence = sentence
        self.line = line
        super().__init__(f"Line {line}: {sentence}" if line else sentence)
