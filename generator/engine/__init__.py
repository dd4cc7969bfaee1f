"""The engine: session, reading, workers, rendering, safe writing."""
