import Compliance
import ResourceDocuments
import ResourceReaders
import SourceText
import TestSupport

/// Zones that change from day to day in every way that a second scan has to see: what they say, how and where they are written,
/// what is asked of them, and everything around them that some rule looks at.
struct RescanWorld: RecordedWorld {
    struct Zone: Hashable {
        var id: String
        var tls: String? = "1.2"
        /// As it is written.
        var size = "3"
        var tier = "gold"
        var secret = "k1"
        /// Before the first day.
        var ageInDays = 10
        var owner = "ann"
        var labels = ["a", "b"]
        var writesNull = false
        var note = 0
        /// Between two members.
        var space = " "
    }

    /// A line each, in their order.
    var lines: [Zone] = []
    /// In one YAML file, in their order.
    var listed: [Zone] = []
    var linesFile = "zones.ndjson"
    var listComment = ""
    /// Lines in front of the list.
    var listMargin = 0
    var owners = ["ann", "bob"]
    var accountName = "Production"

    var allowed = ["1.2", "1.3"]
    /// Said by the profile, not the attachment.
    var isAllowedByProfile = false
    var largest = 5
    /// Lines in front of the rules.
    var rulesMargin = 0
    var attachmentMargin = 0
    var hidesSecrets = false
    var isSizeANumber = false
    var switchesOff = false
    var attachmentName = "daily"
    /// The name of a zone that is not in scope.
    var excluded: String?
    var masked: Set<String> = []
    var engine = "1"

    // MARK: Texts

    private var rulesText: String {
        String(repeating: "# moved\n", count: rulesMargin) + """
            define is_small(x) = x is at most \(largest)
            define is_young(x) = x is not older than days(14)
            define is_owned(o) = some owner in resources of z.owner satisfies owner.name is o
            rule tls {
              severity high
              for z.zone
              param allowed: string_list = ["1.0"]
              require tls is one of allowed else "tls is {tls}"
            }
            rule size { for z.zone require is_small(size) if missing fail }
            rule young { for z.zone require is_young(created) else "it dates from {created}" }
            rule told { for z.zone require note is at most 2 else "looked at on {as_of}" }
            rule owner { for z.zone require is_owned(owner) else "{owner} is unknown" }
            rule crowd { for z.zone require count(resources of z.owner) is at most 2 }
            rule first_label { for z.zone require first(keys(labels)) is "a" }
            rule filed { for z.zone require @source ends with "s.ndjson" }
            rule gold { for z.zone where tier is "gold" require size is at most 3 }
            rule key { for z.zone require secret matches /^k/ else "the secret is {secret}" }
            rule named { for account require name is "Production" }

            """
    }

    private static let rules = [
        "tls", "size", "young", "told", "owner", "crowd", "first_label", "filed", "gold", "key", "named",
    ]

    private var schema: String {
        """
        {"additionalProperties": true, "properties": {
          "secret": {"type": "string"\(hidesSecrets ? #", "writeOnly": true"# : "")},
          "size": {\(isSizeANumber ? #""type": "number""# : "")}}}
        """
    }

    private var allowedValue: String { "[\(allowed.map { "\"\($0)\"" }.joined(separator: ", "))]" }

    private var profile: String {
        let controls = Self.rules.map { "{control_id: C-\($0)}" }.joined(separator: ", ")
        let value =
            "\ndefault_parameters: [{assessment_id: tls, parameter_name: allowed, parameter_default_value: \(allowedValue)}]"
        return "profile_name: P\nprofile_version: 1.0.0\ncontrols: [\(controls)]\(isAllowedByProfile ? value : "")\n"
    }

    private var attachment: String {
        String(repeating: "# moved\n", count: attachmentMargin) + """
            name: \(attachmentName)
            profile_id: P
            inline_masks: honoured
            scope: [{scope_type: account, scope_id: a\(excluded.map { ", exclusions: [{names: [\($0)]}]" } ?? "")}]

            """
            + (isAllowedByProfile
                ? ""
                : "attachment_parameters: [{assessment_id: tls, parameter_name: allowed, parameter_value: \(allowedValue)}]\n")
            + (switchesOff ? "switched_off_controls: [{control: C-size, reason: later}]\n" : "")
    }

    private func properties(_ zone: Zone) -> String {
        let created = Instant(seconds: Self.start.seconds - Int64(zone.ageInDays) * 86_400)
        let members = [
            zone.tls.map { "\"tls\": \"\($0)\"" } ?? (zone.writesNull ? "\"tls\": null" : nil),
            "\"size\": \(zone.size)", "\"tier\": \"\(zone.tier)\"", "\"secret\": \"\(zone.secret)\"",
            "\"created\": \"\(created)\"", "\"owner\": \"\(zone.owner)\"",
            "\"labels\": {\(zone.labels.map { "\"\($0)\": 1" }.joined(separator: ", "))}", "\"note\": \(zone.note)",
        ].compactMap(\.self)
        return "{\(members.joined(separator: ",\(zone.space)"))}"
    }

    private func envelope(_ zone: Zone) -> String {
        #"{"kind": "z.zone", "id": "\#(zone.id)", "account": "a", "properties": \#(properties(zone))}"#
    }

    var files: [InventoryFile] {
        let owners = owners.enumerated().map { index, name in
            #"{"kind": "z.owner", "id": "o\#(index)", "account": "a", "properties": {"name": "\#(name)"}}"#
        }
        let listed = listed.map { "- \(envelope($0))\(listComment)\n" }.joined()
        return [
            .whole(
                SourceFile(
                    name: "inventory.yaml",
                    text: "kinds: [z.zone, z.owner]\naccounts: [{id: a, name: \(accountName)}]\n")),
            .lines(RescanLines(name: linesFile, text: Array(lines.map { envelope($0) + "\n" }.joined().utf8))),
            .whole(
                SourceFile(name: "listed.yaml", text: String(repeating: "# moved\n", count: listMargin) + listed)),
            .whole(SourceFile(name: "owners.json", text: "[\(owners.joined(separator: ",\n"))]")),
        ]
    }

    // MARK: A scan

    func plan(_ keys: KeyTable) throws -> ScanPlan {
        try Self.plan(
            rules: rulesText, schema: schema, of: "z.zone", library: Self.library(of: Self.rules), profile: profile,
            attachment: attachment, keys)
    }

    var masks: [Mask] {
        masked.sorted().map { zone in
            Mask(
                id: "m-\(zone)", target: .resource(.init(id: zone)), category: .waiver, justification: "known",
                author: "ann", validity: Validity(createdAt: Self.start))
        }
    }
}
