"""The folders of the embedded index.

    FOLDER/CURRENT                                one line: the name of the generation that readers use
    FOLDER/<schema>-<texts>-<n>/{public,members}  a generation: two indexes, made with these fingerprints
    FOLDER/write.lock                             held by whoever writes

A generation is built beside the one in use; replacing CURRENT is the moment from which it counts.
"""

import fcntl
import json
import os
import shutil
import struct
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from search.engines import fingerprint
from search.engines.base import AUDIENCES, EngineUnavailable
from search.engines.tantivy.schema import fingerprint_of_schema

CHUNK = 1024 * 1024
# The end of every file of an index: its checksum in JSON, the length of that, and this.
MAGIC = 1337
# What a segment consists of.
PARTS = ("idx", "term", "pos", "fieldnorm", "fast", "store")


@dataclass(frozen=True)
class Generation:
    folder: Path

    @property
    def schema(self):
        return self.folder.name.split("-")[0]

    @property
    def is_outdated(self):
        return self.folder.name.split("-")[1] != fingerprint.of_texts()

    def index_folder(self, audience):
        return self.folder / audience

    def is_whole(self):
        """Whether every file of it is what was written, read to its end."""
        try:
            return all(
                _matches_its_checksum(path)
                for audience in AUDIENCES
                for path in _files_in_use(self.index_folder(audience))
            )
        except (OSError, ValueError, KeyError, TypeError):
            return False


class Generations:
    def __init__(self, folder):
        self.folder = folder
        self.current_file = folder / "CURRENT"

    def current(self):
        """The generation in use; EngineUnavailable when there is none that this release can read."""
        try:
            name = self.current_file.read_text().strip()
        except FileNotFoundError:
            raise EngineUnavailable("there is no index yet", needs_rebuild=True) from None
        except (OSError, UnicodeDecodeError) as error:
            raise EngineUnavailable(f"the index cannot be read ({type(error).__name__})", needs_rebuild=True) from error
        if name.count("-") != 2 or "/" in name:
            raise EngineUnavailable("CURRENT names no index", needs_rebuild=True)
        generation = Generation(self.folder / name)
        if generation.schema != fingerprint_of_schema():
            raise EngineUnavailable("the index was made by another version", needs_rebuild=True)
        if not generation.folder.is_dir():
            raise EngineUnavailable("the folder of the index is gone", needs_rebuild=True)
        return generation

    @contextmanager
    def new(self):
        """An empty generation; its folder is removed unless `replace_current` was called for it."""
        generation = Generation(self.folder / self._unused_name())
        try:
            for audience in AUDIENCES:
                generation.index_folder(audience).mkdir(parents=True)
            yield generation
        finally:
            if not self._is_current(generation):
                shutil.rmtree(generation.folder, ignore_errors=True)

    def replace_current(self, generation):
        """Readers of this moment finish with the old files, which stay readable to them after their removal."""
        beside = self.current_file.with_suffix(".new")
        with open(beside, "w") as file:
            file.write(generation.folder.name)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, self.current_file)
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder != generation.folder:
                shutil.rmtree(folder, ignore_errors=True)

    def give_up(self, generation):
        """A damaged generation answers nobody any more."""
        if self._is_current(generation):
            self.current_file.unlink(missing_ok=True)

    @contextmanager
    def writing(self):
        """Wait for whoever else writes. A process that dies lets go of it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.folder / "write.lock", "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _is_current(self, generation):
        try:
            return self.current_file.read_text().strip() == generation.folder.name
        except FileNotFoundError:
            return False

    def _unused_name(self):
        made_with = f"{fingerprint_of_schema()}-{fingerprint.of_texts()}"
        used = [int(path.name.split("-")[2]) for path in self.folder.glob("*-*-*") if path.is_dir()]
        return f"{made_with}-{max(used, default=0) + 1}"


def _files_in_use(folder):
    for segment in json.loads((folder / "meta.json").read_text())["segments"]:
        name = segment["segment_id"].replace("-", "")
        yield from (folder / f"{name}.{part}" for part in PARTS)
        if segment["deletes"]:
            yield folder / f"{name}.{segment['deletes']['opstamp']}.del"


def _matches_its_checksum(path):
    with open(path, "rb") as file:
        size = file.seek(-8, os.SEEK_END) + 8
        length, magic = struct.unpack("<II", file.read(8))
        if magic != MAGIC:
            return False
        left = size - 8 - length
        file.seek(left)
        expected = json.loads(file.read(length))["crc"]
        file.seek(0)
        checksum = 0
        while left:
            chunk = file.read(min(CHUNK, left))
            checksum = zlib.crc32(chunk, checksum)
            left -= len(chunk)
    return checksum == expected
