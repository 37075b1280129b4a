"""What other modules and the routes may ask of identity."""

from .accounts import change_profile, people, person, register, set_avatar
from .addresses import add_address, address, change_address, list_addresses, remove_address
from .admin import administer, create_people, erase, erased, find_people, grant_role, look_up, with_role
from .mailboxes import ask_verification, links, restore_email, verify_email, withdraw_email
from .recovery import change_password, forgot_password, reset_password
from .sessions import (
    access_changes,
    end_session,
    end_session_of,
    end_sessions,
    hash_password,
    list_sessions,
    login,
    public_keys,
    refresh,
)

__all__ = [
    "access_changes",
    "add_address",
    "address",
    "administer",
    "ask_verification",
    "change_address",
    "change_password",
    "change_profile",
    "create_people",
    "end_session",
    "end_session_of",
    "end_sessions",
    "erase",
    "erased",
    "find_people",
    "forgot_password",
    "grant_role",
    "hash_password",
    "links",
    "list_addresses",
    "list_sessions",
    "login",
    "look_up",
    "people",
    "person",
    "public_keys",
    "refresh",
    "register",
    "remove_address",
    "reset_password",
    "restore_email",
    "set_avatar",
    "verify_email",
    "with_role",
    "withdraw_email",
]
