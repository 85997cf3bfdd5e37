import ResourceDocuments
package import SourceText

/// E62xx: providers' schemas that are imported.
extension Diagnostic {
    static func notAProviderSchema(_ form: String, wanted key: String, of document: Document) -> Self {
        let root = document.root
        let isOpenAPI = root["definitions"] != nil || root["components"]?["schemas"] != nil || root["$defs"] != nil
        let hint =
            switch (root["typeName"]?.string, isOpenAPI) {
            case (.some, _) where key == "properties":
                "the file may be cut short: a registry schema says its type's properties under 'properties'"
            case (.some, _): "it is a schema of CloudFormation: 'norma schema import cloudformation'"
            case (nil, true): "if it is the OpenAPI document of Kubernetes: 'norma schema import kubernetes'"
            case (nil, false): "name the file that the provider publishes, as it is"
            }
        return Diagnostic(
            .notAProviderSchema, at: SourcePlace(document.source, .empty(at: 0)),
            "'\(document.source.name)' is no \(form)\(root[key] == nil ? ": it has no '\(key)'" : "")", hint: hint)
    }

    static func unresolvedSchemaReference(_ reference: String, in document: Document) -> Self {
        let source = document.source
        let written = Array(JSONText.quoted(reference).utf8)
        // The first that is written so: all of its kind lead nowhere.
        let start = source.text.firstRange(of: written)?.lowerBound
        return Diagnostic(
            .unresolvedSchemaReference,
            at: SourcePlace(source, start.map { SourceSpan($0, $0 + written.count) } ?? .empty(at: 0)),
            "'\(reference)' leads to nothing in '\(document.source.name)'; its properties are left open",
            hint: "import the document that holds all definitions")
    }
}

extension DiagnosticKind {
    package static let allSchemaImportKinds: [DiagnosticKind] = [notAProviderSchema, unresolvedSchemaReference]

    static let notAProviderSchema = DiagnosticKind(
        "E6201", "a file is no schema of that provider",
        "norma schema import reads what a provider publishes: of CloudFormation a registry schema with its typeName, of "
            + "Kubernetes an OpenAPI document with its definitions. The examples are read as CloudFormation's.",
        .providerSchema,
        wrong: #"{"properties": {"BucketName": {"type": "string"}}}"#,
        right: #"{"typeName": "AWS::S3::Bucket", "properties": {"BucketName": {"type": "string"}}}"#)

    static let unresolvedSchemaReference = DiagnosticKind(
        "W6202", "a reference of a provider's schema leads nowhere",
        "A $ref is followed inside the document alone. Where it leads nowhere nothing is known of the property, so that a "
            + "misspelt name below it is not found. The examples are read as CloudFormation's.",
        .providerSchema,
        wrong: ##"{"typeName": "AWS::S3::Bucket", "properties": {"Tags": {"$ref": "#/definitions/Tags"}}}"##,
        right: ##"""
            {
              "typeName": "AWS::S3::Bucket",
              "properties": {"Tags": {"$ref": "#/definitions/Tags"}},
              "definitions": {"Tags": {"type": "array"}}
            }
            """##)
}
