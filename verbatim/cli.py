"""The command line: `python -m verbatim run | chat | train | check | actions | evaluate | ...`."""

from __future__ import annotations

import argparse
import asyncio
import errno
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from verbatim import logs
from verbatim.errors import ModelError, VerbatimError
from verbatim.evaluation.command import add_options as evaluation_options
from verbatim.evaluation.command import evaluate
from verbatim.serving.lazy import put_off
from verbatim.settings import ROOT, Settings
from verbatim.store.command import add_options as conversation_options
from verbatim.store.command import conversations

_QUIET = {
    # Rasa sends usage data unless told not to; patients' conversations stay here.
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}


def _run(settings: Settings) -> int:
    from verbatim.serving.server import check_address, serve

    check_address(settings.host, settings.port)
    serve(_trained_apart(), settings)
    return 0


def _chat(settings: Settings) -> int:
    from verbatim.serving.terminal import chat

    asyncio.run(chat(_trained_apart(), settings))
    return 0


def _train(_: Settings) -> int:
    print(f"Model: {_trained().relative_to(ROOT)}")
    return 0


def _check(settings: Settings) -> int:
    from verbatim.checks import problems
    from verbatim.dialogue.resources import Resources
    from verbatim.understanding.foreign_phrases import load_foreign_phrases
    from verbatim.understanding.red_flag_file import load_red_flags

    library = Resources.load(settings).library
    load_red_flags(settings.content / "red_flags.yml")
    load_foreign_phrases(settings.content / "red_flags_foreign.yml")
    found = list(problems(ROOT, library))
    for problem in found:
        print(problem, file=sys.stderr)
    if not found:
        print("Content, questions, domain and rules fit together.")
    return 1 if found else 0


def _actions(settings: Settings) -> int:
    from verbatim.serving.action_server import serve_actions

    serve_actions(settings)
    return 0


def _evaluate(settings: Settings, options: argparse.Namespace) -> int:
    return evaluate(_trained(), settings, options)


def _conversations(settings: Settings, options: argparse.Namespace) -> int:
    return conversations(settings, options)


def _trained_apart() -> Path:
    """Trains in a process of its own, which takes TensorFlow along when it ends.

    A server that had trained would hold twice the memory for as long as it runs.
    """
    from verbatim.serving.model import current, path_of_current

    if not path_of_current().exists():
        ended = subprocess.run([sys.executable, "-m", "verbatim", "train"], check=False)
        if ended.returncode:
            raise ModelError("There is no model: the lines above say why.")
    return current()


def _trained() -> Path:
    from verbatim.serving.model import path_of_current, train

    if not path_of_current().exists():
        print("Training: content, data or configuration is new.", flush=True)
        logs.show_progress()
        # The only switch of the bars that Rasa draws for each story; ours is set already.
        os.environ.setdefault("LOG_LEVEL", "WARNING")
    return train()


COMMANDS: dict[str, tuple[Callable[..., int], str]] = {
    "run": (_run, "train if needed, then serve the page and the web channel"),
    "chat": (_chat, "the same in this terminal"),
    "train": (_train, "train if content, data or configuration changed"),
    "check": (_check, "prove the content and its fit with the domain; seconds only"),
    "actions": (_actions, "serve the custom actions as a server of their own"),
    "conversations": (_conversations, "back up, export, delete or prune what is stored"),
    "evaluate": (_evaluate, "train if needed, ask all test questions, write a report"),
}


_OPTIONS = {"conversations": conversation_options, "evaluate": evaluation_options}
"""Commands with options of their own, and what adds them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0 well, 1 a sentence was printed, 130 Ctrl-C."""
    put_off()
    os.environ.update({name: os.environ.get(name, value) for name, value in _QUIET.items()})
    if not sys.warnoptions:
        # Rasa and TensorFlow warn operators about things only their authors can change.
        # Sanic puts a filter of its own in front when it is imported: ours must come later.
        import sanic  # noqa: F401

        warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(prog="verbatim", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (_, purpose) in COMMANDS.items():
        command = commands.add_parser(name, help=purpose)
        command.add_argument("--host", help="address to listen on (VERBATIM_HOST)")
        command.add_argument("--port", help="port to listen on (VERBATIM_PORT)")
        if name in _OPTIONS:
            _OPTIONS[name](command)
    options = parser.parse_args(arguments)
    try:
        logs.configure()
        given = {"VERBATIM_HOST": options.host, "VERBATIM_PORT": options.port}
        chosen = {name: value for name, value in given.items() if value is not None}
        settings = Settings.from_environment({**os.environ, **chosen})
        run = COMMANDS[options.command][0]
        return run(settings, options) if options.command in _OPTIONS else run(settings)
    except VerbatimError as error:
        print(f"verbatim: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES):
            raise
        place = f" ({error.filename})" if error.filename else ""
        print(
            f"verbatim: {error.strerror}{place}. Make room or choose another place.",
            file=sys.stderr,
        )
        return 1
