/// The names of families in one column, each on a line of its own; a name may have line ends itself.
enum FamilyNames {
    static func text(_ names: [String]) -> String {
        names.map { name in
            name.unicodeScalars.reduce(into: "") { text, scalar in
                switch scalar {
                case "\\": text += "\\\\"
                case "\n": text += "\\n"
                default: text.unicodeScalars.append(scalar)
                }
            }
        }.joined(separator: "\n")
    }

    /// A backslash before anything else stands for itself, as older stores have it.
    static func names(in text: String) -> [String] {
        text.unicodeScalars.split(separator: "\n").map { line in
            var name = String.UnicodeScalarView()
            var rest = line
            while let scalar = rest.popFirst() {
                switch (scalar, rest.first) {
                case ("\\", "\\"): name.append(rest.removeFirst())
                case ("\\", "n"):
                    rest.removeFirst()
                    name.append("\n")
                case (_, _): name.append(scalar)
                }
            }
            return String(name)
        }
    }
}
