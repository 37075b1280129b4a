"""The crossings proof: every pair of acts on one order, its money or its goods, leaves every invariant whole.

What is right along every path that has a test is wrong where two paths cross: cancel and accept, refund and reject,
two checkouts of one cart. So the paths are not written here, only the acts (`acts/`, by who acts), the states an order
may start in (`scene.py`), and what must hold in the end (`invariants/`). `plan.py` crosses the acts: one after the
other, at the same moment, one inside the other at each of its gates (`gates.py`), each killed at each of its gates and
healed by what heals in life (`healing.py`). All runs in one process on real servers; only sockets, sleeping and other
processes are missing.

    make crossings                  every ordered pair in every mode, every act killed; SEED=…, SEEDS=20
    make test                       a share of it, the same each time
    python -m tests.crossings one "cash/2/plenty/ready hand_over pay_by_wallet inside@3"
                                    one crossing, gate by gate: what a broken one prints is how to repeat it

To add an act (a voucher, a slot, a deposit) write one function in `acts/` with `@act`: it gets all its crossings. Say
in which states it is `open` and by which codes it `may` be refused elsewhere. If it moves money or goods in a new
way, `invariants/` must know of it. A new state is one function in `scene.py`. A new invariant is one in `invariants/`.

To show that a cure is held by the proof, take it out in `cures.py`: without it, the proof must break at the crossing
named there.
"""
