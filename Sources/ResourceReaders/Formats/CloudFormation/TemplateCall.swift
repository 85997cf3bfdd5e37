import ResourceDocuments

/// A call of an intrinsic function: a map whose only key is `Ref` or begins with `Fn::` ("Intrinsic function reference" of the
/// CloudFormation user guide).
struct TemplateCall {
    let function: String
    let argument: DocumentCursor

    /// nil of any other value.
    init?(_ value: DocumentCursor) {
        guard value.kind == .map, value.node.count == 1, let member = value.members.first,
            member.key == "Ref" || member.key.hasPrefix("Fn::"), !TemplateLoop.isLoop(member.key)
        else { return nil }
        function = member.key
        argument = member.value
    }

    /// Whether the value is `{"Ref": "AWS::NoValue"}`: nothing at all.
    var isNoValue: Bool { function == "Ref" && argument.string == "AWS::NoValue" }

    /// Whether it stands for another part of the template: a branch, or an element of a list that is written here.
    var isChoice: Bool {
        function == "Fn::If"
            || function == "Fn::Select" && argument.kind == .list && argument.elements.last?.kind == .list
    }

    /// `Fn::Transform` is another program's: what it is given stays as it is written.
    var isTransform: Bool { function == "Fn::Transform" }
}
