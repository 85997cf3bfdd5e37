/// Addresses of Terraform: `module.net[0].aws_subnet.private["a"]` ("Resource addressing" in its documentation).
enum TerraformAddress {
    /// The address that the configuration knows: without the indices of `count` and `for_each`.
    static func withoutIndices(_ address: String) -> String {
        var result = ""
        var depth = 0
        var isQuoted = false
        var isEscaped = false
        for character in address {
            if isQuoted {
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    isQuoted = false
                }
            } else if character == "\"" {
                isQuoted = true
            } else if character == "[" {
                depth += 1
            } else if character == "]" {
                depth = max(0, depth - 1)
            } else if depth == 0 {
                result.append(character)
            }
        }
        return result
    }

    /// The name between the dots behind `prefix`, `logs` in `var.logs.name`, and what follows it.
    static func component(of reference: String, after prefix: String) -> (name: String, rest: String)? {
        guard reference.hasPrefix(prefix) else { return nil }
        let tail = reference.dropFirst(prefix.count)
        guard let dot = tail.firstIndex(of: ".") else { return (String(tail), "") }
        return (String(tail[..<dot]), String(tail[tail.index(after: dot)...]))
    }
}
