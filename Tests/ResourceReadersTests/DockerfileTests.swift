import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

@Suite struct DockerfileTests {
    private let file: Resource

    init() throws {
        let reading = try Fixture("docker/Dockerfile").read()
        #expect(reading.diagnostics.isEmpty)
        file = try reading.resource("docker/Dockerfile")
    }

    @Test func aFileIsOneResource() {
        #expect(file.kind == "docker.file")
        #expect(file.name == "Dockerfile")
    }

    /// An argument with a default is resolved; one without is known when the image is built.
    @Test func everyFromIsAStage() {
        #expect(file.propertiesNode["stages"]?.count == 2)
        #expect(file.value("stages", "0", "image") == "\"golang:1.24\"")
        #expect(file.value("stages", "0", "name") == "\"build\"")
        #expect(file.value("stages", "0", "platform") == "?$BUILDPLATFORM")
        #expect(file.value("stages", "1", "image") == "?${REGISTRY}/base:2")
        #expect(file.value("arguments") == #"{GO: "1.24", REGISTRY: null}"#)
    }

    @Test func theLastUserCounts() {
        #expect(file.value("stages", "0", "user") == "-")
        #expect(file.value("stages", "1", "user") == "\"10001:10001\"")
    }

    @Test func linesAreContinuedAndCommentsLeftOut() {
        let run = #""go env -w GOPROXY=https://proxy.example.com &&     go build -o /bin/shop ./cmd/shop""#
        #expect(file.value("stages", "0", "instructions", "2", "value") == run)
        #expect(
            file.value("stages", "0", "instructions", "2", "flags") == #"{mount: ["type=cache,target=/root/.cache"]}"#)
        #expect(file.value("stages", "0", "instructions", "3", "heredocs") == "[\"set -e\napk add curl\n\"]")
    }

    @Test func formsAreToldApart() {
        #expect(file.value("stages", "1", "instructions", "0", "pairs") == #"{MODE: "production mode", PORT: "8080"}"#)
        #expect(
            file.value("stages", "1", "instructions", "2", "arguments")
                == #"["https://example.com/tool.tar.gz", "/opt/"]"#)
        #expect(file.value("stages", "1", "instructions", "3", "flags", "from") == "\"build\"")
        #expect(file.value("stages", "1", "instructions", "7", "arguments") == #"["/bin/shop", "serve"]"#)
        #expect(file.value("stages", "1", "instructions", "7", "form") == "\"exec\"")
    }

    @Test func placesAreThoseOfTheLines() {
        #expect(file.place("stages", "0", "image") == "4:6")
        #expect(file.place("stages", "0", "instructions", "2") == "7:1")
        #expect(file.place("stages", "1", "user") == "22:6")
        #expect(file.place("stages", "0", "instructions", "3", "heredocs", "0") == "12:1")
    }

    @Test(arguments: ["Dockerfile", "Dockerfile.web", "web.dockerfile", "a/b/web.Dockerfile", "Containerfile"])
    func namesTellADockerfile(_ name: String) {
        #expect(read("FROM alpine\n", name: name).resources.map(\.kind) == ["docker.file"])
    }

    @Test func theBacktickMayEscape() throws {
        let text = "# escape=`\nFROM windows\nRUN dir `\n  C:\\\nUSER app\n"
        let file = try read(text, name: "Dockerfile").resource("Dockerfile")
        #expect(file.value("stages", "0", "instructions", "0", "value") == "\"dir   C:\\\"")
        #expect(file.value("stages", "0", "user") == "\"app\"")
    }

    @Test func faultsAreFound() {
        #expect(places(read("FROM a\nRUNN b\n", name: "Dockerfile").diagnostics) == ["Dockerfile:2:1 E2223"])
        #expect(places(read("RUN b\n", name: "Dockerfile").diagnostics) == ["Dockerfile:1:1 E2224"])
        #expect(places(read("# nothing\n", name: "Dockerfile").diagnostics) == ["Dockerfile:1:1 E2205"])
    }

    @Test func aHeredocEndsOrIsAnError() {
        let open = "FROM a\nRUN <<EOF\necho\nUSER app\n"
        #expect(places(read(open, name: "Dockerfile", reader: "dockerfile").diagnostics) == ["Dockerfile:2:1 E2245"])
        // A shift is no heredoc.
        let shift = "FROM a\nRUN echo $((1<<N))\nUSER app\n"
        #expect(read(shift, name: "Dockerfile", reader: "dockerfile").diagnostics.isEmpty)
    }
}
