"""`python -m bench.ports BUYER...` < [offer]: purchases through the ports, without HTTP; prints how many a second."""

import asyncio
import json
import random
import sys
import time
from uuid import UUID

import uvloop

from bench.load import CONNECTIONS, SECONDS
from niaga import main
from niaga.cart import api as cart
from niaga.cart.types import NewItem
from niaga.kit import config
from niaga.kit.errors import Refusal
from niaga.kit.ids import new_id
from niaga.kit.keys import asked
from niaga.orders import api as orders
from niaga.orders.types import CheckoutRequest


async def run(buyers: list[UUID], offers: list[UUID]) -> float:
    settings = config.settings()
    bought = 0
    async with main.opened(settings, settings.database_url, settings.redis_url):
        carts = {buyer: (await cart.fill(asked=asked("bench", None, buyer), lines=[])).id for buyer in buyers}
        end = time.perf_counter() + SECONDS

        async def shopper(number: int) -> None:
            nonlocal bought
            mine = buyers[number::CONNECTIONS]
            while time.perf_counter() < end:
                buyer = mine[bought % len(mine)]
                item = NewItem(offer_id=random.choice(offers))
                await cart.add(
                    asked=asked("cart", None, carts[buyer], item), cart_id=carts[buyer], user_id=buyer, item=item
                )
                await cart.cart(cart_id=carts[buyer])
                request = CheckoutRequest(cart_id=carts[buyer], payment_method="wallet", delivery_option="pickup")
                try:
                    await orders.checkout(key=new_id(), buyer_id=buyer, request=request)
                    bought += 1
                except Refusal:  # sold out by now
                    await cart.clear(cart_id=carts[buyer])

        await asyncio.gather(*(shopper(number) for number in range(CONNECTIONS)))
    return bought / SECONDS


if __name__ == "__main__":
    print(uvloop.run(run([UUID(b) for b in sys.argv[1:]], [UUID(o) for o in json.load(sys.stdin)])))
