import Compliance
import Testing

@Suite struct WebhookSignatureTests {
    /// The vector of the specification's own libraries (standard-webhooks/standard-webhooks).
    @Test func theSignatureIsThatOfStandardWebhooks() throws {
        let key = try #require(WebhookSignature.key(of: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let header = WebhookSignature.header(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: "{\"test\": 2432232314}", key: key)
        #expect(header == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    /// `printf 'evt_1.1700000000.{"a": 1}' | openssl dgst -sha256 -hmac 'a secret of the test' -binary | base64`
    @Test func aSecretThatIsPlainTextIsItsBytes() throws {
        let key = try #require(WebhookSignature.key(of: " a secret of the test\n"))
        let header = WebhookSignature.header(id: "evt_1", timestamp: 1_700_000_000, body: "{\"a\": 1}", key: key)
        #expect(header == "v1,7Nw111nxkG8iQ9vYKl2rQpIoIzDxVreldxfdqu/nBZI=")
    }

    @Test(arguments: ["", " \n", "whsec_", "whsec_not base64!"])
    func whatIsNoSecretGivesNoKey(_ secret: String) { #expect(WebhookSignature.key(of: secret) == nil) }
}
