"""Sets the program up, checks it and packs it; nothing of the program may import it."""
