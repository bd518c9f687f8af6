"""What the portal has issued: entered once, chained, and looked up by everybody."""

import hashlib
import threading

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.utils.translation import gettext_lazy

from mediacenter.services.register.actions import in_each_language, issue, reserve_code, revoke
from mediacenter.services.register.attempts import MOST, count_try, has_tried_too_many
from mediacenter.services.register.chain import BEFORE_THE_FIRST, verify_chain
from mediacenter.services.register.codes import LENGTH, SIGNS, new_code, read_code
from mediacenter.services.register.kinds import KINDS, Kind, Told
from mediacenter.services.register.models import Entry, State

CERTIFICATE = b"%PDF-1.7 a certificate"


@pytest.fixture(autouse=True)
def certificates(monkeypatch):
    """A room that issues certificates."""
    kind = Kind("certificate", gettext_lazy("Yearly reports"), "/certificates/{}/".format)
    monkeypatch.setitem(KINDS, kind.code, kind)
    cache.clear()


def certificate(record="7", content=CERTIFICATE, **changed):
    digest = hashlib.sha256(content).hexdigest()
    said = {
        "title": {"kk": "Сертификат № 7", "ru": "Сертификат № 7", "en": "Certificate No. 7"},
        "issuer": {"kk": "Оқу орталығы", "ru": "Учебный центр", "en": ""},
        "files": [{"name": "7.pdf", "sha256": digest, "size": len(content)}],
    }
    return issue(kind="certificate", record=record, **{**said, **changed})


# --- Codes ---------------------------------------------------------------------------------------


def test_a_code_is_read_however_it_is_typed():
    code = "K7M4-92XA-PT3" + next(s for s in SIGNS if read_code(f"K7M4-92XA-PT3{s}"))
    spelt = {
        code.lower(),
        code.replace("-", ""),
        f"  {code.replace('-', ' – ')} ",
        code.translate(str.maketrans("KMXAPTHEC", "КМХАРТНЕС")),  # Cyrillic
        code.translate(str.maketrans("KMXAPTHEC", "КМХАРТНЕС")).lower(),
        code.translate(str.maketrans("3248", "ЗZЧВ")),
    }
    assert len(spelt) == 6
    assert {read_code(typed) for typed in spelt} == {code}


@pytest.mark.parametrize("typed", ["", "K7M4", "K7M4-92XA-PT3H-K7M4", "дом", "0" * 12, "K" * 9999])
def test_what_can_be_no_code_is_none(typed):
    assert read_code(typed) is None


def test_no_wrong_sign_and_no_two_swapped_ones_make_another_code():
    signs = new_code().replace("-", "")
    for place in range(LENGTH):
        for sign in set(SIGNS) - {signs[place]}:
            assert read_code(signs[:place] + sign + signs[place + 1 :]) is None
        for other in range(place):
            swapped = list(signs)
            swapped[place], swapped[other] = swapped[other], swapped[place]
            if swapped != list(signs):
                assert read_code("".join(swapped)) is None


def test_codes_are_valid_and_differ():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(read_code(code) == code for code in codes)


# --- Entries -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_carries_its_code_is_entered_under_it():
    code = reserve_code(kind="certificate", record="7")
    assert reserve_code(kind="certificate", record="7") == code
    assert reserve_code(kind="certificate", record="8") != code
    assert certificate().code == code


@pytest.mark.django_db
def test_the_same_files_are_entered_once():
    assert certificate() == certificate()
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_other_files_of_a_record_take_the_place_of_the_first():
    first, second = certificate(), certificate(content=b"corrected")
    first.refresh_from_db()
    assert (first.state, first.superseded_by) == (State.SUPERSEDED, second)
    assert first.code != second.code
    assert second.state == State.VALID


@pytest.mark.django_db
def test_what_comes_in_the_place_of_another_record_supersedes_it():
    first, second = certificate("7"), certificate("8", supersedes=["7"])
    first.refresh_from_db()
    assert (first.state, first.superseded_by) == (State.SUPERSEDED, second)


@pytest.mark.django_db
def test_what_was_replaced_or_revoked_may_be_valid_again_under_its_code():
    first = certificate("7")
    second = certificate("8", supersedes=["7"])
    assert certificate("7", supersedes=["8"]) == first
    revoke(
        kind="certificate",
        record="7",
        reason=in_each_language(lambda: gettext_lazy("Yearly reports")),
    )
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.reason_ru, first.reason_en) == (
        State.REVOKED,
        "Годовые отчёты",
        "Yearly reports",
    )
    assert second.superseded_by == first
    certificate("7")
    first.refresh_from_db()
    assert (first.state, first.reason_ru, first.superseded_by) == (State.VALID, "", None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE register_entry SET title_ru = 'Другое'",
        "UPDATE register_entry SET files = '[]', state = 'revoked'",
        "UPDATE register_entry SET digest = repeat('1', 64)",
        "DELETE FROM register_entry",
        "TRUNCATE register_entry CASCADE",
    ],
)
def test_the_database_refuses_to_change_what_was_issued(change):
    certificate()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="stays on record"):
            cursor.execute(change)


