"""What differs between databases: the table that is searched, and the triggers that keep what is sealed.

The search table is a full-text table of each database, so it is made by hand and the state told of it.
Triggers stand on PostgreSQL only (docs/decisions/0002-triggers-on-postgresql-only.md).
"""

from django.db import migrations, models

from publicity.queries import search_postgres, search_sqlite

SEALED = """
CREATE OR REPLACE FUNCTION publicity_keep_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'sealed' THEN
    RAISE EXCEPTION 'a publication that is out is never changed: % on %', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
"""
ENTRIES = """
CREATE OR REPLACE FUNCTION publicity_keep_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched bigint[];
BEGIN
  touched := CASE TG_OP
    WHEN 'INSERT' THEN ARRAY[NEW.publication_id]
    WHEN 'DELETE' THEN ARRAY[OLD.publication_id]
    ELSE ARRAY[OLD.publication_id, NEW.publication_id] END;
  IF EXISTS (SELECT 1 FROM publicity_publication WHERE id = ANY(touched) AND state = 'sealed') THEN
    RAISE EXCEPTION 'a publication that is out is never changed: % on %', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
"""
TRIGGERS = (
    "CREATE TRIGGER publicity_publication_sealed BEFORE UPDATE OR DELETE ON publicity_publication "
    "FOR EACH ROW EXECUTE FUNCTION publicity_keep_sealed()",
    "CREATE TRIGGER publicity_entry_sealed BEFORE INSERT OR UPDATE OR DELETE ON publicity_publicationentry "
    "FOR EACH ROW EXECUTE FUNCTION publicity_keep_entries()",
)
REMOVE = (
    "DROP TRIGGER publicity_publication_sealed ON publicity_publication",
    "DROP TRIGGER publicity_entry_sealed ON publicity_publicationentry",
    "DROP FUNCTION publicity_keep_sealed()",
    "DROP FUNCTION publicity_keep_entries()",
)


def make_search(apps, schema_editor):
    on_postgres = schema_editor.connection.vendor == "postgresql"
    for statement in (search_postgres if on_postgres else search_sqlite).CREATE:
        schema_editor.execute(statement, params=None)


def drop_search(apps, schema_editor):
    schema_editor.execute("DROP TABLE publicity_search", params=None)


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in (SEALED, ENTRIES, *TRIGGERS):
            schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in REMOVE:
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("publicity", "0001_initial")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(make_search, drop_search)],
            state_operations=[
                migrations.CreateModel(
                    name="SearchRow",
                    fields=[
                        (
                            "record_id",
                            models.BigIntegerField(db_column="rowid", primary_key=True, serialize=False),
                        ),
                        ("grams", models.TextField()),
                    ],
                    options={
                        "verbose_name": "search row",
                        "verbose_name_plural": "search rows",
                        "db_table": "publicity_search",
                    },
                ),
            ],
        ),
        migrations.RunPython(install, remove),
    ]
