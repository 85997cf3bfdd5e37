import Foundation
import TestSupport
import Testing

/// A real HTTP server, in Python, that answers as it is told and writes down what it gets; the signature it works out for itself.
final class WebhookReceiver {
    struct Request: Decodable {
        let id: String
        let isSigned: Bool
        let timestamp: String
        let contentType: String
        let path: String
        let body: String
        /// What it was answered.
        let answer: String
    }

    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    private static let script = #"""
        import base64, hashlib, hmac, http.server, json, os, sys, time
        folder, port, secret = sys.argv[1], int(sys.argv[2]), base64.b64decode(sys.argv[3][6:])

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                answer = open(folder + "/answer").read().strip()
                get = lambda name: self.headers.get(name, "")
                content = f"{get('webhook-id')}.{get('webhook-timestamp')}.".encode() + body
                signature = "v1," + base64.b64encode(hmac.new(secret, content, hashlib.sha256).digest()).decode()
                with open(folder + "/requests.jsonl", "a") as log:
                    log.write(json.dumps({
                        "id": get("webhook-id"), "isSigned": hmac.compare_digest(signature, get("webhook-signature")),
                        "timestamp": get("webhook-timestamp"), "contentType": get("content-type"), "path": self.path,
                        "body": body.decode(), "answer": answer}) + "\n")
                if answer == "stall":
                    time.sleep(600)
                    return
                status, *headers = answer.split("|")
                self.send_response(int(status))
                for header in headers:
                    self.send_header(*header.split(": ", 1))
                self.send_header("content-length", "0")
                self.end_headers()
            def log_message(self, *arguments):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        server.daemon_threads = True
        with open(folder + "/port.new", "w") as file:
            file.write(str(server.server_address[1]))
        os.rename(folder + "/port.new", folder + "/port")
        server.serve_forever()
        """#

    private let folder: ScratchFolder
    private let secret: String
    private var process: Process?
    private(set) var port = 0

    /// nil, said loudly, where there is no Python.
    init?(secret: String = WebhookReceiver.secret) throws {
        self.secret = secret
        folder = try ScratchFolder(["answer": "200"])
        guard try PythonOracle.answers(to: ["a"], script: "print(1)") != nil else { return nil }
        try start()
    }

    /// Where there is no Python the test that wants it fails: nothing was proved.
    static func required(secret: String = WebhookReceiver.secret) throws -> WebhookReceiver {
        try #require(try WebhookReceiver(secret: secret), "a webhook cannot be received without python3")
    }

    deinit { stop() }

    /// On the port that it had.
    func start() throws {
        let file = folder.url.appending(path: "port")
        try? FileManager.default.removeItem(at: file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", Self.script, folder.url.path, "\(port)", secret]
        try process.run()
        self.process = process
        let deadline = Date(timeIntervalSinceNow: 300)
        while Date() < deadline, process.isRunning {
            if let text = try? String(contentsOf: file, encoding: .utf8), let number = Int(text) {
                port = number
                return
            }
            Thread.sleep(forTimeInterval: 0.05)
        }
        try #require(Bool(false), "the receiver did not start")
    }

    /// From now on connections are refused.
    func stop() {
        guard let process, process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// `200`, `429|retry-after: 60`, or `stall`.
    func answer(_ answer: String) throws { try folder.write(Data(answer.utf8), to: "answer") }

    func requests() throws -> [Request] {
        guard let log = try? String(contentsOf: folder.url.appending(path: "requests.jsonl"), encoding: .utf8) else {
            return []
        }
        return try log.split(separator: "\n").map { try JSONDecoder().decode(Request.self, from: Data($0.utf8)) }
    }

    /// A file of destinations with this receiver.
    var destinations: String { "destinations:\n\(destination())" }

    /// An entry of such a file. A busy machine may take its time to answer; where it has to be too slow, it says 1 s.
    func destination(
        _ name: String = "hook", secret variable: String = "NORMA_TEST_SECRET", timeout: Int = 120
    ) -> String {
        """
          - name: \(name)
            webhook:
              url: http://127.0.0.1:\(port)/norma?tenant=1
              secret: { environment: \(variable) }
              timeout_seconds: \(timeout)

        """
    }
}
