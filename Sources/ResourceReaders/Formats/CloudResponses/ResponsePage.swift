import ResourceDocuments

/// A provider's response that says that it goes on elsewhere: what is not on this page is not in the file.
///
/// Sources: "Pagination" of the AWS CLI (`NextToken`, and `IsTruncated` with a marker), `nextPageToken` of Google's list methods,
/// `nextLink` of Azure's REST interface, `next.href` of IBM Cloud's.
enum ResponsePage {
    private static let tokens = [
        "NextToken", "nextToken", "nextPageToken", "nextLink", "NextMarker", "NextContinuationToken",
    ]

    /// Warns where the response goes on.
    static func warn(of root: DocumentCursor, into writer: inout EnvelopeWriter) {
        let token = tokens.lazy.compactMap { root[$0] }.first { $0.string?.isEmpty == false }
        let next = root["next"].flatMap { $0.kind == .map ? $0["href"] : $0 }.flatMap {
            $0.string?.isEmpty == false ? $0 : nil
        }
        let flag = root["IsTruncated"].flatMap { $0.node.bool == true ? $0 : nil }
        if let mark = token ?? next ?? flag { writer.report(FormatDiagnostics.unfinished(mark)) }
    }
}
