import ResourceDocuments
import SourceText

/// What the name that a cloud gives a resource says of where it belongs: the account, the region, the group.
///
/// | form | account | region | group |
/// |---|---|---|---|
/// | `arn:PARTITION:SERVICE:REGION:ACCOUNT:…` | ACCOUNT | REGION | |
/// | `crn:v1:…:LOCATION:a/ACCOUNT:…` | ACCOUNT | LOCATION, of a zone its region | |
/// | `/subscriptions/ID/resourceGroups/NAME/…` | ID | | NAME |
/// | `//SERVICE.googleapis.com/projects/ID/…`, `projects/ID/…`, `https://…/projects/ID/…` | ID | `regions/…`, `zones/…`, `locations/…` | |
struct CloudIdentity {
    var account: String?
    var region: String?
    var group: String?

    /// Everything nil of a text in none of these forms.
    init(_ text: String) {
        if text.hasPrefix("arn:") {
            let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
            guard parts.count == 6 else { return }
            account = parts[4].isEmpty ? nil : String(parts[4])
            region = parts[3].isEmpty ? nil : String(parts[3])
        } else if let name = CloudResourceName(text) {
            account = name.account
            region = name.location.map(CloudZone.ibmRegion)
        } else if text.contains("/") {
            let parts = text.split(separator: "/").map(String.init)
            account = Self.part(after: ["subscriptions", "projects"], in: parts)
            group = Self.part(after: ["resourcegroups"], in: parts)
            region =
                Self.part(after: ["regions"], in: parts)
                ?? Self.part(after: ["locations", "zones"], in: parts).map(CloudZone.googleRegion)
        }
    }

    private static func part(after names: [String], in parts: [String]) -> String? {
        guard let index = parts.firstIndex(where: { names.contains($0.lowercased()) }), index + 1 < parts.count else {
            return nil
        }
        return parts[index + 1]
    }
}

/// The region that a zone is in.
enum CloudZone {
    /// `europe-west1-b` is a zone of `europe-west1`; what is no zone, `europe-west1` or `nam-eur-asia1`, stays.
    static func googleRegion(of zone: String) -> String {
        let parts = zone.split(separator: "-")
        return parts.count == 3 && parts[2].count == 1 ? parts.dropLast().joined(separator: "-") : zone
    }

    /// `eu-central-1a` is a zone of `eu-central-1`.
    static func amazonRegion(of zone: String) -> String {
        guard zone.last?.isLetter == true, zone.dropLast().last?.isNumber == true else { return zone }
        return String(zone.dropLast())
    }

    /// `us-south-1` is a zone of `us-south`.
    static func ibmRegion(of zone: String) -> String {
        guard let dash = zone.lastIndex(of: "-"), zone[dash...].dropFirst().allSatisfy(\.isNumber) else { return zone }
        return String(zone[..<dash])
    }
}

extension EnvelopeHead {
    /// Fills what is not known yet from the name that the cloud gave the resource.
    mutating func complete(from value: DocumentCursor?) {
        guard let text = PlacedText(value) else { return }
        let identity = CloudIdentity(text.text)
        account = account ?? identity.account.map { PlacedText($0, at: text.span) }
        region = region ?? identity.region.map { PlacedText($0, at: text.span) }
        group = group ?? identity.group.map { PlacedText($0, at: text.span) }
    }
}
