"""English words that nearly every text has, so that they tell nothing about what somebody looks for."""

STOP_WORDS = frozenset(
    """
    a about am an and are as at be been but by can could did do does for from had has have how i if in into is
    it its me my of on or our should so than that the their them then there these they this those to was we
    were what when where which who whom why will with would you your dont im ive isnt whats
    """.split()
)
