"""Serves a baseline as the product is served: `python -m bench.serve bench.bare PORT`."""

import os
import sys

if __name__ != "__main__":  # granian's worker process
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()


def main(settings: str, port: int) -> None:
    """One worker of four threads, like one worker of the product."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    Granian(
        "bench.serve:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
