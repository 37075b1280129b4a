"""Somebody in front of the screen: goes to pages, signs in, and looks at them with axe's eyes."""

from pathlib import Path
from typing import Any, Literal

from playwright.async_api import ConsoleMessage, Error, Page, expect

AXE = (Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js").read_text
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SERIOUS = ("serious", "critical")


class Visitor:
    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.broken: list[str] = []
        page.on("pageerror", self._note)
        page.on("console", self._note_refused)

    def _note(self, error: Error) -> None:
        self.broken.append(f"{self.page.url}: {error.message}")

    def _note_refused(self, said: ConsoleMessage) -> None:
        """What the page's own policy keeps it from (kit/http/policies.py)."""
        if "Content Security Policy" in said.text or "Permissions-Policy" in said.text:
            self.broken.append(f"{self.page.url}: {said.text}")

    async def open(self, path: str) -> None:
        await self.page.goto(f"{self.url}{path}")

    async def heading(self, text: str) -> None:
        """Until the page says so."""
        await expect(self.page.get_by_role("heading", name=text).first).to_be_visible()

    async def press(self, name: str, role: Literal["button", "link", "radio"] = "button") -> None:
        await self.page.get_by_role(role, name=name, exact=True).first.click()

    async def fill(self, label: str, text: str) -> None:
        await self.page.get_by_label(label).first.fill(text)

    async def sign_in(self, account: str, password: str, then: str = "/") -> None:
        await self.open(f"/sign-in?next={then}")
        await self.fill("E-mail, nomor HP, atau NIM/NIP", account)
        await self.fill("Kata sandi", password)
        await self.press("Masuk")
        await self.page.wait_for_url(f"{self.url}{then}")

    async def look(self) -> None:
        """Nothing on this page keeps anybody from using it, by day or by night."""
        await self.page.evaluate(AXE())
        for scheme in SCHEMES:
            await self.page.emulate_media(color_scheme=scheme)
            await self.page.wait_for_function(
                "scheme => document.documentElement.dataset.mantineColorScheme === scheme", arg=scheme
            )
            await self.page.evaluate("Promise.all(document.getAnimations().map(a => a.finished.catch(() => null)))")
            found: dict[str, Any] = await self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            assert not serious(found), f"{self.page.url} in {scheme}:\n" + "\n".join(serious(found))
        await self.page.emulate_media(color_scheme="light")


def serious(found: dict[str, Any]) -> list[str]:
    return [
        f"{violation['id']}: {violation['help']}\n    {node['html'][:200]}\n    {node['failureSummary'][:300]}"
        for violation in found["violations"]
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]
