"""What happens to the embedded index when things go wrong around it."""

import multiprocessing
import os
import resource
import shutil
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from search import draining, rebuilding
from search.documents.making import uid_of
from search.engines import fingerprint
from search.engines.base import MEMBERS, PUBLIC, EngineUnavailable, Has, Request
from search.engines.tantivy import TantivyEngine, generations
from search.engines.tantivy import engine as tantivy_engine
from tests.contract.made_documents import document
from tests.factories import PracticeFactory


def files_of(folder, suffix):
    return sorted(path for path in folder.rglob(f"*.{suffix}") if path.stat().st_size)


def count(engine, audience=PUBLIC):
    return engine.search(audience, Request(limit=1)).total


@pytest.fixture
def folder(tmp_path):
    """Of an index with three documents."""
    engine = TantivyEngine(tmp_path)
    engine.rebuild(document(pk, "word") for pk in range(3))
    assert count(engine) == 3
    return tmp_path


def test_lists_that_are_asked_for_in_turn_are_counted_once_each(folder, monkeypatch):
    """Also when as many are kept as may be."""
    counted, count_them = [], tantivy_engine._Plan.counts
    monkeypatch.setattr(tantivy_engine, "MOST_KEPT", 2)
    monkeypatch.setattr(tantivy_engine._Plan, "counts", lambda plan: counted.append(plan) or count_them(plan))
    engine = TantivyEngine(folder)

    for _ in range(2):
        for facet in ("country", "category"):
            assert engine.search(PUBLIC, Request(facets=(facet,))).facets == {facet: {}}

    assert len(counted) == 2


# --- The folder ---


def truncate(folder):
    for path in files_of(folder, "store"):
        os.truncate(path, path.stat().st_size // 2)


def remove_files(folder):
    for path in files_of(folder, "idx"):
        path.unlink()


def scribble_in_meta(folder):
    for path in folder.rglob("meta.json"):
        path.write_text("{")


def empty_current(folder):
    for path in folder.rglob("CURRENT"):
        path.write_text("")


def remove_generation(folder):
    for path in list(folder.rglob("public")):
        shutil.rmtree(path.parent)


def remove_everything(folder):
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "damage", [truncate, remove_files, scribble_in_meta, empty_current, remove_generation, remove_everything]
)
def test_a_damaged_or_deleted_folder_is_told_and_built_anew(folder, damage):
    damage(folder)
    engine = TantivyEngine(folder)

    with pytest.raises(EngineUnavailable) as trouble:
        engine.search(PUBLIC, Request(Has("plain_en", "word")))

    assert trouble.value.needs_rebuild
    assert not engine.health()["ready"] and engine.health()["trouble"]
    engine.rebuild(iter([document(1, "word")]))
    assert count(engine) == 1 and engine.health()["ready"]


@pytest.mark.parametrize("suffix", ["idx", "term", "store", "fast", "pos", "fieldnorm"])
def test_one_changed_byte_anywhere_is_noticed_by_a_look_at_the_checksums(folder, suffix):
    generation = generations.Generations(folder / "tantivy").current()
    assert generation.is_whole()
    path = files_of(folder, suffix)[0]
    content = bytearray(path.read_bytes())
    content[0] ^= 0xFF
    path.write_bytes(content)

    assert not generation.is_whole()


def test_an_error_of_a_whole_index_is_no_reason_to_build_it_anew(folder, monkeypatch):
    engine = TantivyEngine(folder)
    monkeypatch.setattr(engine, "_open", lambda *_arguments: int("no number"))

    with pytest.raises(EngineUnavailable) as trouble:
        engine.search(PUBLIC, Request())

    assert not trouble.value.needs_rebuild
    assert count(TantivyEngine(folder)) == 3


