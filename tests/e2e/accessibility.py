"""axe-core in a page: what keeps people with a screen reader or weak sight from using it."""

from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Page

from tests.e2e.serving import PROJECT_DIR

AXE: Final = PROJECT_DIR / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

_RUN: Final = """
async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const words = ({ target, failureSummary }) => `${target}: ${failureSummary}`;
  return violations.map(({ id, impact, help, nodes }) => (
    { id, impact, help, nodes: nodes.map(words) }
  ));
}
"""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that was broken; `impact` is minor, moderate, serious or critical."""

    rule: str
    impact: str
    help: str
    nodes: tuple[str, ...]

    def __str__(self) -> str:
        return "\n    ".join((f"{self.impact} {self.rule}: {self.help}", *self.nodes))


def violations_of(page: Page) -> list[Violation]:
    """What axe finds in the page as it is now."""
    assert AXE.is_file(), f"{AXE} is missing: run `npm ci` in frontend"
    page.evaluate(AXE.read_text(encoding="utf-8"))  # a script element would not be let in
    found: list[dict[str, Any]] = page.evaluate(_RUN)
    return [Violation(one["id"], one["impact"], one["help"], tuple(one["nodes"])) for one in found]
