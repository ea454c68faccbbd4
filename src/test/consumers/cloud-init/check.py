"""Asks cloud-init about every file in /mnt/in, in one process: loading cloud-init takes longer than a check does.

A file is named NUMBER.KIND, where KIND is what `cloud-init schema --schema-type` calls it. User data of several MIME
parts is taken apart by the code that does so in the guest, and each part is checked on its own. Prints a JSON object:
file name -> list of {part, exit, output}.
"""

import json
import os
import sys
import tempfile
import traceback
from pathlib import Path

from cloudinit.cmd.main import main
from cloudinit.config import schema  # noqa: F401  loaded here once, not again in each child
from cloudinit.helpers import Paths
from cloudinit.user_data import UserDataProcessor, convert_string


def schema_command(kind, path):
    """The exit code and the words of `cloud-init schema`, run in a child so that no check can disturb the next."""
    with tempfile.TemporaryFile() as words:
        child = os.fork()
        if child == 0:
            os.dup2(words.fileno(), 1)
            os.dup2(words.fileno(), 2)
            code = 1
            try:
                code = main(["cloud-init", "schema", "--schema-type", kind, "--config-file", str(path)]) or 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else int(end.code is not None)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        _, status = os.waitpid(child, 0)
        words.seek(0)
        return {"exit": os.waitstatus_to_exitcode(status), "output": words.read().decode("utf-8", "replace")}


def mime_parts(message):
    """The parts as cloud-init's own user data processor hands them on, each with what its MIME parser objected to."""
    defects = [repr(defect) for part in message.walk() for defect in part.defects]
    if defects:
        yield {"part": "envelope", "exit": 1, "output": "The MIME parser complains: " + ", ".join(defects)}
    parts = [p for p in UserDataProcessor(Paths({})).process(message.as_bytes()).walk() if not p.is_multipart()]
    if not parts:
        yield {"part": "envelope", "exit": 1, "output": "The MIME message has no part."}
    for number, part in enumerate(parts):
        name = part.get_filename() or f"part-{number}"
        if part.get_content_type() != "text/cloud-config":
            yield {"part": name, "exit": 1, "output": f"{part.get_content_type()} is not text/cloud-config."}
            continue
        path = Path(tempfile.mkdtemp()) / "cloud-config.yaml"
        path.write_bytes(part.get_payload(decode=True))
        yield {"part": name, **schema_command("cloud-config", path)}


def check(path):
    kind = path.suffix.removeprefix(".")
    if kind == "cloud-config":
        message = convert_string(path.read_bytes())
        if message.is_multipart():
            return list(mime_parts(message))
    return [{"part": kind, **schema_command(kind, path)}]


print(json.dumps({path.name: check(path) for path in sorted(Path("/mnt/in").iterdir())}))
