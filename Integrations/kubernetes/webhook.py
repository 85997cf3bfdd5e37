#!/usr/bin/env python3
"""Answers a cluster's AdmissionReviews with 'norma admission'.

    webhook.py [--certificate FILE --key FILE] [--port 8443] -- --rules rules/kubernetes

What stands behind '--' are the options of 'norma admission'. A review that it does not answer is a 500: the webhook's failurePolicy decides.
The port that it listens on is its first line; port 0 takes one that is free.
"""
import argparse
import http.server
import shutil
import ssl
import subprocess

MAXIMUM = 8 << 20


class Handler(http.server.BaseHTTPRequestHandler):
    options = []
    norma = "norma"

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 < length <= MAXIMUM:
            return self.send_error(413)
        review = self.rfile.read(length)
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
    parser.add_argument("--norma", default="norma")
    parser.add_argument("options", nargs="*")
    arguments = parser.parse_args()
    Handler.options, Handler.norma = arguments.options, arguments.norma
    if shutil.which(arguments.norma) is None:
        parser.error(f"there is no '{arguments.norma}' on the PATH: build it ('make release' in Norma's repository) into the image, or name it with --norma")
    server = http.server.ThreadingHTTPServer((arguments.address, arguments.port), Handler)
    if arguments.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(arguments.certificate, arguments.key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    print(f"listening on port {server.server_address[1]}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
