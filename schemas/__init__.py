"""One Pandera model a table: what is true of the published dataset."""
