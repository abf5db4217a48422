from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor):
    """The table that CACHES names. Django has a command for it and no model."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = []

    operations = [migrations.RunPython(make_cache_table, migrations.RunPython.noop)]
