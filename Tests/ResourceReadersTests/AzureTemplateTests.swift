import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

@Suite struct AzureTemplateTests {
    private let template: InventoryReading

    init() throws { template = try Fixture("cloud/azure-template.json").read() }

    @Test func childrenHaveTheirParentsInFront() {
        #expect(template.diagnostics.isEmpty)
        #expect(
            template.resources.map(\.id) == [
                "Microsoft.Storage/storageAccounts/shoplogs",
                "Microsoft.Storage/storageAccounts/blobServices/shoplogs/default",
            ])
        #expect(template.resources.last?.kind == "Microsoft.Storage/storageAccounts/blobServices")
    }

    @Test func whatTheTemplateDecidesIsResolved() throws {
        let account = try template.resource("Microsoft.Storage/storageAccounts/shoplogs")
        #expect(account.value("sku", "name") == "\"Standard_LRS\"")
        #expect(account.value("properties", "minimumTlsVersion") == "\"TLS1_0\"")
        #expect(account.value("properties", "supportsHttpsTrafficOnly") == "true")
        #expect(account.place("properties", "minimumTlsVersion") == "16:30")
    }

    @Test func whatIsDecidedWhenItIsDeployedIsUndetermined() throws {
        let account = try template.resource("Microsoft.Storage/storageAccounts/shoplogs")
        #expect(account.value("properties", "keyUri") == "?[reference('vault').vaultUri]")
        #expect(account.value("location") == "?[parameters('location')]")
        #expect(account.location == nil)
    }
}
