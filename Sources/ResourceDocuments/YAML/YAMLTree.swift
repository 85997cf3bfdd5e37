import SourceText

/// One YAML document as it was written: aliases and merge keys still in it.
struct YAMLTree {
    /// In the order of the text; indices are below the count.
    var nodes: [YAMLNode] = []
    /// Nil for a document without content.
    var root: Int?

    /// The node that an alias names, or the node itself.
    func resolved(_ index: Int) -> Int {
        if case .alias(let target) = nodes[index].content { return target }
        return index
    }

    /// The text of a scalar or of an alias of one: what a key is.
    func scalarText(_ index: Int) -> String? {
        if case .scalar(let text, _) = nodes[resolved(index)].content { return text }
        return nil
    }

    /// True of text without a tag that is no merge key.
    func isOrdinaryKey(_ index: Int) -> Bool {
        guard case .scalar(let text, _) = nodes[index].content, nodes[index].tag == nil else { return false }
        return text.utf8.first != UInt8(ascii: "<")
    }

    /// True of the plain key `<<`.
    func isMergeKey(_ index: Int) -> Bool {
        let node = nodes[index]
        guard case .scalar("<<", let isPlain) = node.content else { return false }
        return node.tag.map { $0 == YAMLTag.merge } ?? isPlain
    }
}

struct YAMLNode {
    enum Content {
        case scalar(String, isPlain: Bool)
        case list([Int])
        case map([YAMLMember])
        /// The index of what is named; never an alias itself.
        case alias(Int)
        /// A collection that has not ended.
        case open
        /// An alias that was reported; stands for null, and nothing more is said of it.
        case fault
    }

    var content: Content
    var tag: String?
    var span: SourceSpan
    var extent: YAMLExtent
}

struct YAMLMember {
    var key: Int
    var value: Int
}

/// How large a node is with its aliases expanded.
struct YAMLExtent {
    var values = 1
    /// Of text.
    var bytes = 0
    /// Lists and maps inside each other; 0 for a scalar.
    var height = 0

    mutating func add(_ part: YAMLExtent) {
        values += part.values
        bytes += part.bytes
        height = max(height, part.height + 1)
    }
}

/// The tags of the core schema, as libyaml resolves them.
enum YAMLTag {
    private static let prefix = "tag:yaml.org,2002:"
    static let null = prefix + "null"
    static let boolean = prefix + "bool"
    static let integer = prefix + "int"
    static let float = prefix + "float"
    static let string = prefix + "str"
    static let list = prefix + "seq"
    static let map = prefix + "map"
    static let merge = prefix + "merge"
    /// `!`: what is tagged so is a string, a list or a map, and not resolved.
    static let nonSpecific = "!"

    /// As it is written.
    static func written(_ tag: String) -> String {
        tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag
    }
}
