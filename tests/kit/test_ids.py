import time

from niaga.kit.ids import new_id


def test_ids_are_uuid7_and_sort_by_time() -> None:
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert all(i.version == 7 and i.variant == "specified in RFC 4122" for i in made)
    assert abs((made[0].int >> 80) - time.time() * 1000) < 5_000
