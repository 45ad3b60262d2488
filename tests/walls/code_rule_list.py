"""The rules themselves (see `code_rules.py`); each exception says why, and one that nobody uses is an error."""

from __future__ import annotations

import ast
import re

from tests.walls.code_rules import (
    INNER,
    PAGES,
    Rule,
    called,
    called_whole,
    defines,
    first_made_up,
    html_made_up,
    imports,
    keyword,
    logs,
    logs_something_personal,
    made_up,
    naive_now,
    pattern_made_up,
    reads,
    says,
    sets_true,
    spread_from_request,
    swallows,
)

SQL = {
    "access/": "the walls are SQL made from names in this code",
    "site/prepare.py": "roles of an outside server",
    "site/backups/": "names of tables, read from the catalogue and quoted",
    "site/demo/": "COPY of the invented area's own columns",
    "site/update.py": "names of tables, read from the catalogue and quoted",
    "linkage/": "columns that the linkage names itself, in a database of its own in memory",
}
COMMANDS = {"site/": "what a command says to whoever runs it"}
TAKEN = re.compile(r"request\.(GET|POST)(\[|\.get)")
RULES = (
    Rule(
        "mark-safe",
        "let templates escape",
        called("mark_safe", "SafeString"),
        "mark_safe(x)",
        but={
            "ui/": "the components, which escape what they are given",
            "accounts/adapters.py": "the square code, drawn from numbers",
        },
    ),
    Rule("html-made-up", "use a template", html_made_up, 'HttpResponse(f"<p>{x}</p>")'),
    Rule(
        "sql-made-up",
        "use parameters",
        first_made_up("execute", "executemany"),
        'cursor.execute(f"SELECT {x}")',
        but=SQL,
    ),
    Rule(
        "raw-sql",
        "use querysets or a declared function",
        called("RawSQL", "raw", "extra"),
        "X.objects.raw(q)",
        but={
            "casefiles/models.py": "asks a declared function",
            "leaving/tables.py": "the same",
            "voice/queries/contributions.py": "the same",
        },
    ),
    Rule("cursor-in-a-page", "call a query", called_whole("connection.cursor"), "connection.cursor()", only=PAGES),
    Rule(
        "all-in-a-page", "call a query that names its rows", called_whole(".objects.all"), "X.objects.all()", only=PAGES
    ),
    Rule(
        "past-the-walls",
        "act as somebody",
        called("as_walls"),
        "as_walls()",
        but={
            "audit/": "verifies chains, for which there is no actor",
            "site/": "founding, commands and the invented area",
            "partnership/": "founding an area",
            "people/rekeying": "a command renews every token, for which there is no actor",
        },
    ),
    Rule(
        "print",
        "answer, or log without contents",
        called_whole("print"),
        "print(x)",
        but=COMMANDS | {"audit/chain.py": "a verifier that stands alone and is run on an export"},
    ),
    Rule(
        "log-made-up",
        "give the log a constant and ids",
        lambda node: logs(node) and bool(node.args) and made_up(node.args[0]),
        'logger.info(f"{x}")',
    ),
    Rule("log-personal", "log ids", logs_something_personal, 'logger.info("%s", person.name)'),
    Rule("eval", "write it out", called_whole("eval", "exec", "compile"), "eval(x)"),
    Rule("import-by-name", "import it", called("__import__"), "__import__(x)"),
    Rule(
        "pattern-made-up",
        "escape what is no constant",
        pattern_made_up,
        're.compile(f"^{typed}")',
        but={
            "content/word_check.py": "escaped word by word in the line before",
            "kernel/told_dates.py": "the forms of a day, written out there",
            "linkage/engine/phonetics.py": "the sounds of its own table",
        },
    ),
    Rule("pickle", "use JSON", imports("pickle", "marshal", "shelve", "dill", "joblib", "yaml"), "import pickle"),
    Rule("shell", "give a list of arguments", keyword("shell", True), "run(x, shell=True)"),
    Rule(
        "system",
        "use subprocess with a list",
        called_whole("os.system", "os.popen", "commands.getoutput"),
        "os.system(x)",
    ),
    Rule(
        "programs",
        "no page starts a program",
        imports("subprocess", "pty", "multiprocessing"),
        "import subprocess",
        but={"site/": "starts the server and the database"},
    ),
    Rule("weak-hash", "use sha256", called_whole("hashlib.md5", "hashlib.sha1", ".new_md5"), "hashlib.md5(x)"),
    Rule(
        "weak-chance",
        "use secrets",
        imports("random"),
        "import random",
        but={
            "site/demo/": "draws the invented area",
            "governance/": "draws a dip sample from a seed that stands on it",
        },
    ),
    Rule(
        "weak-cipher",
        "use openccr.access.sealing",
        imports(
            "Crypto",
            "cryptography.hazmat.primitives.ciphers.modes",
            "cryptography.hazmat.primitives.asymmetric.padding",
        ),
        "import Crypto",
    ),
    Rule(
        "cipher-elsewhere",
        "use openccr.access.sealing",
        imports("cryptography.hazmat.primitives.ciphers"),
        "from cryptography.hazmat.primitives.ciphers.aead import AESGCM",
        but={
            "access/": "the one cipher",
            "people/sealing.py": "the vault, with a key of each person",
            "linkage/online/index.py": "an index outside the application, which has no settings to seal by",
        },
    ),
    Rule(
        "goes-out",
        "nothing of ours calls out",
        imports("requests", "httpx", "aiohttp", "urllib.request", "ftplib", "smtplib", "telnetlib"),
        "import requests",
        but={
            "accounts/mail.py": "the errors of sending a message",
            "partnership/": "asks an agency's own sign-in service, whose address two people agreed to",
        },
    ),
    Rule(
        "sockets",
        "nothing of ours calls out",
        imports("socket", "socketserver"),
        "import socket",
        but={"site/": "waits for its own database", "documents/scanning.py": "asks the operator's virus scanner"},
    ),
    Rule("no-certificate", "check the certificate", keyword("verify", False), "get(x, verify=False)"),
    Rule(
        "any-certificate",
        "check the certificate",
        called("_create_unverified_context"),
        "ssl._create_unverified_context()",
    ),
    Rule(
        "csrf",
        "every form has its token",
        lambda node: called("csrf_exempt")(node) or imports("django.views.decorators.csrf.csrf_exempt")(node),
        "from django.views.decorators.csrf import csrf_exempt",
    ),
    Rule(
        "cross-origin",
        "no other site reads answers",
        says("Access-Control-Allow-Origin"),
        "h = 'Access-Control-Allow-Origin'",
        but={"directory/pages/opened.py": "Open Referral asks for it, and the feed holds what is public alone"},
    ),
    Rule("swallowed", "catch what you expect, and act on it", swallows, "try:\n    x()\nexcept Exception:\n    pass"),
    Rule("from-the-address", "choose from a closed list", spread_from_request, "X.filter(**request.GET)"),
    Rule("sorted-by-the-address", "choose from a closed list", spread_from_request, "x.order_by(request.GET['s'])"),
    Rule(
        "request-inside",
        "pages read requests; operations are told",
        lambda node: reads("POST")(node) or reads("GET")(node),
        "request.POST",
        only=INNER,
    ),
    Rule(
        "redirect-anywhere",
        "redirect to a named page",
        lambda node: (
            called("HttpResponseRedirect", "redirect")(node)
            and any(TAKEN.search(ast.unparse(one)) for one in node.args)
        ),  # type: ignore[attr-defined]
        "HttpResponseRedirect(request.GET['next'])",
    ),
    Rule(
        "streams",
        "answer whole: a stream runs after the transaction",
        called("StreamingHttpResponse", "FileResponse"),
        "StreamingHttpResponse(x)",
    ),
    Rule(
        "cookies",
        "sessions are in accounts",
        called("set_cookie", "set_signed_cookie"),
        "answer.set_cookie('a', 'b')",
        but={"accounts/known.py": "the sign that a browser has signed in before, so that it is not locked out"},
    ),
    Rule(
        "environment",
        "settings read the environment once",
        reads("environ"),
        "os.environ['X']",
        but={"site/": "the one place"},
    ),
    Rule("debug", "no debug pages", sets_true("DEBUG"), "DEBUG = True"),
    Rule(
        "signals",
        "wire it in site/reactions.py",
        imports("django.db.models.signals", "django.dispatch"),
        "from django.db.models.signals import post_save",
    ),
    Rule(
        "save-override", "write an operation", defines("save"), "class X:\n    def save(self): ...", only=("/models",)
    ),
    Rule(
        "generic-keys",
        "name the table",
        imports("django.contrib.contenttypes.fields"),
        "from django.contrib.contenttypes.fields import GenericForeignKey",
    ),
    Rule("admin", "there is no admin", imports("django.contrib.admin"), "from django.contrib import admin"),
    Rule(
        "naive-time",
        "use timezone.now()",
        naive_now,
        "datetime.now()",
        but={"linkage/engine/": "runs without Django, on the day of the machine"},
    ),
    Rule("unpacks", "read the parts that are needed", called("extractall", "unpack_archive"), "z.extractall(x)"),
    Rule(
        "xml-entities",
        "use expat as openccr.tabular does",
        imports("xml.etree", "xml.dom", "xml.sax.make_parser", "lxml"),
        "import xml.etree.ElementTree",
    ),
    Rule(
        "temporary-files",
        "nothing unsealed touches the disk",
        imports("tempfile"),
        "import tempfile",
        but={"site/": "the server's own files"},
    ),
    Rule("jwt-none", "no tokens of one's own", imports("jwt", "jose"), "import jwt"),
)
