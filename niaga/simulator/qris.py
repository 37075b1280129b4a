"""QRIS texts: EMV merchant QR codes with an amount (tag 54) and a checksum (tag 63)."""

MERCHANT = {"name": "NIAGA DEMO", "city": "JAKARTA", "postal": "10110"}


def encode(*, amount: int, reference: str) -> str:
    """A dynamic QRIS that pays `amount` rupiah once; `reference` is at most 25 characters."""
    gopay = _tag("00", "ID.CO.GOPAY.WWW") + _tag("01", "936009143000000001") + _tag("02", "G000000001")
    national = _tag("00", "ID.CO.QRIS.WWW") + _tag("02", "ID1020000000001") + _tag("03", "UMI")
    text = (
        _tag("00", "01")
        + _tag("01", "12")  # 12: good for one payment
        + _tag("26", gopay + _tag("03", "UMI"))
        + _tag("51", national)
        + _tag("52", "5499")
        + _tag("53", "360")
        + _tag("54", str(amount))
        + _tag("58", "ID")
        + _tag("59", MERCHANT["name"])
        + _tag("60", MERCHANT["city"])
        + _tag("61", MERCHANT["postal"])
        + _tag("62", _tag("05", reference))
        + "6304"
    )
    return text + checksum(text)


def is_valid(text: str) -> bool:
    return text[-8:-4] == "6304" and checksum(text[:-4]) == text[-4:]


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE in four upper-case hexadecimal digits."""
    crc = 0xFFFF
    for byte in text.encode():
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1
        crc &= 0xFFFF
    return f"{crc:04X}"


def _tag(number: str, value: str) -> str:
    return f"{number}{len(value):02d}{value}"
