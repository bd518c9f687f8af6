"""What the search is to find says by itself when it has changed."""

from django.db import migrations

TRIGGERS = """
CREATE TRIGGER sought AFTER INSERT OR UPDATE OR DELETE ON publications_article
    FOR EACH ROW EXECUTE FUNCTION search_is_due('article', 'id');
CREATE TRIGGER sought AFTER INSERT OR UPDATE OR DELETE ON publications_articletext
    FOR EACH ROW EXECUTE FUNCTION search_is_due('article', 'article_id');
CREATE TRIGGER sought AFTER INSERT OR UPDATE OR DELETE ON publications_librarydocument
    FOR EACH ROW EXECUTE FUNCTION search_is_due('document', 'id');
CREATE TRIGGER sought AFTER INSERT OR UPDATE OR DELETE ON publications_guide
    FOR EACH ROW EXECUTE FUNCTION search_is_due('guide', 'id');
CREATE TRIGGER sought AFTER INSERT OR UPDATE OR DELETE ON publications_guidelaw
    FOR EACH ROW EXECUTE FUNCTION search_is_due('guide', 'guide_id');
CREATE FUNCTION publications_place_is_sought() RETURNS trigger LANGUAGE plpgsql AS $$
#variable_conflict use_variable
-- Below an organization whose region or kind has changed, all is placed anew; a move changes each.
DECLARE
    placed_anew bigint[] := ARRAY[NEW.id];
BEGIN
    IF OLD.region_id IS DISTINCT FROM NEW.region_id OR OLD.kind <> NEW.kind THEN
        placed_anew := ARRAY(SELECT id FROM unions_organization WHERE path LIKE NEW.path || '%');
    END IF;
    INSERT INTO search_due (kind, record)
        SELECT 'article', id FROM publications_article WHERE organization_id = ANY(placed_anew);
    INSERT INTO search_due (kind, record)
        SELECT 'document', id FROM publications_librarydocument WHERE organization_id = ANY(placed_anew);
    INSERT INTO search_due (kind, record)
        SELECT 'guide', id FROM publications_guide WHERE organization_id = ANY(placed_anew);
    RETURN NULL;
END
$$;
CREATE TRIGGER articles_sought AFTER UPDATE ON unions_organization FOR EACH ROW
    WHEN (OLD.region_id IS DISTINCT FROM NEW.region_id OR OLD.path <> NEW.path OR OLD.kind <> NEW.kind)
    EXECUTE FUNCTION publications_place_is_sought();
INSERT INTO search_due (kind, record) SELECT 'article', id FROM publications_article;
INSERT INTO search_due (kind, record) SELECT 'document', id FROM publications_librarydocument;
INSERT INTO search_due (kind, record) SELECT 'guide', id FROM publications_guide;
"""
WITHOUT = """
DROP TRIGGER articles_sought ON unions_organization;
DROP FUNCTION publications_place_is_sought();
DROP TRIGGER sought ON publications_guidelaw;
DROP TRIGGER sought ON publications_guide;
DROP TRIGGER sought ON publications_librarydocument;
DROP TRIGGER sought ON publications_articletext;
DROP TRIGGER sought ON publications_article;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
        ('unions', '0030_is_found'),
        ('publications', '0019_guides_to_rights'),
    ]

    operations = [
        migrations.RunSQL(TRIGGERS, WITHOUT),
    ]
