import ResourceDocuments
import SourceText

/// What a template brings and does not hold: resources of nested stacks, applications and modules, and what macros make of it.
///
/// Sources: "Embed stacks within other stacks using nested stacks", "Modules" and "Transform reference" in the CloudFormation user guide;
/// "AWS::Serverless::Application" in the SAM developer guide.
enum ResourcesElsewhere {
    /// Each with what a message calls it.
    static func marks(in root: DocumentCursor) -> [(subject: String, mark: DocumentCursor)] {
        let resources = (root["Resources"]?.members ?? []).compactMap { id, resource in
            mark(in: resource).map { (subject: "'\(id)'", mark: $0) }
        }
        let macros = TemplateNames.macros(of: root).map { macro in
            (subject: "the macro '\(macro.string ?? macro["Name"]?.string ?? "Fn::Transform")'", mark: macro)
        }
        return resources + macros
    }

    private static func mark(in resource: DocumentCursor) -> DocumentCursor? {
        guard resource.kind == .map, let type = resource["Type"], let name = type.string else { return nil }
        switch name {
        case "AWS::CloudFormation::Stack": return resource["Properties"]?["TemplateURL"] ?? type
        case "AWS::Serverless::Application": return resource["Properties"]?["Location"] ?? type
        default: return name.hasSuffix("::MODULE") ? type : nil
        }
    }
}
