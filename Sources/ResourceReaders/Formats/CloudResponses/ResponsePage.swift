import ResourceDocuments

/// What a provider's response says that it does not hold, or holds in vain.
///
/// Sources: "Pagination" of the AWS CLI (`NextToken`, and `IsTruncated` with a marker), `nextPageToken` of Google's list methods,
/// `nextLink` of Azure's REST interface, `skip_token` of `az graph query` and `$skipToken` of its interface, `next.href` of IBM Cloud's.
enum ResponsePage {
    private static let tokens = [
        "NextToken", "nextToken", "nextPageToken", "nextLink", "NextMarker", "NextContinuationToken", "skip_token",
        "$skipToken",
    ]

    /// Warns where the response goes on: what is not on this page is not in the file.
    static func warn(of root: DocumentCursor, into writer: inout EnvelopeWriter) {
        let token = tokens.lazy.compactMap { root[$0] }.first { $0.string?.isEmpty == false }
        let next = root["next"].flatMap { $0.kind == .map ? $0["href"] : $0 }.flatMap {
            $0.string?.isEmpty == false ? $0 : nil
        }
        let flag = root["IsTruncated"].flatMap { $0.node.bool == true ? $0 : nil }
        if let mark = token ?? next ?? flag { writer.report(FormatDiagnostics.unfinished(mark)) }
    }

    /// Lists of maps that say something of what is read and are no resources.
    private static let companions: Set<String> = ["tags", "Tags", "TagList", "facets", "errors", "messages"]

    /// Warns of lists of maps that stand beside what is read and that nobody reads.
    static func warnOfUnread(of root: DocumentCursor, except read: Set<String>, into writer: inout EnvelopeWriter) {
        let unread = root.members.filter { key, value in
            !read.contains(key) && !companions.contains(key) && value.kind == .list
                && value.elements.first?.kind == .map
        }
        if let first = unread.first {
            writer.report(FormatDiagnostics.unreadLists(unread.map(\.key), first: first.value))
        }
    }
}
