"""Running the import as its command does."""

from io import StringIO

from django.core.management import call_command


def bring_in(path):
    """Import a file; what the command said, line by line."""
    out = StringIO()
    call_command("import_wxr", str(path), stdout=out)
    return out.getvalue().splitlines()


def lines_about(lines, title):
    """What was said of the post whose title starts so."""
    return [line.partition("”: ")[2] for line in lines if line.startswith(f"“{title}")]
