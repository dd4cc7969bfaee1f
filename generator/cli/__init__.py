"""The command: arguments, progress, exit codes, the only printing."""
