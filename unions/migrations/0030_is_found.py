"""What the search is to find says by itself when it has changed."""

from django.db import migrations

TRIGGERS = """
CREATE TRIGGER sought AFTER INSERT OR UPDATE OR DELETE ON unions_organization
    FOR EACH ROW EXECUTE FUNCTION search_is_due('organization', 'id');
CREATE TRIGGER sought AFTER INSERT OR UPDATE OR DELETE ON unions_appointment
    FOR EACH ROW EXECUTE FUNCTION search_is_due('person', 'id');
CREATE FUNCTION unions_person_is_sought() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_due (kind, record)
        SELECT 'person', id FROM unions_appointment WHERE person_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER sought AFTER UPDATE ON unions_person
    FOR EACH ROW EXECUTE FUNCTION unions_person_is_sought();
CREATE FUNCTION unions_place_is_sought() RETURNS trigger LANGUAGE plpgsql AS $$
#variable_conflict use_variable
-- Below an organization whose region or kind has changed, all is placed anew; a move changes each.
DECLARE
    placed_anew bigint[] := ARRAY[NEW.id];
BEGIN
    IF OLD.region_id IS DISTINCT FROM NEW.region_id OR OLD.kind <> NEW.kind THEN
        placed_anew := ARRAY(SELECT id FROM unions_organization WHERE path LIKE NEW.path || '%');
    END IF;
    INSERT INTO search_due (kind, record)
        SELECT 'person', id FROM unions_appointment WHERE organization_id = ANY(placed_anew);
    RETURN NULL;
END
$$;
CREATE TRIGGER people_sought AFTER UPDATE ON unions_organization FOR EACH ROW
    WHEN (
        OLD.region_id IS DISTINCT FROM NEW.region_id OR OLD.path <> NEW.path OR OLD.kind <> NEW.kind
        OR (OLD.name_kk, OLD.name_ru, OLD.name_en)
            IS DISTINCT FROM (NEW.name_kk, NEW.name_ru, NEW.name_en)
    )
    EXECUTE FUNCTION unions_place_is_sought();
INSERT INTO search_due (kind, record) SELECT 'organization', id FROM unions_organization;
INSERT INTO search_due (kind, record) SELECT 'person', id FROM unions_appointment;
"""
WITHOUT = """
DROP TRIGGER people_sought ON unions_organization;
DROP FUNCTION unions_place_is_sought();
DROP TRIGGER sought ON unions_person;
DROP FUNCTION unions_person_is_sought();
DROP TRIGGER sought ON unions_appointment;
DROP TRIGGER sought ON unions_organization;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
        ('unions', '0029_less_than'),
    ]

    operations = [
        migrations.RunSQL(TRIGGERS, WITHOUT),
    ]
