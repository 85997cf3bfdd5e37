import ResourceDocuments
package import SourceText

/// Faults of documents in other people's formats: E2220 to W2247.
package enum FormatDiagnostics {
    static let allFormatKinds: [DiagnosticKind] =
        [
            ambiguousFormat, otherFormat, faultyResource, unknownInstruction, noStage, mappingField, mappingMissing,
            mappingShape, malformedINI, malformedTOML, unreadFormat, noResources, unfinishedResponse, unreadList,
            namelessObject, partialPlan, openHeredoc, repeatedKey, resourcesElsewhere,
        ] + TemplateDiagnostics.allTemplateKinds

    static let ambiguousFormat = DiagnosticKind(
        "E2220", "a document could be of two formats",
        "A document is read by what it holds: a template, a plan, a manifest. Where it looks like two of them, nothing is guessed; "
            + "--reader says which it is.",
        .inventory,
        wrong:
            #"{"AWSTemplateFormatVersion": "2010-09-09", "format_version": "1.2", "planned_values": {}, "Resources": {}}"#,
        right: #"{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}"#)

    static let otherFormat = DiagnosticKind(
        "E2221", "a document is not of the format that --reader names",
        "--reader NAME says what every document of the inventory is. One of another format would give no resources, and so "
            + "look like one without faults. The examples are read with --reader cloudformation.",
        .template,
        wrong: #"{"kind": "internet-svcs.zone", "id": "1", "properties": {}}"#,
        right: #"{"Resources": {"Logs": {"Type": "AWS::S3::Bucket"}}}"#)

    static let faultyResource = DiagnosticKind(
        "E2222", "a resource of a template, plan or manifest lacks what tells which it is",
        "In each format a resource names its kind: Type in a template, kind in a manifest, type in a plan or a state. One that "
            + "does not, or that has another shape, cannot be judged; it is left out, and the run is not complete.",
        .inventory,
        wrong: #"{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Logs": {"Properties": {}}}}"#,
        right: #"{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Logs": {"Type": "AWS::S3::Bucket"}}}"#)

    static let unknownInstruction = DiagnosticKind(
        "E2223", "a Dockerfile has an instruction that there is none of",
        "A line of a Dockerfile begins with one of its instructions.",
        .dockerfile, wrong: "FROM alpine:3.22\nRUNN apk add curl\n", right: "FROM alpine:3.22\nRUN apk add curl\n")

    static let noStage = DiagnosticKind(
        "E2224", "a Dockerfile has no FROM",
        "A Dockerfile begins with FROM and an image: without it there is no image to judge. Only ARG may stand before the first.",
        .dockerfile, wrong: "RUN apk add curl\n", right: "FROM alpine:3.22\nRUN apk add curl\n")

    /// Of a mapping.
    static let mapping = RecordFaults(
        unknownField: mappingField, missingField: mappingMissing, wrongShape: mappingShape)

    static let mappingField = DiagnosticKind(
        "E2225", "a mapping has an unknown field",
        "A mapping says where the resources of a document stand, and where each of them has its id, name and so on. A "
            + "misspelt field would be left out of every resource.",
        .mapping,
        wrong: "kind: compose.service\nitem: services[*]\nid: \"@key\"\n",
        right: "kind: compose.service\nitems: services[*]\nid: \"@key\"\n")

    static let mappingMissing = DiagnosticKind(
        "E2226", "a mapping has no kind or no id",
        "A resource has a kind, which the mapping gives, and an id: a path within the item, '@key', '@index' or '@file'.",
        .mapping,
        wrong: "kind: compose.service\nitems: services[*]\n",
        right: "kind: compose.service\nitems: services[*]\nid: \"@key\"\n")

    static let mappingShape = DiagnosticKind(
        "E2227", "a field of a mapping has another shape",
        "Every field is text; a path is names with dots, '[0]', '[*]' and '[\"a name\"]'.",
        .mapping,
        wrong: "kind: compose.service\nitems: services[\nid: \"@key\"\n",
        right: "kind: compose.service\nitems: services[*]\nid: \"@key\"\n")

    static let malformedINI = DiagnosticKind(
        "E2228", "a line is no INI",
        "A line of an INI file is a section, a key with '=' or ':' and its value, or a comment behind ';' or '#'; a line that "
            + "goes on a value is indented.",
        .ini, wrong: "[server]\nport\n", right: "[server]\nport = 22\n")

    static let malformedTOML = DiagnosticKind(
        "E2229", "the text is no TOML",
        "The file is read as TOML 1.0.0, strictly: text stands in quotes, a key and a table are defined once.",
        .toml, wrong: "[server]\nport = twenty\n", right: "[server]\nport = 20\n")

    static let unreadFormat = DiagnosticKind(
        "E2230", "a document is nearly one that can be read",
        "It belongs to a tool, and yet no reader takes it: a template without resources, a manifest without its apiVersion, the "
            + "source or the log of a plan where the plan is due. Read as anything else it would hold no resources, and so no faults.",
        .inventory,
        wrong: #"{"AWSTemplateFormatVersion": "2010-09-09", "resources": {"Logs": {"Type": "AWS::S3::Bucket"}}}"#,
        right: #"{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Logs": {"Type": "AWS::S3::Bucket"}}}"#)

    static let noResources = DiagnosticKind(
        "W2239", "a document holds no resources",
        "An empty list, an empty state, a plan that leaves nothing: there is nothing to judge in it, which is not the same as nothing "
            + "being wrong. Keys such as 'services' are many tools' own, so an empty list may also be of another tool.",
        .inventory,
        wrong: #"{"SecurityGroups": []}"#, right: #"{"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": []}]}"#)
}

extension FormatDiagnostics {
    static let unfinishedResponse = DiagnosticKind(
        "W2241", "a response goes on elsewhere",
        "A page of a longer list names the next one. What is on the other pages is judged only where they are in the inventory too, "
            + "and a rule that asks whether something is nowhere cannot know.",
        .inventory,
        wrong: #"{"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": []}], "NextToken": "abc"}"#,
        right: #"{"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": []}]}"#)

    static let unreadList = DiagnosticKind(
        "W2242", "a response holds a list that nobody reads",
        "Beside the resources that a response is read for stands another list of maps. No reader knows what it lists, so nothing of it is "
            + "judged; what could not be fetched ('failures') is listed so, too.",
        .inventory,
        wrong: #"{"Vpcs": [{"VpcId": "vpc-1"}], "Widgets": [{"WidgetId": "w-1"}]}"#,
        right: #"{"Vpcs": [{"VpcId": "vpc-1"}], "Subnets": [{"SubnetId": "subnet-1"}]}"#)

    static let namelessObject = DiagnosticKind(
        "W2243", "an object of Kubernetes has no name",
        "A cluster takes an object with 'name' or 'generateName' in its metadata. One without is judged all the same, and is called by its "
            + "file and its position there, which changes with what stands before it.",
        .inventory,
        wrong: #"{"apiVersion": "v1", "kind": "Pod", "metadata": {}, "spec": {"containers": [{"name": "web"}]}}"#,
        right:
            #"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [{"name": "web"}]}}"#
    )

    static let partialPlan = DiagnosticKind(
        "W2244", "a plan may not say everything",
        "A plan that was made with -target holds what it was asked for. What is there is judged; that something is nowhere is not known.",
        .inventory,
        wrong: #"""
            {"format_version": "1.2", "complete": false, "resource_changes": [
              {"address": "a.b", "type": "a", "name": "b", "change": {"actions": ["create"], "after": {}}}]}
            """#,
        right: #"""
            {"format_version": "1.2", "complete": true, "resource_changes": [
              {"address": "a.b", "type": "a", "name": "b", "change": {"actions": ["create"], "after": {}}}]}
            """#)

    static let openHeredoc = DiagnosticKind(
        "E2245", "a heredoc of a Dockerfile does not end",
        "A heredoc goes on to the line that is the word of its marker and nothing else. Without it everything up to the end of the file "
            + "would be its text, and no instruction behind it would be judged.",
        .dockerfile, wrong: "FROM alpine:3.22\nRUN <<EOF\napk add curl\nUSER app\n",
        right: "FROM alpine:3.22\nRUN <<EOF\napk add curl\nEOF\nUSER app\n")

    static let repeatedKey = DiagnosticKind(
        "E2246", "a key occurs twice in a document that is taken apart",
        "Of two members of one name some programs take the first and most the last, so that what is judged and what is deployed would be two "
            + "things. A template, a plan, a manifest or a response that says a key twice is not read; in YAML it is E2120.",
        .inventory,
        wrong: #"""
            {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {
              "Data": {"Type": "AWS::EC2::Volume", "Properties": {"Encrypted": true}, "Properties": {"Encrypted": false}}}}
            """#,
        right: #"""
            {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {
              "Data": {"Type": "AWS::EC2::Volume", "Properties": {"Encrypted": true}}}}
            """#)

    static let resourcesElsewhere = DiagnosticKind(
        "W2247", "a template brings resources that it does not hold",
        "A nested stack, an application and a module have templates of their own, and a macro makes of the template what it likes. What comes of them "
            + "is judged only where it is in the inventory too, and a rule that asks whether something is nowhere cannot know.",
        .inventory,
        wrong: #"""
            {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {
              "Net": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "./net.yaml"}}}}
            """#,
        right: #"""
            {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {
              "Net": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}}}
            """#)

    static func elsewhere(_ subject: String, _ mark: DocumentCursor) -> Diagnostic {
        Diagnostic(
            resourcesElsewhere, severity: .warning, at: start(of: mark),
            "\(subject) brings resources that do not stand in this template",
            hint:
                "add their template to the inventory, or what 'aws cloudformation get-template --template-stage Processed' gives"
        )
    }

    /// Kinds of warnings that say that a document is a part of what there is.
    package static let kindsOfParts = [unfinishedResponse, partialPlan, resourcesElsewhere]

    /// nil of an instruction whose heredocs end.
    static func openHeredoc(_ line: DockerfileLine, in file: SourceFile) -> Diagnostic? {
        line.heredocs.lazy.compactMap(\.missingEnd).first.map { word in
            Diagnostic(
                openHeredoc, at: SourcePlace(file, line.wordSpan), "the heredoc '<<\(word)' does not end",
                hint: "write '\(word)' on a line of its own behind its text")
        }
    }

    static func nameless(_ kind: String, id: String, _ object: DocumentCursor) -> Diagnostic {
        Diagnostic(
            namelessObject, severity: .warning, at: start(of: object["metadata"] ?? object),
            "the \(kind) has no name, and is called '\(id)'", hint: "write 'metadata: {name: NAME}'")
    }

    static func partial(_ mark: DocumentCursor) -> Diagnostic {
        Diagnostic(
            partialPlan, severity: .warning, at: mark.place, "the plan is not complete: it was made of a part alone",
            hint: "plan without -target and -exclude to have everything judged")
    }

    static func otherVersion(_ version: DocumentCursor) -> Diagnostic {
        Diagnostic(
            unreadFormat, at: version.place,
            "version \(version.string ?? version.node.numberText ?? "?") of the format is not read: what it says may stand elsewhere than in 1.x",
            hint: "make the file with Terraform 1.x or OpenTofu 1.x")
    }

    static func unreadLists(_ keys: [String], first: DocumentCursor) -> Diagnostic {
        let names = keys.map { "'\($0)'" }.joined(separator: ", ")
        return Diagnostic(
            unreadList, severity: .warning, at: start(of: first),
            "\(names) of the response \(keys.count == 1 ? "is" : "are") read by nobody",
            hint:
                "if it lists resources, read them with '--kind KIND --select \(keys.first ?? "")' in a scan of their own"
        )
    }

    static func unfinished(_ mark: DocumentCursor) -> Diagnostic {
        Diagnostic(
            unfinishedResponse, severity: .warning, at: start(of: mark), "this is one page of a longer response",
            hint: "add the other pages to the inventory, or let the provider's command fetch all of them")
    }

    static func noResources(_ document: DocumentCursor, by format: any ResourceFormat) -> Diagnostic {
        let empty = document.members.filter { $0.value.kind == .list && $0.value.elements.isEmpty }
        let lists = empty.prefix(3).map { "'\($0.key)'" }.joined(separator: ", ")
        return Diagnostic(
            noResources, severity: .note, at: empty.first?.value.place ?? start(of: document),
            "'\(document.document.source.name)' gives no resources: it is read as \(format.title)"
                + (lists.isEmpty ? "" : ", and \(lists) \(empty.count == 1 ? "is" : "are") empty"),
            hint: "nothing of it is judged; if it is something else, say so with --reader or --kind")
    }

    static func ambiguous(_ formats: [any ResourceFormat], _ document: DocumentCursor) -> Diagnostic {
        let titles = formats.map(\.title).joined(separator: " or ")
        let names = formats.map { "'--reader \($0.name)'" }.joined(separator: " or ")
        return Diagnostic(
            ambiguousFormat, at: start(of: document), "the document could be \(titles)", hint: "say which with \(names)"
        )
    }

    static func other(than format: any ResourceFormat, _ document: DocumentCursor) -> Diagnostic {
        let others = ResourceFormats.all.filter { $0.recognises(document.node) }
        return Diagnostic(
            otherFormat, at: start(of: document), "the document is not \(format.title)",
            hint: others.first.map { "it looks like \($0.title): '--reader \($0.name)'" }
                ?? "leave --reader out to have each document read by what it holds")
    }

    /// `what`: what is wrong with it, such as `has no 'Type'`.
    static func faulty(_ subject: String, _ what: String, at value: DocumentCursor, hint: String) -> Diagnostic {
        Diagnostic(faultyResource, at: start(of: value), "\(subject) \(what)", hint: hint)
    }

    /// Of `Fn::ForEach` in a template.
    static func openLoop(_ loop: DocumentCursor) -> Diagnostic {
        faulty(
            "the loop", "cannot be expanded: the template does not decide what it goes over", at: loop,
            hint:
                "write [VARIABLE, [VALUE, ...], {KEY: ...}], or give the processed template of 'aws cloudformation get-template'"
        )
    }

    /// The first line of a value, rather than all of it.
    static func start(of value: DocumentCursor) -> SourcePlace? {
        guard let place = value.place else { return nil }
        let line = place.file.span(ofLine: place.file.line(at: place.span.start))
        return SourcePlace(
            place.file, SourceSpan(place.span.start, max(place.span.start, min(place.span.end, line.end))))
    }

    static func unread(_ message: String, at place: SourcePlace?, hint: String) -> Diagnostic {
        Diagnostic(unreadFormat, at: place, message, hint: hint)
    }

    static func unknownInstruction(_ line: DockerfileLine, in file: SourceFile) -> Diagnostic {
        let nearest = Spelling.nearest(to: line.word, among: DockerfileInstruction.words)
        return Diagnostic(
            unknownInstruction, at: SourcePlace(file, line.wordSpan), "there is no instruction '\(line.word)'",
            hint: nearest.map { "did you mean '\($0)'?" } ?? "a line that goes on ends with a backslash",
            replacement: nearest)
    }

    static func noStage(in file: SourceFile, _ first: DockerfileLine) -> Diagnostic {
        Diagnostic(
            noStage, at: SourcePlace(file, first.wordSpan), "the Dockerfile has no 'FROM'",
            hint: "begin with the image that it builds on, such as 'FROM alpine:3.22'")
    }

    static func earlyInstruction(_ line: DockerfileLine, in file: SourceFile) -> Diagnostic {
        Diagnostic(
            noStage, at: SourcePlace(file, line.wordSpan), "'\(line.word)' stands before the first 'FROM'",
            hint: "put it behind one; only 'ARG' may stand before")
    }

    static func noImage(_ line: DockerfileLine, in file: SourceFile) -> Diagnostic {
        Diagnostic(
            noStage, at: SourcePlace(file, line.wordSpan), "the 'FROM' names no image",
            hint: "write the image that the stage builds on, such as 'FROM alpine:3.22'")
    }

    static func notAMapping(_ value: PlacedNode) -> Diagnostic {
        Diagnostic(
            mappingShape, at: value.place,
            "a mapping is a map with 'kind' and 'id', or a list of such maps, and here stands \(value.kindName)",
            hint: "write 'kind: KIND', 'items: PATH' and 'id: PATH', a line each")
    }

    static func emptyMapping(_ file: SourceFile) -> Diagnostic {
        Diagnostic(
            mappingMissing, at: SourcePlace(file, .empty(at: 0)), "the mapping '\(file.name)' is empty",
            hint: "write 'kind: KIND', 'items: PATH' and 'id: PATH', a line each")
    }

    static func unknownWord(_ word: String, among words: [String], at place: SourcePlace?) -> Diagnostic {
        let nearest = Spelling.nearest(to: word, among: words)
        return Diagnostic(
            mappingShape, at: place, "'\(word)' stands for nothing",
            hint: nearest.map { "did you mean '\($0)'?" }
                ?? "write \(words.joined(separator: ", ")), or a path; a key with an '@' in front is '[\"\(word)\"]'",
            replacement: nearest.map { "\"\($0)\"" })
    }

    static func badPath(_ path: String, _ problem: String, at place: SourcePlace?) -> Diagnostic {
        Diagnostic(
            mappingShape, at: place, "'\(path)' is no path: \(problem)", hint: "write a path such as 'services[*]'")
    }

    static func noID(of item: PlacedNode, kind: String) -> Diagnostic {
        let start = item.place.map { SourcePlace($0.file, .empty(at: $0.span.start)) }
        return Diagnostic(
            InventoryDiagnostics.missingIdentity, at: start, "the \(kind) has no id",
            hint: "the mapping's 'id' must lead to text")
    }

    static func badINILine(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            malformedINI, at: place, "the line is no section and has no '='",
            hint: "write 'key = value', or indent a line that goes on a value")
    }

    static func badTOML(_ problem: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(malformedTOML, at: place, problem, hint: "mend it, or name the file by what it is")
    }
}
