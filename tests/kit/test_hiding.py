"""Whatever is printed of a value, its secrets are not in it."""

from niaga.identity.types import Credentials, NewPerson
from niaga.kit import clock, port
from niaga.kit.ids import new_id


def test_what_somebody_typed_to_sign_in_is_not_shown() -> None:
    who = Credentials(email="siti@kampus.test", password="hunter2-secret")
    for shown in (repr(who), str(who), f"{who!r}", repr([who]), repr({"who": who})):
        assert "hunter2" not in shown
        assert "siti@" not in shown
        assert shown.count("Credentials(") == 1
    made = NewPerson(
        id=new_id(), name="Siti", email="siti@kampus.test", password_hash="$argon2", created_at=clock.now()
    )
    assert "argon" not in repr(made)


def test_nor_what_a_port_is_asked() -> None:
    asked = port.PORTS["identity/login"].args
    shown = repr(asked(who=Credentials(phone="0812", password="hunter2"), client=None, guest_id=None))
    assert "hunter2" not in shown
    assert "hunter2" not in repr(port.PORTS["identity/hash_password"].args(password="hunter2"))
    assert "rahasia" not in repr(port.Peers(secret=b"rahasia"))
