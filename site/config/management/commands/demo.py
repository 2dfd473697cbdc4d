import os
import signal
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from accounts.demo_content import make_accounts
from accounts.demo_reviews import make_reviews
from config import catalogues

GUNICORN = Path(settings.SITE) / "config" / "gunicorn.py"


class Command(BaseCommand):
    help = "Set up and serve a demonstration of the site with a background worker. What is there stays."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port, **options):
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        catalogues.compile_all()
        self.step("Database", "migrate", verbosity=0)
        self.step("Search index", "rebuild_index", if_needed=True)
        self.step("Demonstration content", "load_demo")
        self.step("Static files", "collectstatic", interactive=False, verbosity=0)
        accounts = make_accounts()
        make_reviews()
        self._introduce(port, accounts)
        self._serve(port)

    def step(self, title, command, **options):
        self.stdout.write(f"{title} ...")
        self.stdout.flush()
        call_command(command, **options)

    def _introduce(self, port, accounts):
        address = f"http://localhost:{port}"
        self.stdout.write(f"\n  The resource centre:  {address}/")
        self.stdout.write(f"  The editors' desk:    {address}/admin/")
        self.stdout.write(f"  The mails it writes:  {address}/admin/mails/")
        self.stdout.write("\n  Demonstration accounts, with passwords made just now:")
        for role, email, password in accounts:
            self.stdout.write(f"    {role:<14} {email:<28} {password}")
        self.stdout.write("\n  Ctrl+C ends it. Everything is kept in " + str(settings.DATA_DIR) + "\n\n")
        self.stdout.flush()

    def _serve(self, port):
        """The web server in front, one background worker behind it; they end together."""
        environment = os.environ | {"BIND": f"127.0.0.1:{port}", "SITE_URL": f"http://localhost:{port}"}
        worker = subprocess.Popen([sys.executable, "manage.py", "db_worker"], cwd=settings.ROOT, env=environment)
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", str(GUNICORN), "config.wsgi"], cwd=settings.ROOT, env=environment
        )
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        try:
            code = server.wait()
        except KeyboardInterrupt:
            code = server.wait()
        finally:
            worker.terminate()
            worker.wait()
        sys.exit(code)
