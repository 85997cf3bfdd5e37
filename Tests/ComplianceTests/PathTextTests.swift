import RulePacks
import Testing

@Suite struct PathTextTests {
    @Test(arguments: [
        ("a/b.c", "a/b.c"), ("/a/b", "/a/b"), (".a/..b/...", ".a/..b/..."), ("", "."), (".", "."), ("/", "/"),
        ("a/", "a"),
        ("a//b", "a/b"), ("./a/./b", "a/b"), ("a/../b", "b"), ("../a", "../a"), ("a/..", "."), ("/../a", "/../a"),
    ])
    func aPathHasOneForm(_ path: String, _ normal: String) { #expect(PathText.normal(path) == normal) }

    @Test(arguments: [
        ("a/b", "a", true), ("a", "a", true), ("ab", "a", false), ("a", "a/b", false), ("/a", "/", true),
        ("/a/b", "/a", true),
        ("a/b", ".", true), ("../a", ".", false), ("/a", ".", false),
    ])
    func aPathIsInsideItsFolders(_ path: String, _ folder: String, _ isInside: Bool) {
        #expect(PathText.isInside(path, folder) == isInside)
    }

    @Test(arguments: [("a/b/c", "a/b", "c"), ("c", ".", "c"), ("/c", "/", "c"), ("a/\u{301}c", "a", "\u{301}c")])
    func aPathIsAFolderAndAName(_ path: String, _ folder: String, _ name: String) {
        #expect(PathText.folder(of: path) == folder)
        #expect(PathText.name(of: path) == name)
    }
}
