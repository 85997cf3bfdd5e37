import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// What variables are replaced by, from the "Dockerfile reference" (environment replacement, scope of ARG, FROM).
@Suite struct DockerfileVariableTests {
    private func file(_ lines: String...) throws -> Resource {
        let reading = read(lines.joined(separator: "\n") + "\n", name: "Dockerfile")
        #expect(reading.diagnostics.isEmpty)
        return try reading.resource("Dockerfile")
    }

    /// The words of the reference's own examples, and what Docker makes of them.
    @Test(arguments: [
        ("$foo", "/bar"), ("${foo}", "/bar"), ("${foo}_x", "/bar_x"), (#"\$foo"#, "$foo"), (#"\${foo}"#, "${foo}"),
        ("'$foo'", "$foo"), (#""$foo""#, "/bar"), ("${foo:-word}", "/bar"), ("${empty:-word}", "word"),
        ("${empty-word}", ""), ("${foo:+word}", "word"), ("${empty:+word}", ""), ("${empty+word}", "word"),
        ("${given:-word}", "word"), ("${given:+word}", ""), ("${empty:-${foo}/x}", "/bar/x"), ("a$", "a$"),
        ("${empty:-${given:-$foo}}", "/bar"),
    ])
    func aWordIsReplaced(_ written: String, _ expected: String) throws {
        let file = try file("FROM alpine", "ENV foo=/bar empty=", "ARG given", "WORKDIR \(written)")
        #expect(file.value("stages", "0", "instructions", "2", "arguments") == "[\"\(expected)\"]")
        #expect(file.value("stages", "0", "instructions", "2", "value") == "\"\(written)\"")
    }

    /// What only the build or the base image knows.
    @Test(arguments: ["$given", "$HOME/x", "${HOME:-/root}", "${TARGETARCH}", "${given", "${foo#/}", "$derived"])
    func aWordIsUndetermined(_ written: String) throws {
        let file = try file(
            "FROM alpine", "ARG given", "ARG TARGETARCH", "ENV foo=/bar derived=$given", "USER \(written)")
        #expect(file.value("stages", "0", "instructions", "3", "arguments") == "[?\(written)]")
        #expect(file.value("stages", "0", "user") == "?\(written)")
    }

    @Test func everyInstructionThatDockerSaysIsReplaced() throws {
        let lines = ["ADD $x /", "COPY $x /", "EXPOSE $x /", "VOLUME $x /", #"VOLUME ["$x", "/"]"#]
        for line in lines {
            let file = try file("FROM alpine", "ENV x=1", line)
            #expect(file.value("stages", "0", "instructions", "1", "arguments") == #"["1", "/"]"#, "\(line)")
        }
        for line in ["ENV y=$x", "LABEL y=$x", "ARG y=$x"] {
            let file = try file("FROM alpine", "ENV x=1", line)
            #expect(file.value("stages", "0", "instructions", "1", "pairs") == #"{y: "1"}"#, "\(line)")
        }
        let command = try file("FROM alpine", "ENV x=1", #"CMD ["$x"]"#, "RUN --mount=type=$x echo $x")
        #expect(command.value("stages", "0", "instructions", "1", "arguments") == #"["$x"]"#)
        #expect(command.value("stages", "0", "instructions", "2", "value") == #""echo $x""#)
    }

    @Test func anInstructionSeesWhatWasThereBeforeIt() throws {
        let file = try file("FROM alpine", "ENV abc=hello", "ENV abc=bye def=$abc", "ENV ghi=$abc")
        #expect(file.value("stages", "0", "instructions", "1", "pairs") == #"{def: "hello", abc: "bye"}"#)
        #expect(file.value("stages", "0", "instructions", "2", "pairs") == #"{ghi: "bye"}"#)
    }

    @Test func whatIsSetGoesBeforeWhatIsGiven() throws {
        let file = try file("FROM alpine", "ENV v=1", "ARG v=2", "USER $v")
        #expect(file.value("stages", "0", "user") == #""1""#)
    }

    /// An argument in front of the first FROM holds in FROM, and in a stage that declares it again.
    @Test func argumentsHaveAScope() throws {
        let file = try file(
            "ARG V=3", "ARG FULL=$V.1", "FROM alpine:$FULL", "USER $V", "FROM alpine", "ARG V", "USER $V")
        #expect(file.value("stages", "0", "image") == #""alpine:3.1""#)
        #expect(file.value("stages", "0", "user") == "?$V")
        #expect(file.value("stages", "1", "user") == #""3""#)
        #expect(file.value("arguments") == #"{V: "3", FULL: "3.1"}"#)
    }

    @Test func aStageHandsItsVariablesDown() throws {
        let file = try file(
            "FROM alpine AS Base", "ENV home=/srv", "ARG user=app", "FROM base", "USER $user", "WORKDIR $home",
            "FROM alpine", "USER $user")
        #expect(file.value("stages", "1", "user") == #""app""#)
        #expect(file.value("stages", "1", "instructions", "1", "arguments") == #"["/srv"]"#)
        #expect(file.value("stages", "2", "user") == "?$user")
    }

    @Test func anImageThatIsNothingSetsNothing() throws {
        #expect(try file("FROM scratch", "USER ${u:-app}").value("stages", "0", "user") == #""app""#)
    }

    @Test func whatWouldGrowWithoutEndIsUndetermined() throws {
        let doubling = (0..<60).map { _ in "ENV a=$a$a" }.joined(separator: "\n")
        #expect(try file("FROM alpine", "ENV a=x", doubling, "USER $a").value("stages", "0", "user") == "?$a")
        let nesting = String(repeating: "${b:-", count: 10_000) + "x" + String(repeating: "}", count: 10_000)
        #expect(try file("FROM scratch", "USER \(nesting)").value("stages", "0", "user") == "?\(nesting)")
    }

    @Test func wordsAreSplitAsAShellDoes() throws {
        let file = try file("FROM alpine", #"ENV a=b\ c d="e f" g='h "i'"#)
        #expect(file.value("stages", "0", "instructions", "0", "pairs") == #"{g: "h "i", d: "e f", a: "b c"}"#)
    }

    @Test func repeatedFlagsAreKept() throws {
        let file = try file(
            "FROM alpine", "RUN --mount=type=ssh --mount=type=tmpfs make",
            "COPY --exclude=a --chmod=644 --exclude=b . /")
        #expect(file.value("stages", "0", "instructions", "0", "flags") == #"{mount: ["type=ssh", "type=tmpfs"]}"#)
        #expect(file.value("stages", "0", "instructions", "1", "flags") == #"{exclude: ["a", "b"], chmod: "644"}"#)
    }

    @Test(arguments: [
        ("RUN <<EOF", "make\n"), ("RUN bash -e <<EOF", "make\n"), ("RUN /usr/bin/python3 <<EOF", "make\n"),
        ("RUN cat <<EOF >/x", "  # why\nmake\n"), ("COPY <<EOF /x", "  # why\nmake\n"),
        ("RUN node <<EOF", "  # why\nmake\n"),
    ])
    func commentsOfAScriptAreLeftOut(_ line: String, _ expected: String) throws {
        let file = try file("FROM alpine", line, "  # why", "make", "EOF")
        #expect(file.value("stages", "0", "instructions", "0", "heredocs") == "[\"\(expected)\"]")
    }
}
