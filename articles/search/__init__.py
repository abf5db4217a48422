"""Looking through what is published, by words.

`finding` is the one way in. `question` reads what somebody typed, `entries` keeps what is looked through,
`spelling` proposes better words, `marking` shows where the words were found. Each database has its own index
of the same entries (`sqlite`, `postgresql`), put up after every migrate and following the table by itself.
"""
