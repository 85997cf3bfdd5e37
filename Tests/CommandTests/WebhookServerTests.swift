import Foundation
import TestSupport
import Testing

/// The example of a webhook for Kubernetes: its server is really run and asked over HTTP, and its registration is held against the API's rules.
@Suite struct WebhookServerTests {
    private static let rules = """
        rule no_privileged_container {
          severity high
          for k8s.Pod
          forbid some c in spec.containers satisfies c.securityContext.privileged default false is true
            else "container {c.name} is privileged"
        }

        """

    private static func review(privileged: Bool) -> String {
        #"""
        {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {"uid": "705ab4f5",
         "kind": {"group": "", "version": "v1", "kind": "Pod"}, "resource": {"group": "", "version": "v1", "resource": "pods"},
         "name": "web", "namespace": "shop", "operation": "CREATE", "object": {"apiVersion": "v1", "kind": "Pod",
         "metadata": {"name": "web"}, "spec": {"containers": [{"name": "app", "securityContext": {"privileged": \#(privileged)}}]}}}}
        """#
    }

    /// Runs `body` with the address of a server that is listening.
    private func serving(
        _ options: String, scheme: String = "http", in folder: ScratchFolder, _ body: (String) throws -> Void
    ) throws {
        let found = try folder.run("command -v python3 && command -v curl")
        guard found.exitCode == 0 else {
            print("SKIPPED: no python3 or no curl, so the webhook's server was not run")
            return
        }
        let script = ProjectFolder.root.appending(path: "Integrations/kubernetes/webhook.py").path
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", "exec python3 '\(script)' --address 127.0.0.1 --port 0 \(options) 2>server.log",
        ]
        process.currentDirectoryURL = folder.url
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] = "\(NormaProcess.folder.path):\(environment["PATH"] ?? "")"
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        defer {
            // It inherits what the test's thread blocks, SIGTERM too.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        // Its first line says that it listens; it ends where it cannot.
        var line = Data()
        while !line.contains(UInt8(ascii: "\n")) {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            line += more
        }
        let said = try #require(String(decoding: line, as: UTF8.self).firstMatch(of: /listening on port (\d+)/))
        try body("\(scheme)://127.0.0.1:\(said.1)/validate")
    }

    private func answer(_ result: NormaProcess.Result) throws -> [String: Any] {
        #expect(result.exitCode == 0, "\(result.output)")
        let json = try JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8)) as? [String: Any]
        #expect(json?["kind"] as? String == "AdmissionReview")
        return try #require(json?["response"] as? [String: Any])
    }

    @Test func itAnswersReviews() throws {
        let folder = try ScratchFolder([
            "r.norma": Self.rules, "good.json": Self.review(privileged: false),
            "bad.json": Self.review(privileged: true),
            "broken.json": "{", "empty.json": "",
        ])
        try serving("-- --rules r.norma", in: folder) { address in
            let post = "curl --silent --show-error --header 'Content-Type: application/json' --data-binary"
            let good = try answer(try folder.run("\(post) @good.json \(address)"))
            #expect(good["allowed"] as? Bool == true && good["uid"] as? String == "705ab4f5")
            let bad = try answer(try folder.run("\(post) @bad.json \(address)"))
            #expect(bad["allowed"] as? Bool == false)
            let message = (bad["status"] as? [String: Any])?["message"] as? String
            #expect(message?.contains("container app is privileged") == true)
            // No answer is an error, and the webhook's failurePolicy decides.
            let code = "--output answer --write-out '%{http_code}'"
            #expect(try folder.run("\(post) @broken.json \(code) \(address)").standardOutput == "500")
            #expect(try folder.run("\(post) @empty.json \(code) \(address)").standardOutput == "400")
            for length in ["abc", "-5", "", "+5", "1_0", "\(String(repeating: "9", count: 5_000))"] {
                let header = "--header 'Content-Length: \(length)'"
                let result = try folder.run("\(post) @good.json \(header) \(code) \(address)")
                #expect(result.standardOutput == "400", "\(length.prefix(10)): \(result.output)")
            }
            let chunked = "--header 'Transfer-Encoding: chunked'"
            #expect(try folder.run("\(post) @good.json \(chunked) \(code) \(address)").standardOutput == "400")
            let large = "--header 'Content-Length: 99999999'"
            #expect(try folder.run("\(post) @good.json \(large) \(code) \(address)").standardOutput == "413")
            let log = try String(contentsOf: folder.url.appending(path: "server.log"), encoding: .utf8)
            #expect(log.contains("error[E20"), "\(log)")
            #expect(!log.contains("Traceback"), "\(log)")
        }
    }

    /// With a certificate; nil, and said, where there is no openssl to make one.
    private func secured() throws -> ScratchFolder? {
        let folder = try ScratchFolder(["r.norma": Self.rules, "good.json": Self.review(privileged: false)])
        let made = try folder.run(
            "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=norma -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem"
        )
        if made.exitCode == 0 { return folder }
        print("SKIPPED: no openssl, so the webhook's server was not asked by TLS: \(made.output)")
        return nil
    }

    /// Connects to the server that its last argument is the address of and says nothing. With a command of a client, runs it meanwhile;
    /// without one, waits until the server hangs up.
    private static let silence = """
        import socket, subprocess, sys, urllib.parse
        silent = socket.create_connection(("127.0.0.1", urllib.parse.urlsplit(sys.argv[-1]).port), timeout=30)
        if len(sys.argv) > 2:
            sys.exit(subprocess.run(sys.argv[1:]).returncode)
        print("hung up" if silent.recv(1) == b"" else "answered")

        """

    @Test func whoSaysNothingKeepsNobodyWaiting() throws {
        guard let folder = try secured() else { return }
        try folder.write(Data(Self.silence.utf8), to: "silence.py")
        let certificate = "--certificate cert.pem --key key.pem"
        let curl = "curl --silent --show-error --max-time 30 --cacert cert.pem --data-binary @good.json"
        for (options, scheme) in [(certificate, "https"), ("", "http")] {
            try serving("\(options) --timeout 120 -- --rules r.norma", scheme: scheme, in: folder) { address in
                let result = try folder.run("python3 silence.py \(curl) \(address)")
                #expect(try answer(result)["allowed"] as? Bool == true, "\(scheme)")
            }
            try serving("\(options) --timeout 0.5 -- --rules r.norma", scheme: scheme, in: folder) { address in
                let result = try folder.run("python3 silence.py \(address)")
                #expect(result.standardOutput == "hung up\n", "\(scheme): \(result.output)")
            }
            let log = try String(contentsOf: folder.url.appending(path: "server.log"), encoding: .utf8)
            #expect(!log.contains("Traceback"), "\(log)")
        }
    }

    /// A cluster's server calls by TLS alone.
    @Test func itServesByTLS() throws {
        guard let folder = try secured() else { return }
        try serving("--certificate cert.pem --key key.pem -- --rules r.norma", scheme: "https", in: folder) { address in
            let result = try folder.run(
                "curl --silent --show-error --cacert cert.pem --data-binary @good.json \(address)")
            #expect(try answer(result)["allowed"] as? Bool == true)
        }
    }

    /// What the API of admissionregistration.k8s.io/v1 demands of a configuration, and what makes this one fail closed, as a rule.
    @Test func theRegistrationIsOneThatAClusterTakes() throws {
        let rule = #"""
            rule registration {
              for k8s.admissionregistration.ValidatingWebhookConfiguration
              require apiVersion is "admissionregistration.k8s.io/v1"
              require metadata.name is present
              require webhooks is not empty
              require every key in keys(this) satisfies key is one of ["apiVersion", "kind", "metadata", "webhooks"]
              require every w in webhooks satisfies all {
                w.name matches /^[a-z0-9-]+(\.[a-z0-9-]+){2,}$/
                w.admissionReviewVersions contains "v1"
                w.sideEffects is one of ["None", "NoneOnDryRun"]
                w.failurePolicy is "Fail"
                w.matchPolicy is one of ["Exact", "Equivalent"]
                w.timeoutSeconds is between 1 and 30
                w.clientConfig.service.name is present
                w.clientConfig.service.namespace is present
                w.clientConfig.service.path starts with "/"
                w.clientConfig.service.port is between 1 and 65535
                w.clientConfig.caBundle is present
                every key in keys(w) satisfies key is one of ["name", "admissionReviewVersions", "sideEffects", "failurePolicy",
                  "timeoutSeconds", "matchPolicy", "namespaceSelector", "rules", "clientConfig"]
              }
              require every w in webhooks satisfies every r in w.rules satisfies all {
                every key in keys(r) satisfies key is one of ["apiGroups", "apiVersions", "operations", "resources", "scope"]
                r.apiGroups is not empty
                r.apiVersions is not empty
                r.resources contains "pods"
                r.scope is one of ["*", "Cluster", "Namespaced"]
                every operation in r.operations satisfies operation is one of ["*", "CREATE", "UPDATE", "DELETE", "CONNECT"]
              }
              # It would have to answer for its own pods, which nobody could mend.
              require every w in webhooks satisfies some e in w.namespaceSelector.matchExpressions
                satisfies e.key is "kubernetes.io/metadata.name" and e.operator is "NotIn"
                  and list(e.values) contains w.clientConfig.service.namespace
            }

            """#
        let folder = try ScratchFolder(["r.norma": rule])
        try folder.copy("Integrations")
        let command =
            "norma eval --rules r.norma --inventory Integrations/kubernetes/webhook.yaml --as-of 2026-11-01T00:00:00Z"
        let result = try folder.run(command)
        #expect(result.exitCode == 0 && result.output.contains("1 pass"), "\(result.output)")
        // A rule that nothing fails would prove nothing.
        for (text, other) in [
            ("failurePolicy: Fail", "failurePolicy: Ignore"), ("sideEffects: None", "sideEffects: Some"),
            ("admissionReviewVersions: [v1]", "admissionReviewVersions: [v1beta1]"),
            ("timeoutSeconds: 5", "timeout: 5"),
            ("values: [norma, kube-system]", "values: [kube-system]"), ("operations: [CREATE", "operations: [MAKE"),
        ] {
            let changed = try folder.run(
                "sed -i.kept 's/\(text.replacing("[", with: "\\["))/\(other)/' Integrations/kubernetes/webhook.yaml && \(command); code=$?; mv Integrations/kubernetes/webhook.yaml.kept Integrations/kubernetes/webhook.yaml; exit $code"
            )
            #expect(changed.exitCode == 1, "\(text): \(changed.output)")
        }
    }
}
