import ResourceDocuments
import SourceText

/// The section `Globals` of a SAM template: what all resources of a type share.
///
/// A resource's own value wins; maps are merged, and lists follow on the shared ones ("Globals section" in the SAM
/// developer guide).
enum SAMGlobals {
    /// The sections that there are, each a type behind `AWS::Serverless::`.
    private static let sections = [
        "Api", "CapacityProvider", "Function", "GraphQLApi", "HttpApi", "LayerVersion", "SimpleTable", "StateMachine",
        "WebSocketApi",
    ]

    /// Sections that are none: what they say is shared by nothing.
    static func misspeltSections(of globals: DocumentCursor?) -> [Diagnostic] {
        (globals?.members ?? []).filter { !sections.contains($0.key) }.map { key, value in
            let nearest = Spelling.nearest(to: key, among: sections)
            return FormatDiagnostics.faulty(
                "'Globals'", "have no section '\(key)'", at: value,
                hint: nearest.map { "did you mean '\($0)'?" } ?? "the sections are \(sections.joined(separator: ", "))")
        }
    }

    /// Writes the members of `properties` into the map that is open, with those of `shared` under them.
    static func write(_ properties: DocumentCursor?, over shared: DocumentCursor?, into builder: inout DocumentBuilder)
    {
        let members = properties?.members ?? []
        for (key, value) in members {
            builder.key(key, at: value.keySpan)
            guard let common = shared?[key], value.kind == common.kind, !TemplateFunctions.isFunction(value.node) else {
                builder.copy(value)
                continue
            }
            switch value.kind {
            case .map:
                builder.beginMap()
                write(value, over: common, into: &builder)
                builder.endMap(at: value.span)
            case .list:
                builder.beginList()
                for element in common.elements + value.elements { builder.copy(element) }
                builder.endList(at: value.span)
            case .null, .boolean, .number, .string, .undetermined: builder.copy(value)
            }
        }
        let own = Set(members.map(\.key))
        for (key, value) in shared?.members ?? [] where !own.contains(key) {
            builder.key(key, at: value.keySpan)
            builder.copy(value)
        }
    }
}
