"""What an index was made with: when it differs, tokens or texts may differ too, and the index is built anew."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

SEARCH = Path(__file__).parent.parent
FOLDERS = (SEARCH / "analysis", SEARCH / "documents")


@cache
def of_texts():
    """Of everything that turns a record into tokens: our own files, and the stemmers."""
    files = sorted(path for folder in FOLDERS for path in folder.iterdir() if path.suffix in (".py", ".toml"))
    files.append(SEARCH / "engines" / "entries.py")
    digest = sha256(version("PyStemmer").encode())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def of_schema(*parts):
    return sha256("\n".join(parts).encode()).hexdigest()[:8]
