import time
from uuid import UUID, uuid4

import pytest

from niaga.kit.errors import ValidationFailed
from niaga.kit.ids import chosen, id_of, new_id


def test_ids_are_uuid7_and_sort_by_time() -> None:
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert all(i.version == 7 and i.variant == "specified in RFC 4122" for i in made)
    assert abs((made[0].int >> 80) - time.time() * 1000) < 5_000


def test_an_id_follows_from_its_kind_and_what_it_is_about() -> None:
    user, key = uuid4(), new_id()
    assert id_of("topup", user, key) == id_of("topup", user, key)
    others = {id_of("refund", user, key), id_of("topup", key, user), id_of("topup", key), id_of("topup", user)}
    assert len(others | {id_of("topup", user, key), user, key}) == 7
    assert id_of("x", "ab", "c") != id_of("x", "a", "bc")
    found = id_of("topup", user, key)
    assert (found.version, found.variant) == (7, "specified in RFC 4122")
    assert found.int >> 80 == key.int >> 80  # an index still grows at one end
    assert id_of("person", key.bytes).int >> 80 != key.int >> 80  # and whoever shall not tell the time does not
    with pytest.raises(ValueError, match="person"):
        id_of("a kind with a name too long", user)


@pytest.mark.parametrize(
    "id",
    [
        "00000000-0000-0000-0000-000000000000",
        "00000000-0000-4000-8000-000000000001",
        "ffffffff-ffff-4fff-bfff-ffffffffffff",
        "00000000-0000-7000-8000-000000000001",
        "ffffffff-ffff-7fff-bfff-ffffffffffff",
    ],
)
def test_a_chosen_id_takes_no_place_before_its_equals(id: str) -> None:
    with pytest.raises(ValidationFailed):
        chosen(UUID(id))


def test_a_chosen_id_of_these_days_is_taken() -> None:
    id = new_id()
    assert chosen(id) == id
    assert chosen(None).version == 7
