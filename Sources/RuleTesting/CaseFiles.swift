package import ResourceDocuments
package import RulePacks
package import SourceText

/// The cases of some rules, read and not run.
package struct CaseFiles: Sendable {
    package private(set) var files: [CaseFile] = []
    package private(set) var diagnostics: [Diagnostic] = []

    /// Those of every case file in the folders in which rules of the library stand.
    package static func beside(_ library: RuleLibrary, in tree: any FileTree, keys: KeyTable) -> CaseFiles {
        var folders: [String] = []
        for folder in library.files.map(PathText.folder(of:)) where !folders.contains(folder) { folders.append(folder) }
        var cases = CaseFiles()
        for folder in folders {
            for path in tree.files(below: folder).files
            where path.hasSuffix(TestSuite.suffix) && PathText.folder(of: path) == folder {
                guard let source = tree.source(path, &cases.diagnostics) else { continue }
                let read = CaseFileReader.read(source, in: tree, keys: keys)
                cases.diagnostics += read.diagnostics
                if let file = read.file { cases.files.append(file) }
            }
        }
        return cases
    }
}
