"""How the layers' words combine: pure functions over text and tokens, one file a phenomenon."""
