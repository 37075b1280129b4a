"""Cart: what a person, or a guest, means to buy. It promises nothing and holds nothing, and loses nothing.

- One cart a person, on every device; a guest's hangs on a random token of which only the digest is kept. A cart's id
  follows from its owner's, so it needs no row until something lies in it.
- The same offer with the same note is one line; its quantities add up.
- Merged when a guest signs in ("add up"): quantities add up, capped at what is available and at the offer's most,
  never below what either cart had of one line alone in the person's cart. The guest's cart is empty then, but for
  lines for which there is no place; they are told, and move in when there is one.
- Prices are today's. `seen_price` is what the buyer agreed to when the line was last touched: when it differs, the
  line says so.
- A line is bought once: `take` gives all the lines an order buys to that order, or none, and decides which of two
  checkouts of one cart has it. hold → commit | release, as everywhere: what is taken waits in `cart.taking` until the
  order stands, or lies in the cart again.

A cart's lines change only under the lock of the cart's row; several carts are locked in the order of their ids.
"""
