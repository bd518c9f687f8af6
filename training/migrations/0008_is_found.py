"""What the search is to find says by itself when it has changed."""

from django.db import migrations

TRIGGERS = """
CREATE TRIGGER sought AFTER INSERT OR UPDATE OR DELETE ON training_seminar
    FOR EACH ROW EXECUTE FUNCTION search_is_due('seminar', 'id');
CREATE FUNCTION training_place_is_sought() RETURNS trigger LANGUAGE plpgsql AS $$
#variable_conflict use_variable
-- Below an organization whose region or kind has changed, all is placed anew; a move changes each.
DECLARE
    placed_anew bigint[] := ARRAY[NEW.id];
BEGIN
    IF OLD.region_id IS DISTINCT FROM NEW.region_id OR OLD.kind <> NEW.kind THEN
        placed_anew := ARRAY(SELECT id FROM unions_organization WHERE path LIKE NEW.path || '%');
    END IF;
    INSERT INTO search_due (kind, record)
        SELECT 'seminar', id FROM training_seminar WHERE organizer_id = ANY(placed_anew);
    RETURN NULL;
END
$$;
CREATE TRIGGER seminars_sought AFTER UPDATE ON unions_organization FOR EACH ROW
    WHEN (OLD.region_id IS DISTINCT FROM NEW.region_id OR OLD.path <> NEW.path OR OLD.kind <> NEW.kind)
    EXECUTE FUNCTION training_place_is_sought();
INSERT INTO search_due (kind, record) SELECT 'seminar', id FROM training_seminar;
"""
WITHOUT = """
DROP TRIGGER seminars_sought ON unions_organization;
DROP FUNCTION training_place_is_sought();
DROP TRIGGER sought ON training_seminar;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
        ('unions', '0030_is_found'),
        ('training', '0007_programmes_and_calendars'),
    ]

    operations = [
        migrations.RunSQL(TRIGGERS, WITHOUT),
    ]
