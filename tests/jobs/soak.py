"""What must hold when processes really die: run by tests/jobs/run."""

import collections
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

BINARY = sys.argv[1]
PAGES = ["/", "/proposals", "/discussions", "/changelog", "/api/v1/proposals", "/livez", "/readyz"]


class Site:
    """A site of its own, in a temporary folder, stopped whatever happens."""

    def __init__(self, lease=30, **env):
        self.folder = tempfile.mkdtemp(prefix="cowpath-jobs.")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": self.folder,
            "TMPDIR": self.folder,
            "RUST_LOG": "warn",
            "BASE_URL": self.address,
            "COWPATH_RATE_LIMITS": "off",
            "COWPATH_CHAOS": "1",
            "COWPATH_JOB_LEASE": str(lease),
            **env,
        }
        if database := os.environ.get("TEST_DATABASE_URL"):
            # A database of its own in the server that is there.
            name = f"jobs_{os.getpid()}_{random.randrange(10**9)}"
            front = database.rsplit("/", 1)[0]
            psql(database, f"create database {name}")
            self.env["DATABASE_URL"] = f"{front}/{name}"
        self.server = None
        self.log = open(os.path.join(self.folder, "server.log"), "ab")

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self.server:
            self.kill_all()
        if kind:
            with open(self.log.name, errors="replace") as log:
                print("The server's last words:", *log.readlines()[-40:], sep="\n")
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, *more):
        self.server = subprocess.Popen(
            [BINARY, "serve", "--bind", f"127.0.0.1:{self.port}", "--data", f"{self.folder}/data", *more],
            env=self.env, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True,
        )
        for _ in range(300):
            try:
                self.get("/livez")
                return
            except OSError:
                assert self.server.poll() is None, "the server stopped while starting"
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def get(self, path):
        try:
            with urllib.request.urlopen(self.address + path, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def kill_server(self):
        """The web and the supervisor, but not its workers."""
        self.server.kill()
        self.server.wait()

    def kill_all(self):
        """The whole tree at once."""
        try:
            os.killpg(self.server.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.server.wait()

    def stop(self):
        self.server.terminate()
        return self.server.wait(timeout=90)

    def cowpath(self, *args):
        done = subprocess.run(
            [BINARY, *args, "--data", f"{self.folder}/data"],
            env=self.env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=120,
        )
        assert done.returncode == 0, f"cowpath {' '.join(args)}: {done.stderr}"
        return done.stdout

    def enqueue(self, kind, count=1, payload=None, **more):
        args = ["jobs", "enqueue", kind, "--count", str(count)]
        if payload is not None:
            args += ["--payload", json.dumps(payload)]
        for name, value in more.items():
            args += [f"--{name}", str(value)]
        return [int(line) for line in self.cowpath(*args).split()]

    def jobs(self):
        return json.loads(self.cowpath("jobs", "list", "--json"))

    def settled(self, seconds, but=()):
        """Waits until no job waits or runs; returns all of them."""
        until = time.monotonic() + seconds
        while True:
            jobs = [job for job in self.jobs() if job["kind"] != "jobs.canary"]
            if all(job["state"] not in ("ready", "running") for job in jobs):
                return jobs
            assert time.monotonic() < until, f"not over in {seconds} s: {told(jobs)}"
            time.sleep(0.5)


def psql(url, sql):
    subprocess.run(["psql", "-q", "-d", url, "-c", sql], check=True, stdin=subprocess.DEVNULL)


def told(jobs):
    return dict(collections.Counter((job["kind"], job["state"]) for job in jobs))


def innocent(jobs):
    """Every one of these was done, once, and nobody thinks ill of it."""
    for job in jobs:
        assert job["state"] == "done", job
        assert job["completions"] == 1, job
        assert job["crashes"] < 2 and not job["suspect"], job


class Visitor(threading.Thread):
    """Asks for pages all the time."""

    def __init__(self, site):
        super().__init__(daemon=True)
        self.site, self.over, self.answers, self.times = site, threading.Event(), collections.Counter(), []

    def run(self):
        while not self.over.is_set():
            for path in PAGES:
                began = time.monotonic()
                try:
                    status = self.site.get(path)[0]
                except OSError as error:
                    status = repr(error)
                self.times.append(time.monotonic() - began)
                self.answers[status] += 1
            time.sleep(0.02)

    def stop(self):
        self.over.set()
        self.join()
        assert set(self.answers) == {200}, self.answers
        self.times.sort()
        return f"{len(self.times)} pages, p99 {self.times[len(self.times) * 99 // 100] * 1000:.0f} ms"


def poison_kills_nobody_else():
    with Site() as site:
        site.start()
        visitor = Visitor(site)
        visitor.start()
        began = time.monotonic()
        poison, good = [], []
        for n in range(5):
            good += site.enqueue("chaos.slow", 79, {"ms": 100})
            poison += site.enqueue("chaos.abort")
        assert len(poison) + len(good) == 400
        jobs = {job["id"]: job for job in site.settled(300)}
        took = time.monotonic() - began
        pages = visitor.stop()
        innocent(jobs[id] for id in good)
        assert all(jobs[id]["crashes"] == 0 for id in good), "a neighbour was blamed"
        for id in poison:
            job = jobs[id]
            assert job["state"] == "quarantined" and job["completions"] == 0, job
            assert 1 <= job["crashes"] <= 2, job
        assert site.get("/healthz/jobs")[0] == 200
        # At most two for each, also those for which nobody was blamed.
        with open(site.log.name, errors="replace") as log:
            deaths = log.read().count("a worker died")
        assert 5 <= deaths <= 10, deaths
        print(f"  395 done once, 5 quarantined, {deaths} deaths in {took:.0f} s; {pages}")
        assert site.stop() == 0


def every_way_to_die():
    ways = ["abort", "segv", "stack", "oom", "exit", "kill9", "panic", "hang", "error"]
    # A little less memory, so that the machine does not feel it.
    with Site(COWPATH_JOB_MEMORY="512") as site:
        site.start()
        kinds = {way: site.enqueue(f"chaos.{way}")[0] for way in ways}
        good = site.enqueue("chaos.slow", 20)
        late = site.enqueue("chaos.slow", 1, {"ms": 60_000}, deadline="2s")[0]
        jobs = {}
        until = time.monotonic() + 120
        while time.monotonic() < until:
            jobs = {job["id"]: job for job in site.jobs()}
            # What only fails waits 15 seconds for its second attempt; that it does is enough here.
            if all(jobs[kinds[w]]["state"] == "quarantined" for w in ways[:6]) and all(
                jobs[kinds[w]]["state"] == "dead" for w in ways[6:]
            ):
                break
            time.sleep(1)
        for way in ways[:6]:
            assert jobs[kinds[way]]["state"] == "quarantined", (way, jobs[kinds[way]])
        for way in ways[6:]:
            assert jobs[kinds[way]]["state"] == "dead", (way, jobs[kinds[way]])
            assert jobs[kinds[way]]["attempts"] == 2 and jobs[kinds[way]]["crashes"] == 0, jobs[kinds[way]]
        innocent(jobs[id] for id in good)
        assert jobs[late]["state"] == "expired", jobs[late]
        site.cowpath("jobs", "retry", str(kinds["abort"]))
        site.cowpath("jobs", "discard", str(kinds["segv"]))
        site.settled(60)
        jobs = {job["id"]: job for job in site.jobs()}
        assert jobs[kinds["abort"]]["state"] == "quarantined", jobs[kinds["abort"]]
        assert jobs[kinds["segv"]]["state"] == "cancelled", jobs[kinds["segv"]]
        assert site.stop() == 0
        print(f"  {', '.join(ways)}: each set aside, 20 neighbours done once")


def killed_again_and_again():
    rng = random.Random(7)
    with Site(lease=3) as site:
        site.start()
        good = site.enqueue("chaos.slow", 150, {"ms": 150})
        for n in range(8):
            time.sleep(rng.uniform(0.8, 2.5))
            (site.kill_server if n % 2 else site.kill_all)()
            site.start()
        jobs = {job["id"]: job for job in site.settled(180)}
        innocent(jobs[id] for id in good)
        assert all(jobs[id]["crashes"] == 0 for id in good), "someone was blamed"
        assert site.stop() == 0
        print("  killed 8 times, 150 jobs done once, nobody blamed")


def split_in_two():
    with Site(lease=3) as site:
        site.start("--no-jobs")
        good = site.enqueue("chaos.slow", 20, {"ms": 20})
        time.sleep(1.5)
        assert site.get("/healthz/jobs")[0] == 503, "nobody works, and nobody notices"
        assert all(job["state"] == "ready" for job in site.jobs())
        worker = subprocess.Popen(
            [BINARY, "worker", "--data", f"{site.folder}/data"],
            env=site.env, stdin=subprocess.DEVNULL, stdout=site.log, stderr=site.log, start_new_session=True,
        )
        try:
            innocent(job for job in site.settled(60) if job["id"] in good)
            assert site.get("/healthz/jobs")[0] == 200
            worker.terminate()
            assert worker.wait(timeout=60) == 0
        finally:
            if worker.poll() is None:
                os.killpg(worker.pid, signal.SIGKILL)
        assert site.stop() == 0
        print("  the web alone says that nobody works; a worker alone does")


passed = failed = 0
only = os.environ.get("ONLY", "")
for test in [poison_kills_nobody_else, every_way_to_die, killed_again_and_again, split_in_two]:
    if only not in test.__name__:
        continue
    print(test.__name__.replace("_", " "))
    try:
        test()
        passed += 1
    except (AssertionError, OSError, subprocess.SubprocessError) as error:
        print(f"  FAILED: {error}")
        failed += 1
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
