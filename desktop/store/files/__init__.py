"""Session files on a disk that others use too: whole writes, backups, locks, changes outside."""
