"""Telling advertising from answers: look-alikes, rules, a score. It proposes; people decide."""
