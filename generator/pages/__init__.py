"""The library to pages with their needs: one module a kind of output."""