def test_an_index_of_another_schema_is_built_anew(folder, monkeypatch):
    monkeypatch.setattr(generations, "fingerprint_of_schema", lambda: "another")
    engine = TantivyEngine(folder)

    with pytest.raises(EngineUnavailable, match="another version") as trouble:
        engine.search(PUBLIC, Request())

    assert trouble.value.needs_rebuild
    engine.rebuild(iter([document(1, "word")]))
    assert count(engine) == 1


def test_an_index_of_another_analysis_answers_until_it_is_built_anew(folder, monkeypatch):
    monkeypatch.setattr(fingerprint, "of_texts", lambda: "other")
    engine = TantivyEngine(folder)

    assert count(engine) == 3
    assert engine.health()["outdated"]
    engine.rebuild(iter([document(1, "word")]))
    assert count(engine) == 1 and not engine.health()["outdated"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("damage", [remove_everything, scribble_in_meta])
def test_the_site_mends_its_index_by_itself(search_index, damage, caplog):
    practice = PracticeFactory(title_en="Mended")
    draining.finish()
    damage(search_index.folder)
    rebuilding._asked_at = float("-inf")

    practice.save()
    draining.finish()

    [hit] = TantivyEngine(search_index.folder).search(PUBLIC, Request(Has("plain_en", "mended"))).hits
    assert hit.uid == uid_of(practice)
    assert "built anew" in caplog.text


# --- Processes ---


def write(folder, first, last):
    engine = TantivyEngine(folder)
    for pk in range(first, last):
        engine.apply([document(pk, "word", "body " * 200)], [])


def writer(folder, first, last):
    """Another process that writes documents with these numbers, each in a commit of its own."""
    process = multiprocessing.get_context("fork").Process(target=write, args=(folder, first, last))
    process.start()
    return process


def test_a_process_killed_in_the_middle_of_a_commit_leaves_a_whole_index(folder):
    for attempt, moment in enumerate((0.01, 0.03, 0.06, 0.1, 0.17, 0.3)):
        process = writer(folder, 100 * attempt + 100, 100 * attempt + 200)
        time.sleep(moment)
        process.kill()
        process.join()
        engine = TantivyEngine(folder)
        before = count(engine)
        assert before >= 3
        assert 0 <= before - count(engine, MEMBERS) <= attempt + 1  # the outbox tells of those again
        engine.apply([document(10_000 + attempt, "word")], [])
        assert count(engine) == before + 1
        assert generations.Generations(folder / "tantivy").current().is_whole()


def test_two_processes_write_by_turns(folder):
    processes = [writer(folder, 100, 105), writer(folder, 200, 205)]
    for process in processes:
        process.join(60)

    assert [process.exitcode for process in processes] == [0, 0]
    assert count(TantivyEngine(folder)) == count(TantivyEngine(folder), MEMBERS) == 13


def test_a_reader_sees_what_another_process_wrote_and_built(folder):
    reader, other = TantivyEngine(folder), TantivyEngine(folder)
    assert count(reader) == 3

    other.apply([document(7, "word")], ["practice:0"])
    assert count(reader) == 3
    other.apply([document(8, "word")], [])
    assert count(reader) == 4
    other.rebuild(iter([document(9, "word")]))
    assert count(reader) == 1
    assert len(list((folder / "tantivy").glob("*-*-*"))) == 1


# --- The disk ---


@contextmanager
def full_disk():
    """No file grows beyond some bytes: writing fails as it does where no space is left."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_on_a_full_disk_the_present_index_stays_and_answers(folder):
    engine = TantivyEngine(folder)
    with full_disk():
        with pytest.raises(EngineUnavailable) as trouble:
            engine.apply([document(5, "word")], ["practice:0"])
        with pytest.raises(EngineUnavailable):
            engine.rebuild(iter([document(6, "word")]))
        assert count(engine) == 3

    assert not trouble.value.needs_rebuild
    engine.apply([document(5, "word")], [])
    assert count(engine) == 4
    assert len(list(Path(folder / "tantivy").glob("*-*-*"))) == 1
