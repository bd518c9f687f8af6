"""The reports of a whole subtree laid side by side, from figures that a job keeps counted."""
