"""The site in a process of its own."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


SESSION = """
import django; django.setup()
from django.contrib.auth import get_user_model
from django.test import Client
client = Client()
client.force_login(get_user_model().objects.get(email="{email}"))
print(client.cookies["sessionid"].value)
"""


@dataclass(frozen=True)
class Demonstration:
    """A demonstration that runs: its address, and the environment it was started with."""

    address: str
    variables: dict

    def session_of(self, email):
        """A session cookie with which this account of the demonstration is signed in."""
        script = [sys.executable, "-c", SESSION.format(email=email)]
        path = {"PYTHONPATH": f"site{os.pathsep}.", "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        done = subprocess.run(script, cwd=ROOT, env=self.variables | path, capture_output=True, text=True, check=True)
        return {"name": "sessionid", "value": done.stdout.split()[-1], "url": self.address}


@contextmanager
def demonstration():
    """A demonstration of its own on a free port."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        variables = os.environ | {"DATA_DIR": folder, "DEMONSTRATION": "true", "DEBUG": "false"}
        demo = [sys.executable, str(ROOT / "manage.py"), "demo", "--port", str(port)]
        server = subprocess.Popen(demo, env=variables)
        try:
            yield Demonstration(wait_for(f"http://localhost:{port}"), variables)
        finally:
            server.terminate()
            server.wait()


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(address):
    """The address, once it answers."""
    for _attempt in range(600):
        try:
            urllib.request.urlopen(f"{address}/healthz")  # noqa: S310 - our own server
            return address
        except urllib.error.URLError:
            time.sleep(0.2)
    raise TimeoutError("The site did not start.")
