"""The preview: server, watcher, live reload, error panel."""
