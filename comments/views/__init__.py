"""The pages of a discussion and those for one writer. All but the article's own page are private."""
