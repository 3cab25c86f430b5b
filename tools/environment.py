"""Makes a Python environment from a list of pinned packages, once, and prints its folder.

    python tools/environment.py NAME REQUIREMENTS CACHE

The environment lies in the folder CACHE and is named for what it was made from: the list's contents and the Python that runs this.
A later call with the same list and Python finds it there and needs no network; a changed list gets an environment of its own.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path


def fingerprint(requirements: Path) -> str:
    """What the environment depends on, as twelve hexadecimal digits."""
    made_from = [requirements.read_text(encoding="utf-8"), sys.version, os.path.realpath(sys.base_prefix)]
    return hashlib.sha256("\0".join(made_from).encode()).hexdigest()[:12]


def make(folder: Path, requirements: Path) -> None:
    """Fills `folder`; the stamp comes last, so that an interrupted attempt is not taken for a whole environment."""
    shutil.rmtree(folder, ignore_errors=True)
    print(f"installing the packages of {requirements} into {folder}", file=sys.stderr, flush=True)
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    install = [*pip, "install", "--quiet", "--requirement", str(requirements)]
    # a user's own default of `--user` installs does not go with environments
    subprocess.run(install, check=True, stdout=sys.stderr, env={**os.environ, "PIP_USER": "0"})
    (folder / "complete").touch()


def main() -> int:
    name, requirements, cache = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    folder = cache / f"{name}-{fingerprint(requirements)}"
    cache.mkdir(parents=True, exist_ok=True)
    with open(cache / f"{name}.busy", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another run may be making the same environment
        if not (folder / "complete").exists():
            try:
                make(folder, requirements)
            except subprocess.CalledProcessError as error:
                print(
                    f"error: the packages of {requirements} could not be installed (pip's own message is above). "
                    "The first run needs a package index; later runs do not.",
                    file=sys.stderr,
                )
                return error.returncode or 1
    print(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
