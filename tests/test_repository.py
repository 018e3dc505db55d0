"""What must hold of the files themselves: locks without hosts, example articles unaltered, no machine's paths, nothing large."""

import hashlib
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# The five documents as they were handed over; whoever changes one by mistake hears of it here.
SEEDS = {
    "000_20509db0d9b857c8.txt": "ad97252dc4de460a7a6d2c02838b7e9e7fa794ed8f6407cc8d8e1649dff6757c",
    "001_dc485067ac8c4339.txt": "f511178174fb4fe96936aa9149dc12255681b33d8b1dd26feabee5ce053b45eb",
    "002_89ff6f35b87cfac8.txt": "8943a017a57f3a05db169f1b72ee6458f9a8ae666b439e5ce71f66e4e4957971",
    "003_153cb8ed01ae740e.txt": "9b9453d816251f16d5f7a471c6fc9f812f256bbd241fcee2205fcca000b65c78",
    "004_6b9bfc7575ccc962.txt": "fc00277917094d6ccc9a6fe0028d39033a3a4be2af1e394f57b65733ae978f84",
}
HOSTS = re.compile(r"py" + r"pi\.org|python" + r"hosted\.org|registry\.npm" + r"js|deb\.de" + r"bian\.org")


def tracked() -> list[Path]:
    """The files of the repository: git's list where this is a checkout, else all but what was installed or built."""
    done = None
    if shutil.which("git"):
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done is not None and done.returncode == 0:
        return [ROOT / name for name in done.stdout.decode().split("\0") if name and (ROOT / name).exists()]
    built = {".venv", ".git", ".timeline", "build", "dist", "__pycache__"}
    built |= {".pytest_cache", ".mypy_cache", ".ruff_cache"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not built & set(path.relative_to(ROOT).parts)]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_pin_every_package_by_hash_and_name_no_host(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    requirements = [block for block in text.replace("\\\n", " ").splitlines() if block and not block.startswith("#")]
    assert len(requirements) > 30
    for line in requirements:
        assert "==" in line, line
        assert "--hash=sha256:" in line, line


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + [g for g in project["dependency-groups"]["dev"] if isinstance(g, str)]
    text = (ROOT / "requirements-dev.lock").read_text()
    locked = {line.split("==")[0].lower().replace("_", "-") for line in text.splitlines() if "==" in line}
    for requirement in wanted:
        name = re.split(r"[<>=~!\[ ]", requirement)[0].lower().replace("_", "-")
        assert name in locked, f"{name} is not locked: run make lock"


def test_the_two_locks_agree() -> None:
    def versions(name: str) -> set[str]:
        return {line.split()[0] for line in (ROOT / name).read_text().splitlines() if "==" in line}

    assert versions("requirements.lock") <= versions("requirements-dev.lock")


@pytest.mark.parametrize(("name", "digest"), SEEDS.items())
def test_example_articles_are_unaltered(name: str, digest: str) -> None:
    assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == digest


def test_no_registry_host_and_no_machine_path_in_any_file() -> None:
    bad = []
    for path in tracked():
        if path.suffix in (".png", ".gz") or path.parent.name == "seeds" or path.name.endswith(".lock"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        bad += [f"{path.relative_to(ROOT)}: {word}" for word in re.findall(r"/(?:work|root)/\w+", text)]
        bad += [f"{path.relative_to(ROOT)}: {host}" for host in HOSTS.findall(text)]
    assert not bad


def test_no_file_is_large() -> None:
    large = {str(p.relative_to(ROOT)): p.stat().st_size for p in tracked() if p.stat().st_size > 4_000_000}
    assert not large


def test_readme_names_the_two_commands_that_the_makefile_has() -> None:
    readme, makefile = (ROOT / "README.md").read_text(), (ROOT / "Makefile").read_text()
    for target in ("dashboard", "test"):
        assert f"make {target}" in readme
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert "make check" in (ROOT / ".ci" / "run").read_text()
