"""Pure decisions: who is told what, and in which words."""
