import ResourceDocuments
import Testing

@Suite struct UndeterminedNameTests {
    @Test(arguments: [
        ("aws_s3_bucket.logs.id", "aws_s3_bucket.logs.id"), ("anything", "anything"), ("", ""),
    ])
    func oneNameIsOneValue(_ left: String, _ right: String) {
        #expect(UndeterminedName.areSame(left, right) == true)
    }

    @Test(arguments: [
        ("aws_s3_bucket.logs.id", "aws_s3_bucket.data.id"), ("aws_lb.a.arn", "aws_lb.b.arn"),
        ("aws_s3_bucket.a.bucket", "aws_s3_bucket.b.bucket"), ("aws_subnet.a[0].id", "aws_subnet.a[1].id"),
        (#"t.a["x.y"].id"#, #"t.a["x.z"].id"#),
        ("module.one.t.a.id", "module.two.t.a.id"), ("t.a.self_link", "t.b.self_link"),
        ("module.one[0].t.a.id", "module.one[1].t.a[0].id"), ("t.a.id", "module.m.t.b.id"),
        ("module.m.t.a.id", "module.m.module.n.t.b.id"),
    ])
    func anIdentityOfTwoResourcesIsTwoValues(_ left: String, _ right: String) {
        #expect(UndeterminedName.areSame(left, right) == false)
        #expect(UndeterminedName.areSame(right, left) == false)
    }

    @Test(arguments: [
        ("aws_vpc.a.id", "aws_subnet.a.id"), ("data.t.a.id", "data.t.b.id"), ("data.t.a.id", "t.a.id"),
        ("t.a.name", "t.b.name"), ("t.a.bucket", "t.b.bucket"), ("t.a.id", "t.a.arn"),
        ("t.a.id", "t.b.arn"), ("t.a.id", "t.a[0].id"), ("t.a.nic[0].ip", "t.a.nic[1].ip"),
        ("module.m.t.a.id", "module.m[0].t.a.id"), ("t.a.id", "other"), ("one", "two"), ("t.a", "t.b"),
        ("t.a.id[0]", "t.b.id[0]"), ("t..id", "t.b.id"), ("t.a.id", "module.m.t.a.id"), ("t.a.", "t.b."),
    ])
    func allElseIsOpen(_ left: String, _ right: String) {
        #expect(UndeterminedName.areSame(left, right) == nil)
        #expect(UndeterminedName.areSame(right, left) == nil)
    }
}
