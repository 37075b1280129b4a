"""Who may sign in, what they may see and change of themselves, and what admins may of everybody."""

from . import links, me, people, sessions

root_routes = sessions.root_routes
routes = [*sessions.routes, *links.routes, *me.routes, *people.routes]
