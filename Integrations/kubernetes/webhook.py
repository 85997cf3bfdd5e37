#!/usr/bin/env python3
"""Answers a cluster's AdmissionReviews with 'norma admission'.

    webhook.py [--certificate FILE --key FILE] [--port 8443] [--timeout 10] -- --rules rules/kubernetes

What stands behind '--' are the options of 'norma admission'. A review that it does not answer is a 500: the webhook's failurePolicy decides.
The port that it listens on is its first line; port 0 takes one that is free.
"""
import argparse
import http.server
import re
import shutil
import ssl
import subprocess
import sys

MAXIMUM = 8 << 20


class Server(http.server.ThreadingHTTPServer):
    """Accepts connections and does nothing else there: what one client leaves undone keeps no other waiting."""

    context = None
    timeout_of_clients = 10

    def finish_request(self, request, client_address):
        request.settimeout(self.timeout_of_clients)
        if self.context is None:
            return super().finish_request(request, client_address)
        secured = self.context.wrap_socket(request, server_side=True)
        try:
            super().finish_request(secured, client_address)
        finally:
            self.shutdown_request(secured)

    def handle_error(self, request, client_address):
        fault = sys.exc_info()[1]
        if not isinstance(fault, OSError):
            return super().handle_error(request, client_address)
        # A client that went away, said nothing or speaks no TLS.
        print(f"{client_address[0]}: {type(fault).__name__}: {fault}", file=sys.stderr)


class Handler(http.server.BaseHTTPRequestHandler):
    options = []
    norma = "norma"

    def do_POST(self):
        lengths = self.headers.get_all("Content-Length") or []
        if len(lengths) != 1 or not re.fullmatch("[0-9]{1,18}", lengths[0]) or int(lengths[0]) == 0:
            return self.send_error(400, "a review comes with its Content-Length")
        if int(lengths[0]) > MAXIMUM:
            return self.send_error(413)
        review = self.rfile.read(int(lengths[0]))
        try:
            answer = subprocess.run([self.norma, "admission", *self.options], input=review, capture_output=True, timeout=60)
        except (OSError, subprocess.TimeoutExpired) as fault:
            return self.send_error(500, str(type(fault).__name__))
        if answer.stderr:
            self.log_error("%s", answer.stderr.decode(errors="replace"))
        if answer.returncode != 0:
            return self.send_error(500, "no answer")
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer.stdout)))
        self.end_headers()
        self.wfile.write(answer.stdout)


def main():
    parser = argparse.ArgumentParser(description="Answers AdmissionReviews with 'norma admission'.")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--address", default="")
    parser.add_argument("--port", type=int, default=8443)
    parser.add_argument("--timeout", type=float, default=Server.timeout_of_clients, help="seconds that a client may say nothing")
    parser.add_argument("--norma", default="norma")
    parser.add_argument("options", nargs="*")
    arguments = parser.parse_args()
    Handler.options, Handler.norma = arguments.options, arguments.norma
    if shutil.which(arguments.norma) is None:
        parser.error(f"there is no '{arguments.norma}' on the PATH: build it ('make release' in Norma's repository) into the image, or name it with --norma")
    server = Server((arguments.address, arguments.port), Handler)
    server.timeout_of_clients = arguments.timeout
    if arguments.certificate:
        server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.context.load_cert_chain(arguments.certificate, arguments.key)
    print(f"listening on port {server.server_address[1]}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
