/// What an IBM Cloud resource name says of its resource.
///
///     crn:v1:bluemix:public:<service>:<location>:a/<account>:<instance>:<type>:<resource>
///
/// Any part behind `crn` may be empty. Source: "Cloud Resource Names" in the IBM Cloud documentation.
package struct CloudResourceName: Hashable, Sendable {
    package let service: String?
    package let location: String?
    /// Only of a scope that is an account; an organisation (`o/…`) or a space (`s/…`) is none.
    package let account: String?
    /// `security-group`; nil of a service's instance.
    package let type: String?

    /// nil where the text is not a CRN.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 9, omittingEmptySubsequences: false)
        guard parts.count == 10, parts[0] == "crn" else { return nil }
        func part(_ index: Int) -> String? { parts[index].isEmpty ? nil : String(parts[index]) }
        service = part(4)
        location = part(5)
        type = part(8)
        account = parts[6].hasPrefix("a/") && parts[6].count > 2 ? String(parts[6].dropFirst(2)) : nil
    }
}
