"""Demo data: a campus in Malang, its canteens, co-operative and student sellers, and a chain of gadget shops.

The story is plain data (canteens, koperasi, students, chain, people, trade); `load` tells it through the modules'
ports, so that every stock figure, order and rupiah came about as it would for real people. Loading twice changes
nothing: every id follows from a name in the story.
"""
