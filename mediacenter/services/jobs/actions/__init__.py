"""Use cases of long work: asked for, done, steered."""
