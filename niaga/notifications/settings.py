"""How notifications are configured: the mail server."""

import functools

from niaga.kit.config import Section


class Settings(Section):
    smtp_url: str = ""
    """smtp://user:password@host:587; empty: mail is kept for the development mailbox page."""
    mail_from: str = "Niaga <halo@niaga.test>"

    def refused(self) -> list[str]:
        return ["no NIAGA_SMTP_URL"] if self.mode == "production" and not self.smtp_url else []


@functools.cache
def settings() -> Settings:
    """This process's, read from the environment once."""
    return Settings()
