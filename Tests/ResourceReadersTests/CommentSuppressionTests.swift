import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// Whose a comment is that asks for a mask, and what is no comment.
@Suite struct CommentSuppressionTests {
    /// `id: rule, rule` of every resource that suppresses something.
    private func suppressions(_ reading: InventoryReading) -> [String] {
        reading.resources.filter { !$0.suppressions.isEmpty }.map { resource in
            "\(resource.id): " + resource.suppressions.map(\.rule).joined(separator: ", ")
        }
    }

    private func template(_ text: String) -> InventoryReading { read(text, name: "t.yaml") }

    @Test func textIsNoComment() {
        let reading = template(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data:
              note: "x # norma:mask quoted: no"
              script: |  # norma:mask header: yes
                # norma:mask script: no
                echo
              folded: >
                # norma:mask folded: no
            """)
        #expect(suppressions(reading) == ["settings: header"])
        #expect(reading.codes == [])
    }

    @Test func aCommentThatSpeaksOfTheFormAsksForNothing() {
        let reading = template(
            """
            # to silence it write '# norma:mask labelled: REASON'
            # see # norma:mask labelled: no
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            """)
        #expect(suppressions(reading) == [])
        #expect(reading.codes == [])
    }

    @Test func deeperLinesAreTheResources() {
        let reading = template(
            """
            Resources:
              A:
                Type: AWS::S3::Bucket
                Properties: {BucketName: a}
                # norma:mask behind: it is A's
                DependsOn: B
                # norma:mask last: it is A's too

              # norma:mask front: it is B's

              B:
                Type: AWS::S3::Bucket
              # norma:mask other: it is the template's own
            Outputs: {}
            """)
        #expect(suppressions(reading) == ["A: behind, last", "B: front", "t.yaml: other"])
        #expect(reading.codes == [])
    }

    @Test func aCommentInFrontOfTheListIsNobodys() {
        let reading = template(
            """
            # norma:mask top: whose is it?
            apiVersion: v1
            kind: List
            # norma:mask list: whose is it?
            items:
              - apiVersion: v1
                kind: ConfigMap
                metadata: {name: one}
            """)
        #expect(suppressions(reading) == [])
        #expect(places(reading.diagnostics) == ["t.yaml:1:1 W2215", "t.yaml:4:1 W2215"])
    }

    @Test func eachDocumentOfAStreamHasItsOwn() {
        let reading = template(
            """
            # norma:mask opening: in front of the first
            ---
            # norma:mask first: in the first
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: one}
            # norma:mask behind: in the first too
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: two}
            ...
            # norma:mask idle: behind all
            """)
        #expect(suppressions(reading) == ["one: opening, first, behind"])
        #expect(places(reading.diagnostics) == ["t.yaml:13:1 W2215"])
    }

    @Test func envelopesBeginWithAnyField() {
        let reading = read(
            """
            # norma:mask a: front
            - account: x
              properties: {}
              kind: t.a
              id: one
            # norma:mask b: front
            - kind: t.a  # norma:mask c: behind a value
              id: two
              properties:
                deep: 1
                # norma:mask d: within
              tags: [x]
              # norma:mask e: at the end
            """, name: "i.yaml")
        #expect(suppressions(reading) == ["one: a", "two: b, c, d, e"])
        #expect(reading.codes == [])
    }

    @Test func inBracketsDepthMeansNothing() {
        let reading = read(
            """
            [
              {kind: t.a, id: one, properties: {}},
                # norma:mask a: in front of the second
              {kind: t.a, id: two, properties: {
                x: 1  # norma:mask b: within
              }}
            ]
            """, name: "i.yaml")
        #expect(suppressions(reading) == ["two: a, b"])
    }

    @Test func aDockerfileIsOneResource() {
        let reading = read(
            """
            # norma:mask a: in front
            FROM scratch
            RUN apt-get update \\
              # norma:mask b: between two lines
              && true
            RUN <<EOF
            # norma:mask c: a script's own
            EOF
            RUN echo "# norma:mask d: text"
            # norma:mask e: behind
            """, name: "Dockerfile")
        #expect(suppressions(reading) == ["Dockerfile: a, b, e"])
    }

    private func mapped(_ text: String, name: String, by mapping: String) -> InventoryReading {
        let (read, diagnostics) = ResourceMapping.read(SourceFile(name: "m.yaml", text: mapping))
        #expect(diagnostics.isEmpty)
        var reader = InventoryReader(mapping: read)
        reader.read([SourceFile(name: name, text: text)])
        return reader.finish()
    }

    @Test func tablesOfTOML() {
        let reading = mapped(
            """
            # norma:mask a: in front of the first
            [server.web]
            port = 1  # norma:mask b: behind a value
            note = "# norma:mask no: text"
            long = \"\"\"
            # norma:mask no: text
            \"\"\"
            # norma:mask c: behind the table's values

            # norma:mask d: in front of the second
            [server.db]
            port = 2

            # norma:mask e: behind the last
            """, name: "s.toml", by: "kind: t.server\nitems: server[*]\nid: \"@key\"\n")
        #expect(suppressions(reading) == ["web: a, b, c", "db: d, e"], "\(reading.diagnostics)")
        #expect(reading.codes == [])
    }

    @Test func sectionsOfINI() {
        let reading = mapped(
            """
            [web]
            port = 1 # norma:mask no: text of the value
            ; norma:mask a: in the first
            text = one
              # norma:mask b: between two lines of a value
              two
            # norma:mask c: in front of the second
            [db]
            port = 2
            """, name: "s.ini", by: "kind: t.server\nitems: \"[*]\"\nid: \"@key\"\n")
        #expect(suppressions(reading) == ["web: a, b", "db: c"], "\(reading.diagnostics)")
        #expect(reading.codes == [])
    }

    /// The nearest has it: that it stands in, or directly in front of, and not the one around both.
    @Test func aResourceWithinAnother() {
        let reading = mapped(
            """
            # norma:mask a: the whole file's
            name: release
            jobs:
              # norma:mask b: the job's
              build:
                steps: [] # norma:mask c: the job's
            # norma:mask d: the whole file's
            """, name: "w.yaml",
            by: "- {kind: t.workflow, id: \"@file\"}\n- {kind: t.job, items: \"jobs[*]\", id: \"@key\"}\n")
        #expect(suppressions(reading) == ["w.yaml: a, d", "build: b, c"], "\(reading.diagnostics)")
    }

    @Test func namesAndReasons() {
        let reading = template(
            """
            ##  norma:mask a , b,c :  because: of this
            # norma:mask d
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: one}
            """)
        let found = reading.resources.flatMap(\.suppressions).map { "\($0.rule) \($0.reason ?? "-")" }
        #expect(found == ["a because: of this", "b because: of this", "c because: of this", "d -"])
    }

    @Test func ofJSONNothingIsAComment() {
        let reading = read(
            ##"[{"kind": "t.a", "id": "one", "properties": {"x": "# norma:mask a: text"}}]"##, name: "i.json")
        #expect(suppressions(reading) == [])
        #expect(reading.codes == [])
    }
}
