"""Log lines as JSON with an allow-list of fields, so that nothing personal and no line break slips in."""

import json
import logging


class JsonLine(logging.Formatter):
    """One record, one line. Exceptions keep type and place, never the values in their message."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            # The message template, not the formatted message: arguments may carry personal data.
            "event": str(record.msg),
        }
        if code := getattr(record, "code", None):
            line["code"] = str(code)
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            trace = record.exc_info[2]
            while trace and trace.tb_next:
                trace = trace.tb_next
            if trace:
                line["where"] = f"{trace.tb_frame.f_code.co_filename.rsplit('/teladan/', 1)[-1]}:{trace.tb_lineno}"
        return json.dumps(line, ensure_ascii=True)
