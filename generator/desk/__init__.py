"""The desk: what editors run."""
