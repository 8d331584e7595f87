"""Write requirements.lock: one lock for every platform and Python from 3.11, names, versions and hashes alone.

uv resolves for all platforms at once. Debian 12's pip (23.0) treats `name[extra]` and `name` as two requirements and
stops when only one of them is pinned, so each pin with extras gets a twin without; and it knows `html_clean`, the
spelling of the package that asks for it, but not the normalised `html-clean`.
"""

import re
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parent.parent / "requirements.lock"
PIN_WITH_EXTRAS = re.compile(r"^([\w.-]+)\[([^\]]+)\](==.*(?:\n    --hash=.*)+)", re.MULTILINE)
RESOLVE = (
    "uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url "
    "--no-emit-find-links --no-annotate --no-strip-extras --extra dev --output-file"
)


def main() -> None:
    """Resolve, then add the twins; versions already in the lock are kept where they still fit."""
    command = [sys.executable, "-m", *RESOLVE.split(), LOCK.name, "pyproject.toml"]
    command += ["--custom-compile-command", "make lock", *sys.argv[1:]]
    subprocess.run(command, check=True, cwd=LOCK.parent)
    text = LOCK.read_text(encoding="utf-8")
    LOCK.write_text(PIN_WITH_EXTRAS.sub(_with_twin, text), encoding="utf-8")


def _with_twin(pin: re.Match[str]) -> str:
    name, extras, rest = pin.groups()
    return f"{name}[{extras.replace('-', '_')}]{rest}\n{name}{rest}"


if __name__ == "__main__":
    main()
