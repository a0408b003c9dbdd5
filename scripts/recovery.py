"""Kill a run again and again, let it finish, and compare with a run that nobody disturbed.

    python -m scripts.recovery [--articles N] [--kills N] [--seed N]

After every kill `verify` must find nothing; at the end the export must be the same, byte for byte.
Needs `../shared/corpora`; says so and ends with 0 where it is missing.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts.bench import CORPORA, sample

PROGRAM = [sys.executable, "-m", "dragoman"]


def call(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """A command of the program, to its end."""
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, check=False)


def killed(source: Path, record: Path, after: float, workers: int) -> bool:
    """A run killed with all its processes after so many seconds; False if it had ended by then."""
    command = [*PROGRAM, "read", str(source), "--record", str(record), "--workers", str(workers)]
    silent = subprocess.DEVNULL
    run = subprocess.Popen(command, stdout=silent, stderr=silent, start_new_session=True)
    time.sleep(after)
    alive = run.poll() is None
    if alive:
        os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    return alive


def main() -> int:
    """Print what happened; 1 if anything was lost, half or different."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=2000)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    if not CORPORA.is_dir():
        print(f"no recovery: {CORPORA} is not here")
        return 0
    rng = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "sample.jsonl"
        source.write_text("".join(sample(given.articles)), encoding="utf-8")
        whole, broken = folder / "whole.db", folder / "broken.db"
        call("read", str(source), "--record", str(whole))
        wanted = call("export", "--to", "jsonl", "--record", str(whole)).stdout
        kills, faults = 0, 0
        while kills < given.kills:
            if not killed(source, broken, rng.uniform(0.2, 6), rng.choice((1, 2))):
                broken = folder / f"broken-{kills}.db"  # it had ended: begin another
                continue
            kills += 1
            if broken.exists():
                faults += call("verify", "--record", str(broken)).returncode != 0
        call("read", str(source), "--record", str(broken))
        same = call("export", "--to", "jsonl", "--record", str(broken)).stdout == wanted
        clean = call("verify", "--record", str(broken)).returncode == 0
    print(f"{given.articles:,} articles, {kills} kills, {faults} records found broken after a kill")
    print(
        f"after the last run: verify {'clean' if clean else 'NOT CLEAN'}, export {'the same' if same else 'DIFFERENT'}"
    )
    return 0 if same and clean and not faults else 1


if __name__ == "__main__":
    sys.exit(main())
