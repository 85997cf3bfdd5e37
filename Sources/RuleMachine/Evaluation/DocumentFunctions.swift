import ResourceDocuments
import SourceText

/// The functions that read a document out of a text.
extension Operations {
    func readJSON(_ text: UnsafeBufferPointer<UInt8>) -> Register {
        let source = SourceFile(name: "json()", text: Array(text))
        guard let document = try? JSONParser.document(source, keys: state.pointee.keys) else {
            return Register(.badData)
        }
        return register(document)
    }

    func readYAML(_ text: UnsafeBufferPointer<UInt8>) -> Register {
        let source = SourceFile(name: "yaml()", text: Array(text))
        let (documents, diagnostics) = YAMLReader.documents(source, keys: state.pointee.keys)
        guard documents.count == 1, !diagnostics.contains(where: \.isError), let document = documents.first else {
            return Register(.badData)
        }
        return register(document)
    }

    func decodeBase64(_ text: UnsafeBufferPointer<UInt8>) -> Register {
        guard let bytes = Base64.decode(String(text)), String(validating: bytes, as: UTF8.self) != nil else {
            return Register(.badData)
        }
        return bytes.withUnsafeBufferPointer { self.text(copying: $0) }
    }

    /// A value of a document that lives until the run ends. A null document is Unknown(absent).
    private func register(_ document: Document) -> Register {
        let word = document.root.word
        if word == .null { return Register(.absent) }
        state.pointee.documents.append(document)
        let place = state.pointee.arena.allocate(MemoryLayout<DocumentView>.stride)
        let view = place.bindMemory(to: DocumentView.self, capacity: 1)
        view.initialize(to: document.view)
        return Register(word: word, view: view)
    }
}
