"""Values to the library: calendar, shelves, neighbors, links."""