# --- The chain -----------------------------------------------------------------------------------


def behind_the_back(statement):
    """Change entries as somebody may who owns the database."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE register_entry DISABLE TRIGGER register_rows_stay")
        cursor.execute(statement)
        cursor.execute("ALTER TABLE register_entry ENABLE TRIGGER register_rows_stay")


@pytest.mark.django_db
def test_a_whole_chain_is_told_with_its_end(capsys):
    entries = [certificate(str(number)) for number in range(5)]
    revoke(kind="certificate", record="3", reason=in_each_language(lambda: "Қате"))
    found = verify_chain()
    assert (found.entries, found.last, found.broken) == (5, entries[-1].digest, None)
    call_command("check_register")
    assert entries[-1].digest in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "number", "why"),
    [
        ("UPDATE register_entry SET title_ru = 'Другое' WHERE number IN (2, 4)", 2, "changed"),
        ("UPDATE register_entry SET issued_at = issued_at - interval '1 day' WHERE number = 3",
         3, "changed"),
        ("UPDATE register_entry SET files = '[]' WHERE number = 5", 5, "changed"),
        ("DELETE FROM register_entry WHERE number = 1", 2, "missing"),
        ("DELETE FROM register_entry WHERE number = 3", 4, "missing"),
        ("UPDATE register_entry SET previous_digest = repeat('1', 64) WHERE number = 4",
         4, "unchained"),
    ],
)  # fmt: skip
def test_the_first_entry_that_is_not_as_it_was_written_is_named(change, number, why):
    for record in range(5):
        certificate(str(record))
    behind_the_back(change)
    found = verify_chain()
    assert (found.broken.number, found.why) == (number, why)
    with pytest.raises(CommandError, match=f"breaks at entry {number} "):
        call_command("check_register")


@pytest.mark.django_db
def test_the_chain_is_read_in_one_pass(django_assert_num_queries):
    for record in range(3):
        certificate(str(record))
    with django_assert_num_queries(1):
        verify_chain()


@pytest.mark.django_db(transaction=True)
def test_who_issue_at_once_are_chained_one_after_the_other():
    def work(record):
        try:
            certificate(record)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[str(number)]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verify_chain().entries == 6


@pytest.mark.django_db
def test_the_end_of_the_chain_is_published(client):
    told = client.get("/en/verify/chain.json").json()
    assert (told["entries"], told["head"], told["issued_at"]) == (0, BEFORE_THE_FIRST, None)
    first, last = certificate("1"), certificate("2")
    told = client.get("/en/verify/chain.json").json()
    assert (told["entries"], told["head"]) == (2, last.digest)
    text = client.get("/ru/verify/chain.txt")
    assert f"head: {last.digest}\n" in text.content.decode()
    assert text["Content-Type"].startswith("text/plain")
    shown = client.get("/en/verify/chain/").content.decode()
    assert last.digest in shown
    for entry in (first, last):
        noted = client.get("/en/verify/chain/", {"hash": f" {entry.digest.upper()}"})
        assert f"it is that of entry {entry.number}." in noted.content.decode()
    for wrong in ("0" * 64, "f" * 64, "f" * 999, "'"):
        assert (
            "No entry has this hash"
            in client.get("/en/verify/chain/", {"hash": wrong}).content.decode()
        )


@pytest.mark.django_db
def test_an_end_that_was_cut_off_shows_by_the_hash_that_was_noted():
    certificate("1")
    noted = certificate("2").digest
    certificate("3")
    call_command("check_register", through=noted)
    behind_the_back("DELETE FROM register_entry WHERE number > 1")
    call_command("check_register")
    with pytest.raises(CommandError, match="cut off"):
        call_command("check_register", through=noted)


# --- The page ------------------------------------------------------------------------------------


def page(client, code, language="ru", status=200, **posted):
    address = f"/{language}/verify/{code}/"
    answer = client.post(address, posted) if posted else client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.django_db
def test_a_code_that_is_typed_leads_to_its_page(client):
    entry = certificate()
    typed = entry.code.replace("-", " ").lower()
    answer = client.get("/ru/verify/", {"code": typed})
    assert answer["Location"] == f"/ru/verify/{entry.code}/"
    assert client.get(f"/ru/verify/{typed}/")["Location"] == f"/ru/verify/{entry.code}/"
    assert 'role="alert"' not in client.get("/ru/verify/").content.decode()
    refused = client.get("/en/verify/", {"code": "K7M4 92XA"}).content.decode()
    assert "one of its signs is wrong" in refused
    assert 'value="K7M4 92XA"' in refused
    assert "one of its signs is wrong" in page(client, "K7M4", language="en", status=404)


@pytest.mark.django_db
def test_the_page_says_what_it_is_who_issued_it_and_the_hash(client):
    entry = certificate()
    told = page(client, entry.code)
    for said in ("Сертификат № 7", "Учебный центр", entry.files[0]["sha256"], entry.code):
        assert said in told
    assert '<a class="button button-quiet" href="/certificates/7/">' in told
    assert '<span lang="kk">Оқу орталығы</span>' in page(client, entry.code, language="en")


@pytest.mark.django_db
def test_the_page_says_what_the_room_tells_of_it_and_its_versions(
    client, monkeypatch, django_assert_num_queries
):
    told = Told("kk", [("Қол қойған", "Төраға")], [("Сағат", "72")], ["7", "8"])
    kind = Kind("certificate", gettext_lazy("Yearly reports"), tells=lambda _record: told)
    monkeypatch.setitem(KINDS, kind.code, kind)
    first = certificate("7")
    assert "Versions" not in page(client, first.code, "en")
    second = certificate("8", supersedes=["7"])
    with django_assert_num_queries(3):
        shown = page(client, second.code, "en")
    assert '<dd lang="kk">Төраға</dd>' in shown
    assert "<strong>72</strong> <span>Сағат</span>" in shown
    assert f'<a href="/en/verify/{first.code}/">{first.code}</a>' in shown


@pytest.mark.django_db
def test_states_are_told_and_what_is_superseded_leads_on(client):
    first = certificate("7")
    second = certificate("8", supersedes=["7"])
    assert "This document was issued here and is in force" in page(client, second.code, "en")
    told = page(client, first.code, "en")
    assert "a newer one has taken its place" in told
    assert f'href="/en/verify/{second.code}/"' in told
    revoke(kind="certificate", record="8", reason={"kk": "Қате", "ru": "Ошибка", "en": "A mistake"})
    told = page(client, second.code, "en")
    assert "but it is no longer in force" in told
    assert "A mistake" in told
    unknown = next(code for code in iter(new_code, None) if code not in {first.code, second.code})
    assert "No document was issued here under the code" in page(client, unknown, "en", 404)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "answer"),
    [(CERTIFICATE, "Yes: this is the file"), (b"forged", "No: this file differs")],
)
def test_a_file_is_compared_without_scripts_and_not_kept(client, settings, content, answer):
    entry = certificate()
    sent = SimpleUploadedFile("anything.pdf", content)
    told = page(client, entry.code, "en", file=sent)
    shown = told.split(answer)[0].rsplit("<div", 1)[1]
    assert "hidden" not in shown
    assert "anything.pdf" not in told


@pytest.mark.django_db
def test_who_sends_no_file_is_asked_for_one(client):
    assert "Choose a file first" in page(client, certificate().code, "en", nothing="")


@pytest.mark.django_db
def test_what_is_no_longer_in_force_is_not_called_so_when_its_file_is_compared(client):
    entry = certificate()
    revoke(kind="certificate", record="7", reason=in_each_language(lambda: "A mistake"))
    told = page(client, entry.code, "en", file=SimpleUploadedFile("7.pdf", CERTIFICATE))
    assert "to the last byte; but it is not in force" in told
    assert "Yes: this is the file" not in told


@pytest.mark.django_db
@time_machine.travel("2026-03-12 09:00", tick=False)  # tries are counted within ten minutes
def test_who_tries_codes_is_held_off_from_the_known_ones_too(client):
    entry = certificate()
    for _ in range(MOST):
        page(client, new_code(), status=404)
    assert "Too many codes" in page(client, entry.code, "en", status=429)
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert client.get(f"/en/verify/{entry.code}/", **elsewhere).status_code == 200


@time_machine.travel("2026-03-12 09:00", tick=False)
def test_whoever_was_let_in_before_the_last_try_counts_no_further(rf):
    request = rf.get("/en/verify/")
    for _ in range(MOST + 1):
        count_try(request)
    assert has_tried_too_many(request)
    assert not has_tried_too_many(rf.get("/en/verify/", REMOTE_ADDR="203.0.113.9"))


@pytest.mark.django_db
def test_misspelt_and_known_codes_count_as_no_tries(client):
    entry = certificate()
    for _ in range(MOST + 1):
        page(client, "K7M4", status=404)
        page(client, entry.code)
    unknown = page(client, new_code(), "en", status=404)
    assert "No document was issued here" in unknown
    assert "This document was issued here and is in force." in page(client, entry.code, "en")
