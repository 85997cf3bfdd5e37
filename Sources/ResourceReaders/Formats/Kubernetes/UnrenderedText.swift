import ResourceDocuments
import SourceText

/// Texts of a chart's template that Helm has yet to render: what they will be is decided later, and no text of a manifest.
///
///     image: "{{ .Values.image }}:{{ .Chart.AppVersion }}"
///
/// Known by what only Helm gives ("Built-in Objects" and "Template Function List" of Helm's chart template guide): other tools write braces
/// for the cluster to keep, such as `{{ $labels.pod }}` of an alert.
struct UnrenderedText {
    /// Whether some text of the document may be one; most have no braces.
    private let mayStand: Bool

    /// O(text)
    init(_ document: Document) {
        let text = document.source.text
        mayStand = text.withUnsafeBufferPointer { bytes in
            bytes.indices.dropLast().contains { bytes[$0] == brace && bytes[$0 + 1] == brace }
        }
    }

    /// Writes such a text as undetermined; false of every other value.
    func write(_ value: DocumentCursor, into builder: inout DocumentBuilder) -> Bool {
        guard mayStand, let text = value.string, Self.isUnrendered(text) else { return false }
        builder.undetermined(text, at: value.span)
        return true
    }

    static func isUnrendered(_ text: String) -> Bool {
        text.matches(of: #/\{\{([^{}]*)\}\}/#).contains { action in
            action.1.contains(
                #/(?:^|[^A-Za-z0-9_$.)])\$?\.(?:Values|Release|Chart|Capabilities|Template|Files|Subcharts)(?![A-Za-z0-9_])/#
            )
                || action.1.contains(#/(?:^|[^A-Za-z0-9_$.])(?:include|tpl|toYaml|fromYaml|required|lookup)\s/#)
        }
    }
}

private let brace = UInt8(ascii: "{")
