"""What granian's worker processes load: the application, which ends when the main process is gone."""

import os

from teladan.site.lifeline import tie_to_parent

if tie_to_parent():
    # Ctrl-C reaches the main process alone, which then ends its workers in order; a worker told twice may hang.
    os.setpgid(0, 0)

from teladan.site.wsgi import application

__all__ = ["application"]
