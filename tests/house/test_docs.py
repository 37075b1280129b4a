"""What is written about the project is so: decisions, changelog, and the lists in which modules stand."""

import re
import tomllib

from niaga.modules import NAMES

from .sources import REPOSITORY, ROOT, named


def test_a_module_is_listed_wherever_modules_are() -> None:
    layers = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0][
        "layers"
    ]
    inside = layers[layers.index("modules") + 1 : layers.index("simulator")]
    assert {name for layer in inside for name in layer.split(" | ")} == set(NAMES)
    listed = re.findall(r"^\| `niaga/(\w+)` \|", (REPOSITORY / "ARCHITECTURE.md").read_text(), re.M)
    assert set(listed) - {"kit", "simulator", "demo"} == set(NAMES)
    assert {p.parent.name for p in ROOT.glob("*/schema.sql")} == set(NAMES)


def test_decisions_have_a_number_a_date_and_what_holds_them() -> None:
    """Text and code name a decision by its number. One that nothing holds is a wish."""
    pages = sorted((REPOSITORY / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        heading, _, status, *_ = page.read_text().splitlines()
        assert heading.startswith(f"# {int(page.name[:4])}. "), f"{named(page)}: {heading}"
        assert re.match(r"(Accepted|Replaced by \d{4}), \d{4}-\d\d-\d\d\. Held by \[", status), (
            f"{named(page)}: {status}"
        )
        for path in re.findall(r"\]\((.*?)\)", status):
            assert (page.parent / path).exists(), f"{named(page)}: {path} is not there"


def test_the_changelog_begins_with_this_version() -> None:
    version = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["version"]
    newest = re.search(r"^## (\S+), \d{4}-\d\d-\d\d$", (REPOSITORY / "CHANGELOG.md").read_text(), re.M)
    assert newest, "no version in CHANGELOG.md"
    assert newest[1] == version
