import ResourceDocuments
import ResourceReaders
import SourceText
import TestSupport
import Testing

/// No text makes a reader stop the process: what cannot be read is a diagnostic.
@Suite struct ReaderRobustnessTests {
    private func readEverything(_ fixture: Fixture, _ text: [UInt8]) {
        let reading = read([SourceFile(name: fixture.path, text: text)])
        for resource in reading.resources {
            _ = resource.document.nearestPlace(of: resource.propertiesPath)
            _ = shown(resource.propertiesNode)
        }
    }

    @Test(arguments: Fixture.all)
    func everyPrefixIsReadOrReported(_ fixture: Fixture) {
        for length in fixture.text.indices { readEverything(fixture, Array(fixture.text[..<length])) }
    }

    @Test(arguments: Fixture.all)
    func mutationsAreReadOrReported(_ fixture: Fixture) {
        var generator = SeededGenerator(seed: 20_261_121)
        let alphabet = Array("{}[]\":,-.#!&*<>|'\\ \n\t0aZ$=\0".utf8) + [0xC3, 0xFF]
        for _ in 0..<400 {
            var text = fixture.text
            for _ in 0..<Int.random(in: 1...4, using: &generator) where !text.isEmpty {
                let index = Int.random(in: text.indices, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: text.remove(at: index)
                case 1: text.insert(alphabet.randomElement(using: &generator) ?? 0, at: index)
                case 2: text[index] = alphabet.randomElement(using: &generator) ?? 0
                // A whole stretch goes: a value changes its shape more often than by single bytes.
                default: text.removeSubrange(index..<min(text.count, index + Int.random(in: 1...40, using: &generator)))
                }
            }
            readEverything(fixture, text)
        }
    }
}
