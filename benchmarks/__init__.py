"""Quality and speed, each figure with its floor; run by `make floors` and `make bench`."""
