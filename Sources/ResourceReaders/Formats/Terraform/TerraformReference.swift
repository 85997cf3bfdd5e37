import ResourceDocuments

/// One thing that an expression refers to: `var.zone`, `module.net[0].subnet`, `aws_s3_bucket.logs["a"].id`, `each.key`.
struct TerraformReference: Hashable {
    typealias Word = TerraformAddress.Word

    enum Subject: Hashable {
        case variable(String)
        /// The word that names the call, with its index.
        case module(Word)
        /// The words of its address in its module, the last with its index.
        case resource([Word])
        case eachKey
        case eachValue
        case countIndex
        /// A local value, `path.root` and other things that a plan does not tell of.
        case other
    }

    let subject: Subject
    /// What is read of the subject: an attribute, an output.
    let rest: [Word]

    private init(_ address: TerraformAddress) {
        let words = address.words
        switch (words[0].name, words.count) {
        case ("var", 2...):
            self.init(.variable(words[1].name), words[1].index.isEmpty ? words.dropFirst(2) : words[1...])
        case ("module", 2...): self.init(.module(words[1]), words.dropFirst(2))
        case ("data", 3...): self.init(.resource(Array(words.prefix(3))), words.dropFirst(3))
        case ("each", 2...) where words[1].name == "key": self.init(.eachKey, words.dropFirst(2))
        case ("each", 2...) where words[1].name == "value": self.init(.eachValue, words.dropFirst(2))
        case ("count", 2): self.init(.countIndex, [])
        case ("local", _), ("path", _), ("self", _), ("terraform", _), ("ephemeral", _): self.init(.other, [])
        case (_, 2...): self.init(.resource(Array(words.prefix(2))), words.dropFirst(2))
        case (_, _): self.init(.other, [])
        }
    }

    private init(_ subject: Subject, _ rest: ArraySlice<Word>) {
        self.subject = subject
        self.rest = Array(rest)
    }

    /// Whether its value is another one for each instance of the block that it stands in.
    var isIteration: Bool {
        switch subject {
        case .eachKey, .eachValue, .countIndex: true
        case .variable, .module, .resource, .other: false
        }
    }

    /// What an expression refers to, each thing once. Terraform lists behind `aws_s3_bucket.a.id` what that is a part of, `aws_s3_bucket.a`.
    static func all(in expression: DocumentCursor?) -> [TerraformReference] {
        let addresses = (expression?["references"]?.elements ?? []).compactMap(\.string).map { TerraformAddress($0) }
        var found: [TerraformReference] = []
        for (index, address) in addresses.enumerated() {
            let isPartOfOther = addresses.enumerated().contains { other, longer in
                other != index && longer != address && longer.isPart(of: address)
            }
            let reference = TerraformReference(address)
            if !isPartOfOther, !found.contains(reference) { found.append(reference) }
        }
        return found
    }
}
