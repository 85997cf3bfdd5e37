/// An address of Terraform in its words: `module.net["a.b"].aws_subnet.private[0].id` ("Resource Addressing" in its documentation).
struct TerraformAddress: Hashable, CustomStringConvertible {
    struct Word: Hashable, CustomStringConvertible {
        var name: String
        /// With its brackets, as the address writes it; empty without one.
        var index = ""

        var description: String { name + index }
    }

    var words: [Word]

    init(words: some Sequence<Word>) { self.words = Array(words) }

    /// Split at dots outside of brackets.
    init(_ text: String) {
        words = []
        var word = Word(name: "")
        var depth = 0
        var isQuoted = false
        var isEscaped = false
        for character in text {
            if depth > 0 {
                word.index.append(character)
                if isEscaped {
                    isEscaped = false
                } else if isQuoted {
                    isEscaped = character == "\\"
                    isQuoted = character != "\""
                } else if character == "\"" {
                    isQuoted = true
                } else if character == "[" {
                    depth += 1
                } else if character == "]" {
                    depth -= 1
                }
            } else if character == "[" {
                word.index.append(character)
                depth = 1
            } else if character == "." {
                words.append(word)
                word = Word(name: "")
            } else {
                word.name.append(character)
            }
        }
        words.append(word)
    }

    var description: String { words.map(\.description).joined(separator: ".") }

    /// The address that the configuration knows: without the indices of `count` and `for_each`.
    var withoutIndices: String { words.map(\.name).joined(separator: ".") }

    /// `aws_s3_bucket` of a resource's address.
    var type: String { words.dropLast().last?.name ?? "" }

    /// The modules that it leads through, `module.net["a"]`, and what follows.
    var modules: ArraySlice<Word> {
        var end = 0
        while end + 1 < words.count, words[end].name == "module" { end += 2 }
        return words[..<end]
    }

    /// Whether it is `other` or a part of it: `aws_subnet.a[0].id` of `aws_subnet.a[0]` and of `aws_subnet.a`.
    func isPart(of other: TerraformAddress) -> Bool {
        guard let last = other.words.last, other.words.count <= words.count,
            other.words.dropLast() == words[..<(other.words.count - 1)]
        else { return false }
        let word = words[other.words.count - 1]
        return word == last || word.name == last.name && last.index.isEmpty
    }
}
