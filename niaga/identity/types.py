"""What identity says to others: people, sessions, addresses, events, refusals."""

import datetime as dt
import re
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from niaga.kit import text
from niaga.kit.errors import Refusal
from niaga.kit.events import Event
from niaga.kit.hiding import Hiding

Role = Literal["customer", "seller", "courier", "inspector", "branch_admin", "admin"]
Status = Literal["active", "suspended", "erased"]
Language = Literal["id", "en"]
Purpose = Literal["verify_email", "reset_password", "restore_email"]
Zone = Literal["Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"]

ROLES: tuple[str, ...] = get_args(Role)

CAMPUS_ID = text.coded(r"[A-Za-z0-9./-]+", "must be letters, digits, . / and -")
POSTAL_CODE = text.coded(r"[0-9]{5}", "must be five digits")

PERSON_NAME = text.Kind(text.line, re.compile(r"(?![wW]{3}\.)[^/\\:@]*"), "must be a name, without / : or @")
"""No address of the web: others read it, in mail too."""

Name = Annotated[str, PERSON_NAME, Meta(min_length=1, max_length=100, extra_json_schema=PERSON_NAME.schema)]
Recipient = Annotated[str, text.LINE, Meta(min_length=1, max_length=100)]
Email = Annotated[str, text.MAILBOX, Meta(min_length=3, max_length=254, extra_json_schema=text.MAILBOX.schema)]
Phone = Annotated[
    str, text.PHONE, Meta(min_length=6, max_length=24, description="Indonesian or international; kept as E.164")
]
CampusId = Annotated[str, CAMPUS_ID, Meta(min_length=3, max_length=32, extra_json_schema=CAMPUS_ID.schema)]
Password = Annotated[str, text.SECRET, Meta(min_length=1, max_length=256)]
PostalCode = Annotated[str, POSTAL_CODE, Meta(extra_json_schema=POSTAL_CODE.schema)]
Label = Annotated[str, text.LINE, Meta(min_length=1, max_length=40)]
Line = Annotated[str, text.TEXT, Meta(min_length=1, max_length=300, description="Street, number, RT/RW, directions")]
Place = Annotated[str, text.LINE, Meta(min_length=1, max_length=60)]
"""The name of a provinsi, kabupaten or kota, kecamatan, kelurahan or desa."""
LinkToken = Annotated[str, text.SECRET, Meta(min_length=10, max_length=200)]
ClockTime = Annotated[
    str,
    text.CLOCK_TIME,
    Meta(description="HH:MM in the person's own zone", extra_json_schema=text.CLOCK_TIME.schema),
]
SignInName = Annotated[str, text.CODE, Meta(max_length=254)]


class Person(Struct, frozen=True):
    """Somebody with an account, as they and admins see them."""

    id: UUID
    name: str
    email: str | None
    phone: str | None
    """E.164."""
    campus_id: str | None
    roles: list[str]
    avatar_url: str | None
    email_verified: bool
    created_at: dt.datetime
    status: Status
    language: Language
    timezone: str
    wants_email: bool
    """E-mail about orders; what concerns the account itself is always sent."""
    quiet_from: str | None
    """HH:MM. From here to `quiet_until` notices come without a sound."""
    quiet_until: str | None
    pending_email: str | None
    """Asked for, and not proven yet: nobody signs in with it, and somebody else may have it."""
    campus_id_verified: bool
    """Said by an admin; until then it is what they say themselves."""


class NewAddress(text.Input, frozen=True, kw_only=True):
    id: UUID | None = None
    """Made by the client, so that sending it twice adds one address."""
    label: Label = "Rumah"
    recipient: Recipient
    phone: Phone
    line: Line
    province: Place
    regency: Place
    """Kabupaten or kota."""
    district: Place
    """Kecamatan."""
    village: Place
    """Kelurahan or desa."""
    postal_code: PostalCode
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None
    note: Annotated[str, text.TEXT, Meta(max_length=200, description="For whoever delivers")] = ""
    is_default: bool = False
    """The first address is the default whatever this says."""


class Address(Struct, frozen=True):
    id: UUID
    label: str
    recipient: str
    phone: str
    line: str
    province: str
    regency: str
    district: str
    village: str
    postal_code: str
    latitude: float | None
    longitude: float | None
    note: str
    is_default: bool


class AddressChange(text.Input, frozen=True, kw_only=True):
    """Only what is sent changes."""

    label: Label | UnsetType = UNSET
    recipient: Recipient | UnsetType = UNSET
    phone: Phone | UnsetType = UNSET
    line: Line | UnsetType = UNSET
    province: Place | UnsetType = UNSET
    regency: Place | UnsetType = UNSET
    district: Place | UnsetType = UNSET
    village: Place | UnsetType = UNSET
    postal_code: PostalCode | UnsetType = UNSET
    latitude: Annotated[float, Meta(ge=-90, le=90)] | UnsetType | None = UNSET
    longitude: Annotated[float, Meta(ge=-180, le=180)] | UnsetType | None = UNSET
    note: Annotated[str, text.TEXT, Meta(max_length=200)] | UnsetType = UNSET
    is_default: bool | UnsetType = UNSET
    """False changes nothing: another address becomes the default by saying so there."""


class NewPerson(Hiding, Struct, frozen=True, kw_only=True):
    """Somebody made in bulk, for the demo: nothing is checked, nobody is told."""

    id: UUID
    name: str
    email: str | None = None
    phone: str | None = None
    campus_id: str | None = None
    roles: list[str] = []
    password_hash: str | None = None
    """From `hash_password`; one for many people."""
    avatar_url: str | None = None
    language: Language = "id"
    timezone: str = "Asia/Jakarta"
    created_at: dt.datetime
    addresses: list[Address] = []


