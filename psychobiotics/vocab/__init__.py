"""Term lists as data, and their typed loaders."""
