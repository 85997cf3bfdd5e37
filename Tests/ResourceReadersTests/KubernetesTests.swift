import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

@Suite struct KubernetesTests {
    private let shop: InventoryReading

    init() throws { shop = try Fixture("kubernetes/shop.yaml").read() }

    @Test func kindsHaveTheFirstPartOfTheirGroup() {
        #expect(shop.diagnostics.isEmpty)
        #expect(
            shop.resources.map { "\($0.kind) \($0.id)" } == [
                "k8s.Namespace shop", "k8s.apps.Deployment shop/web", "k8s.batch.CronJob shop/report",
                "k8s.networking.NetworkPolicy shop/deny-all", "k8s.argoproj.Rollout canary-",
            ])
    }

    /// What secrets hold nobody may be shown, also in the copy that is kept of what was applied.
    @Test(arguments: [
        "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: aGlkZGVu}\nstringData: {b: hidden}\n",
        """
        apiVersion: v1
        kind: SecretList
        items:
          - metadata:
              name: s
              annotations:
                kubectl.kubernetes.io/last-applied-configuration: '{"data": {"a": "aGlkZGVu"}}'
            data: {a: aGlkZGVu}
            stringData: {b: hidden}
        """,
        "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: s}, data: {a: aGlkZGVu}, stringData: {b: hidden}}\n",
    ])
    func secretsAreMasked(_ text: String) throws {
        let secret = try read(text, name: "s.yaml").resource("s")
        #expect(secret.kind == "k8s.Secret")
        #expect(secret.value("data", "a") == "\"aGlkZGVu\"")
        let shown = String(decoding: secret.document.source.text, as: UTF8.self)
        #expect(!shown.contains("aGlkZGVu"))
        #expect(!shown.contains("hidden"))
    }

    @Test func whatAConfigMapHoldsIsShown() throws {
        let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: s}\ndata: {a: shown}\n"
        #expect(!(try read(text, name: "s.yaml").resource("s").document.source.hasMask))
    }

    @Test func everyWorkloadHasItsPodUnderOneName() throws {
        #expect(try shop.resource("shop/web").value("pod_spec", "containers", "0", "name") == "\"web\"")
        #expect(try shop.resource("shop/web").value("pod_metadata", "labels") == #"{app: "web"}"#)
        #expect(try shop.resource("shop/report").value("pod_spec", "containers", "0", "name") == "\"report\"")
        #expect(try shop.resource("canary-").value("pod_spec", "containers", "0", "name") == "\"web\"")
        #expect(try shop.resource("shop").value("pod_spec") == "-")
    }

    @Test func placesAreThoseOfTheManifest() throws {
        let web = try shop.resource("shop/web")
        #expect(web.place("pod_spec", "containers", "0", "securityContext", "privileged") == "26:25")
        #expect(web.place("spec", "replicas") == "17:13")
    }

    @Test func labelsAreTagsAndTheNamespaceIsTheGroup() throws {
        let web = try shop.resource("shop/web")
        #expect(shown(web.node(of: .tags)) == #"{app: "web"}"#)
        #expect(web.group == "shop")
        #expect(web.name == "web")
    }

    @Test func annotationsSuppress() throws {
        let suppressions = try shop.resource("shop/web").suppressions
        #expect(suppressions.map(\.rule) == ["CKV_K8S_20", "run-as-non-root"])
        #expect(suppressions.allSatisfy { $0.reason == "the image sets it" })
        #expect(suppressions.map { $0.place?.position.line } == [14, 15])
    }

    @Test func listsAreRead() throws {
        let pods = try Fixture("kubernetes/pods.json").read()
        #expect(pods.diagnostics.isEmpty)
        let pod = try pods.resource("shop/web-0")
        #expect(pod.kind == "k8s.Pod")
        #expect(pod.value("pod_spec", "hostNetwork") == "true")
        #expect(pod.place("pod_spec", "hostNetwork") == "10:31")
    }

    /// `kubectl get --raw` gives a typed list, whose objects say nothing of their kind.
    @Test func aTypedListSaysWhatItsObjectsAre() {
        let text = #"{"kind": "DeploymentList", "apiVersion": "apps/v1", "items": [{"metadata": {"name": "a"}}]}"#
        #expect(read(text, name: "d.json").resources.map(\.kind) == ["k8s.apps.Deployment"])
    }

    @Test func anObjectWithoutAKindIsReported() {
        let text = #"{"kind": "List", "apiVersion": "v1", "items": [{"metadata": {"name": "a"}}]}"#
        #expect(places(read(text, name: "d.json").diagnostics) == ["d.json:1:48 E2222"])
    }

    /// What Helm has yet to render is decided later; what the cluster keeps for another tool is text.
    @Test func unrenderedTextIsDecidedLater() throws {
        let reading = read(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
              annotations: {summary: "{{ $labels.pod }} is down", other: "{{ .Labels.x }}", field: "{{ $x.Values }}", value: "{{ .Valuesque }}"}
            spec:
              hostNetwork: "{{ .Values.hostNetwork }}"
              subdomain: "{{ $.Values.subdomain }}"
              nodeName: "{{ default .Release.Name (tpl $x .) }}"
              serviceAccountName: '{{- include "web.account" . -}}'
              containers: [{image: "web:{{.Chart.AppVersion | quote}}", name: "{{ web }}"}]
            """, name: "p.yaml")
        let pod = try reading.resource("web")
        #expect(pod.value("pod_spec", "hostNetwork") == "?{{ .Values.hostNetwork }}")
        #expect(pod.value("spec", "subdomain") == "?{{ $.Values.subdomain }}")
        #expect(pod.value("spec", "nodeName") == "?{{ default .Release.Name (tpl $x .) }}")
        #expect(pod.value("spec", "serviceAccountName") == #"?{{- include "web.account" . -}}"#)
        #expect(pod.value("spec", "containers", "0", "image") == "?web:{{.Chart.AppVersion | quote}}")
        #expect(pod.place("spec", "hostNetwork") == "7:16")
        #expect(pod.value("spec", "containers", "0", "name") == #""{{ web }}""#)
        #expect(pod.value("metadata", "annotations", "summary") == #""{{ $labels.pod }} is down""#)
        #expect(pod.value("metadata", "annotations", "other") == #""{{ .Labels.x }}""#)
        #expect(pod.value("metadata", "annotations", "field") == #""{{ $x.Values }}""#)
        #expect(pod.value("metadata", "annotations", "value") == #""{{ .Valuesque }}""#)
    }
}
