"""Links that are sent by e-mail, and the passwords that are set with them."""

from typing import Any

from litestar import Request, post

from niaga.kit import text
from niaga.kit.errors import RateLimited, ValidationFailed
from niaga.kit.http import web

from .. import api
from ..types import Email, EmailTaken, InvalidCredentials, LinkExpired, LinkToken, OtherAccount, Password
from .sessions import client

Req = Request[Any, Any, Any]


class LinkFollowed(text.Input, frozen=True):
    token: LinkToken


class ForgottenPassword(text.Input, frozen=True):
    email: Email


class PasswordReset(text.Input, frozen=True):
    token: LinkToken
    password: Password


class PasswordChange(text.Input, frozen=True):
    password: Password
    new_password: Password


@post(
    "/auth/verify-email",
    opt=web.PUBLIC,
    status_code=204,
    responses=web.refusals(LinkExpired, OtherAccount, EmailTaken),
)
async def verify_email(request: Req, data: LinkFollowed) -> None:
    """Use the link that was sent to the e-mail address. One to change the address counts in a session of the account
    that asked for it only.
    """
    actor = web.actor_or_none(request)
    await api.verify_email(token=data.token, actor_id=actor.id if actor else None)


@post("/auth/resend-verification", status_code=204, responses=web.refusals(RateLimited))
async def resend_verification(request: Req) -> None:
    """Send a new link to the address that waits for its proof; the earlier ones end. Nothing happens if none does."""
    await api.ask_verification(user_id=web.actor(request).id)


@post("/auth/forgot-password", opt=web.OPEN, status_code=204, responses=web.refusals(RateLimited))
async def forgot_password(data: ForgottenPassword) -> None:
    """Send a link to set a new password, if there is such an account. The answer does not tell."""
    await api.forgot_password(email=data.email)


@post(
    "/auth/reset-password",
    opt=web.OPEN,
    status_code=204,
    responses=web.refusals(LinkExpired, ValidationFailed),
)
async def reset_password(request: Req, data: PasswordReset) -> None:
    """Set a new password with the link that was sent. Ends all sessions."""
    await api.reset_password(token=data.token, password=data.password, client=client(request))


@post("/auth/restore-email", opt=web.OPEN, status_code=204, responses=web.refusals(LinkExpired, EmailTaken))
async def restore_email(data: LinkFollowed) -> None:
    """Get back an e-mail address that somebody else changed, with the link that was sent to it. Ends all sessions and
    the password, and sends a link to set another one.
    """
    await api.restore_email(token=data.token)


@post(
    "/auth/change-password",
    status_code=204,
    responses=web.refusals(InvalidCredentials, ValidationFailed, RateLimited),
)
async def change_password(request: Req, data: PasswordChange) -> None:
    """Set a new password, knowing the present one. Ends my other sessions."""
    actor = web.actor(request)
    await api.change_password(
        user_id=actor.id,
        session_id=actor.session_id,
        password=data.password,
        new_password=data.new_password,
    )


routes = [verify_email, resend_verification, forgot_password, reset_password, restore_email, change_password]
