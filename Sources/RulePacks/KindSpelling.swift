import SourceText

/// How the names of kinds are misspelt.
///
/// Stricter than the nearest word: kinds are many and near one another, an `AWS::EKS::Cluster` is no `AWS::ECS::Cluster`.
package enum KindSpelling {
    /// Whether the words are the same but for capitals, and one of them for a letter or its plural.
    package static func isSlip(_ kind: String, of known: String) -> Bool {
        let (words, others) = (self.words(of: kind), self.words(of: known))
        guard kind != known, words.count == others.count else { return false }
        let differing = zip(words, others).filter { $0 != $1 }
        guard let (word, other) = differing.first else { return true }
        if differing.count > 1 { return false }
        if word == other + "s" || word == other + "es" || word + "s" == other { return true }
        // A router is no slip of a route.
        guard word.count >= 5, !word.hasPrefix(other), !other.hasPrefix(word) else { return false }
        return Spelling.slip(of: word, among: [other]) != nil
    }

    /// `aws`, `s3` and `bucket` of `AWS::S3::Bucket`.
    private static func words(of kind: String) -> [String] {
        kind.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