class PeopleFound(Struct, frozen=True):
    items: list[Person]
    total: int


class Registration(text.Input, frozen=True, kw_only=True):
    name: Name
    email: Email
    password: Password
    phone: Phone | None = None
    campus_id: CampusId | None = None
    role: Literal["customer", "seller"] = "customer"
    language: Language = "id"


class Credentials(text.Input, frozen=True, kw_only=True):
    """A password and exactly one of the three names it may go with."""

    password: Password
    campus_id: SignInName | None = None
    email: SignInName | None = None
    phone: SignInName | None = None


class ProfileChange(text.Input, frozen=True, kw_only=True):
    """Only what is sent changes."""

    name: Name | UnsetType = UNSET
    email: Email | UnsetType | None = UNSET
    """A new one needs `password`, and counts once the link sent to it is used. Cannot be removed."""
    password: Password | UnsetType = UNSET
    phone: Phone | UnsetType | None = UNSET
    campus_id: CampusId | UnsetType | None = UNSET
    """Both are names to sign in with: another than the present one, or none, needs `password`. A campus id that an
    admin has verified stays.
    """
    language: Language | UnsetType = UNSET
    timezone: Zone | UnsetType = UNSET
    wants_email: bool | UnsetType = UNSET
    quiet_from: ClockTime | UnsetType | None = UNSET
    quiet_until: ClockTime | UnsetType | None = UNSET


class PersonChange(text.Input, frozen=True, kw_only=True):
    """What an admin changes; only what is sent."""

    name: Name | UnsetType = UNSET
    roles: Annotated[list[Role], Meta(max_length=6)] | UnsetType = UNSET
    status: Literal["active", "suspended"] | UnsetType = UNSET
    phone: Phone | UnsetType | None = UNSET
    campus_id: CampusId | UnsetType | None = UNSET
    """Is verified by it, and taken from whoever only says that it is theirs."""


class Client(Struct, frozen=True):
    """Where a request comes from, as its owner sees it in the list of sessions."""

    ip: str = ""
    user_agent: str = ""
    device: str = ""
    """What it got when somebody signed in on it before (rules.device)."""


class Session(Hiding, frozen=True):
    """What signing in answers."""

    access_token: str
    expires_in: int
    """Seconds."""
    user: Person
    refresh_token: str | UnsetType = UNSET
    """Absent when it travels in the cookie."""
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - not a password


class Device(Struct, frozen=True):
    """One of my sessions."""

    id: UUID
    created_at: dt.datetime
    last_used_at: dt.datetime
    expires_at: dt.datetime
    ip: str
    user_agent: str
    current: bool = False
    """The one this was asked with."""


class PublicKey(Struct, frozen=True):
    """A key that access tokens are signed with (RFC 7517)."""

    kid: str
    kty: str
    crv: str
    x: str
    y: str
    alg: str = "ES256"
    use: str = "sig"

    def jwk(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__struct_fields__}


class SentLink(Hiding, frozen=True):
    """A single-use link that was sent, or is to be."""

    id: UUID
    person_id: UUID
    purpose: Purpose
    email: str
    token: str
    expires_at: dt.datetime
    account: str
    """Whose it is, so that its owner knows it and a stranger learns nothing: `d•••@k•••.test`."""
    usable: bool
    """Neither used nor expired nor replaced."""


class Registered(Event, frozen=True):
    id: UUID


class VerificationAsked(Event, frozen=True):
    """Send link `id`."""

    id: UUID


class PasswordResetAsked(Event, frozen=True):
    """Send link `id`."""

    id: UUID


class EmailVerified(Event, frozen=True):
    id: UUID


class EmailChanged(Event, frozen=True):
    """Tell the address that link `id` goes to, which was theirs until now."""

    id: UUID


class PasswordChanged(Event, frozen=True):
    id: UUID


class SignedIn(Event, frozen=True):
    user_id: UUID
    session_id: UUID
    guest_id: UUID | None = None
    """Whom they were known as until now (kit/ids.py, guest_id); never the token that they showed for it."""


class AccountTried(Event, frozen=True):
    """So many passwords were tried that whoever signs in from somewhere new has to wait; told once a day."""

    id: UUID


class AvatarLeft(Event, frozen=True):
    """A picture that nobody shows any more; `id` as `files.id_of` has it."""

    id: UUID


class RolesChanged(Event, frozen=True):
    id: UUID
    by: UUID | None


class SellerDismissed(Event, frozen=True):
    """Was a seller until now; told beside RolesChanged."""

    id: UUID


class PersonSuspended(Event, frozen=True):
    id: UUID
    by: UUID | None


class PersonErased(Event, frozen=True):
    id: UUID
    by: UUID | None


class InvalidCredentials(Refusal):
    """That name and password do not go together."""

    status = 401


class TokenReused(Refusal):
    """That refresh token was used before, so its session has been ended. Sign in again."""

    status = 401


class SessionEnded(Refusal):
    """The session has ended. Sign in again."""

    status = 401


class AccountSuspended(Refusal):
    """This account is suspended."""

    status = 403


class LinkExpired(Refusal):
    """That link has been used or has expired. Ask for a new one."""

    status = 410


class OtherAccount(Refusal):
    """That link belongs to another account. Sign in to the one that asked for it, then open the link again."""

    status = 403


class EmailTaken(Refusal):
    """There is an account with that e-mail address."""


class PhoneTaken(Refusal):
    """There is an account with that phone number."""


class CampusIdTaken(Refusal):
    """There is an account with that campus id."""


class OwnAccount(Refusal):
    """Admins cannot take away their own access. Ask another admin."""


class TooManyAddresses(Refusal):
    """That is as many addresses as one person can have. Data: most."""
