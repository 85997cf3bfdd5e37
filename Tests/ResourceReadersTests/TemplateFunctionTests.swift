import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// What the template itself decides is resolved; all else stays the function that it is.
@Suite struct TemplateFunctionTests {
    private static let head = """
        Parameters:
          Stage: { Type: String, Default: prod }
          Zones: { Type: CommaDelimitedList, Default: "a, b" }
          Secret: { Type: String }
        Mappings:
          Sizes:
            prod: { cpu: 4, zones: [x, y] }
            loop: { again: { "Fn::FindInMap": [Sizes, loop, again] } }
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
          IsTest: !Not [!Condition IsProd]
          Both: !And [!Condition IsProd, !Condition IsTest]
          Either: !Or [!Condition Open, !Condition IsProd]
          Open: !Equals [!Ref Secret, x]
          Neither: !And [!Condition Open, !Condition IsTest]
          NotOpen: !Not [!Condition Open]
          Closed: !Not [!Or [!Condition Open, !Condition Here]]
          OpenProd: !And [!Condition Open, !Condition IsProd]
          OpenOrNot: !Or [!Condition Open, !Condition NotOpen]
          Here: !Condition There
          There: !Condition Here
          Wrong: !Equals [one]
        """

    /// The value of a property written so.
    private func value(_ written: String, condition: String? = nil) throws -> String {
        let condition = condition.map { "    Condition: \($0)\n" } ?? ""
        let reading = read(
            "\(Self.head)\nResources:\n  A:\n    Type: AWS::S3::Bucket\n\(condition)    Properties:\n      P: \(written)\n"
                + "  X:\n    Type: AWS::SNS::Topic\n",
            name: "t.yaml")
        try #require(reading.diagnostics.isEmpty, "\(reading.diagnostics.map(\.message))")
        return try reading.resource("A").value("P")
    }

    /// What a report says of a value that is written elsewhere; not of one that nobody may be shown.
    @Test func aReferenceToADefaultIsKnown() throws {
        let text = """
            AWSTemplateFormatVersion: "2010-09-09"
            Parameters:
              Stage: { Type: String, Default: prod }
              Count: { Type: Number, Default: 3 }
              Pin: { Type: String, Default: "1234", NoEcho: true }
              Open: { Type: String }
            Resources:
              A:
                Type: AWS::S3::Bucket
                Properties: { P: !Ref Stage, Q: [{ Ref: Count }], R: !Ref Pin, S: !Ref Open, T: !Ref A, U: "!Ref Stage" }
            """
        let bucket = try read(text, name: "t.yaml").resource("A")
        func reference(_ steps: DocumentPath.Step...) throws -> SourceReference? {
            let place = try #require(bucket.document.place(of: bucket.path(ofProperty: DocumentPath(steps))))
            return place.file.references[place.span]
        }
        #expect(try reference(.key("P")) == SourceReference(source: "parameter Stage", defaultText: "prod"))
        #expect(
            try reference(.key("Q"), .index(0)) == SourceReference(source: "parameter Count", defaultText: "3"))
        for key in ["R", "S", "T", "U"] { #expect(try reference(.key(key)) == nil, "\(key)") }
        #expect(bucket.document.source.references.count == 2)
    }

    @Test(arguments: [
        ("!Join ['-', [a, !Ref Stage, 1, true]]", "\"a-prod-1-true\""),
        ("!Join ['', !Ref Zones]", "\"ab\""),
        ("!Join ['-', [a, !Ref 'AWS::NoValue', b]]", "\"a-b\""),
        ("!Join ['-', [a, !Ref 'AWS::Region']]", "?!Join [-, [a, !Ref AWS::Region]]"),
        ("!Select [1, !Ref Zones]", "\"b\""),
        ("!Select ['0', [!GetAtt X.Arn, b]]", "?!GetAtt X.Arn"),
        ("!Select [1, [!GetAtt X.Arn, { c: !Ref Stage }]]", "{c: \"prod\"}"),
        ("!Select [2, [a, b]]", "?!Select [2, [a, b]]"),
        ("!Select [0, !GetAZs '']", "?!Select [0, !GetAZs ]"),
        ("!Split [',', 'a,b,,c']", "[\"a\", \"b\", \"\", \"c\"]"),
        ("!Select [1, !Split ['.', !Sub 'x.${Stage}.z']]", "\"prod\""),
        ("!FindInMap [Sizes, !Ref Stage, cpu]", "4"),
        ("!FindInMap [Sizes, prod, zones]", "[\"x\", \"y\"]"),
        ("!FindInMap [Sizes, test, cpu, { DefaultValue: 1 }]", "1"),
        ("!FindInMap [Sizes, test, cpu]", "?!FindInMap [Sizes, test, cpu]"),
        (
            "!FindInMap [Sizes, !Ref 'AWS::Region', cpu, { DefaultValue: 1 }]",
            "?!FindInMap [Sizes, !Ref AWS::Region, cpu, {DefaultValue: 1}]"
        ),
        ("!If [IsProd, a, b]", "\"a\""),
        ("!If [IsTest, a, !If [Both, b, !Ref Stage]]", "\"prod\""),
        ("!If [Either, a, b]", "\"a\""),
        ("!If [Neither, a, b]", "\"b\""),
        (
            "!If [Open, !Ref Stage, !Ref 'AWS::NoValue']",
            "?!If [Open, prod, !Ref AWS::NoValue]"
        ),
        ("!If [Here, a, b]", "?!If [Here, a, b]"),
        ("!If [Wrong, a, b]", "?!If [Wrong, a, b]"),
        ("!If [IsProd, a]", "?!If [IsProd, a]"),
        ("!If IsProd", "?!If IsProd"),
        ("[!If [IsTest, a, !Ref 'AWS::NoValue'], b]", "[\"b\"]"),
        ("!Sub ['${a}-${Stage}-${!b}', { a: !Select [0, !Ref Zones] }]", "\"a-prod-${b}\""),
        ("!Sub ['${a}', { a: !GetAtt X.Arn }]", "?!Sub [${a}, {a: !GetAtt X.Arn}]"),
        ("!Sub '${Zones}'", "\"a,b\""),
        ("!Base64 abcd", "\"YWJjZA==\""),
        ("!Length [a, !GetAtt X.Arn]", "2"),
        ("!Length { 'Fn::Split': ['|', 'a|b|c'] }", "3"),
        ("!ToJsonString { a: !Ref Stage, b: [1, true] }", #""{"a":"prod","b":[1,true]}""#),
        ("!ToJsonString { a: !GetAtt X.Arn }", "?!ToJsonString {a: !GetAtt X.Arn}"),
        (
            "!Transform { Name: M, Parameters: { a: !Ref Stage } }",
            "?!Transform {Name: M, Parameters: {a: !Ref Stage}}"
        ),
        (
            // The example of the documentation.
            "!Cidr [192.168.0.0/24, 6, 5]",
            #"["192.168.0.0/27", "192.168.0.32/27", "192.168.0.64/27", "192.168.0.96/27", "192.168.0.128/27", "192.168.0.160/27"]"#
        ),
        ("!Cidr [192.168.0.0/24, '1', '5']", #"["192.168.0.0/27"]"#),
        ("!Cidr ['2001:db8:1200::/56', 2, 64]", #"["2001:db8:1200::/64", "2001:db8:1200:1::/64"]"#),
        ("!Select [1, !Cidr [10.0.0.0/16, 4, 8]]", "\"10.0.1.0/24\""),
        ("!Cidr [10.0.0.0/31, 2, 0]", #"["10.0.0.0/32", "10.0.0.1/32"]"#),
        ("!Cidr ['::/0', 1, 128]", #"["::/0"]"#),
        ("!Join [',', !Cidr [10.0.0.0/16, 2, 15]]", "\"10.0.0.0/17,10.0.128.0/17\""),
        ("!Cidr [10.0.0.0/16, 3, 15]", "?!Cidr [10.0.0.0/16, 3, 15]"),
        ("!Cidr [10.0.0.0/16, 257, 4]", "?!Cidr [10.0.0.0/16, 257, 4]"),
        ("!Cidr [10.0.0.0/16, 0, 4]", "?!Cidr [10.0.0.0/16, 0, 4]"),
        ("!Cidr [10.0.0.0/16, 1, 17]", "?!Cidr [10.0.0.0/16, 1, 17]"),
        ("!Cidr [10.0.0.0/16, 1, 129]", "?!Cidr [10.0.0.0/16, 1, 129]"),
        ("!Cidr [10.0.0.7/16, 1, 8]", "?!Cidr [10.0.0.7/16, 1, 8]"),
        ("!Cidr [10.0.0.0, 1, 0]", "?!Cidr [10.0.0.0, 1, 0]"),
        ("!Cidr [10.0.0.0/16, 1]", "?!Cidr [10.0.0.0/16, 1]"),
        ("!Cidr [!GetAtt X.CidrBlock, 1, 8]", "?!Cidr [!GetAtt X.CidrBlock, 1, 8]"),
        ("!Ref Secret", "?!Ref Secret"),
        ("!FindInMap [Sizes, loop, again]", "?!FindInMap [Sizes, loop, again]"),
        ("{ 'Fn::Nonsense': !Ref Stage }", "?!Nonsense prod"),
        ("{ Ref: Stage, other: 1 }", "{Ref: \"Stage\", other: 1}"),
    ])
    func aFunctionIsWhatTheTemplateDecides(_ written: String, _ expected: String) throws {
        #expect(try value(written) == expected)
    }

    /// A stack that has the resource has other parameters: `IsTest` holds there, so `IsProd` does not, and nobody knows its stage.
    @Test(arguments: [
        ("!If [IsTest, 1, 2]", "1"),
        ("!If [IsProd, false, true]", "true"),
        ("!If [Both, 1, 2]", "2"),
        ("!If [Neither, 1, 2]", "?!If [Neither, 1, 2]"),
        ("!If [Either, 1, 2]", "?!If [Either, 1, 2]"),
        ("!If [Open, 1, 2]", "?!If [Open, 1, 2]"),
        ("!Ref Stage", "?!Ref Stage"),
        ("!Sub 'of-${Stage}'", "?!Sub of-${Stage}"),
        ("!FindInMap [Sizes, !Ref Stage, cpu]", "?!FindInMap [Sizes, !Ref Stage, cpu]"),
        ("!FindInMap [Sizes, prod, cpu]", "4"),
        ("!Join ['-', [a, b]]", "\"a-b\""),
        ("5", "5"),
    ])
    func defaultsDecideNothingOfAnotherStacksResource(_ written: String, _ expected: String) throws {
        #expect(try value(written, condition: "IsTest") == expected)
    }

    /// Where a condition that the resource needs compares a parameter with a text, the parameter is that text.
    @Test(arguments: [
        ("Open", "!Ref Secret", "\"x\""),
        ("OpenProd", "!Sub '${Secret}-${Stage}'", "\"x-prod\""),
        ("NotOpen", "!Ref Secret", "?!Ref Secret"),
        ("Either", "!Ref Secret", "?!Ref Secret"),
    ])
    func aConditionSaysWhatItsParametersAre(_ condition: String, _ written: String, _ expected: String) throws {
        #expect(try value(written, condition: condition) == expected)
    }

    @Test func aParameterThatCannotBeBothIsNeither() throws {
        let reading = read(
            """
            Parameters: { Stage: { Type: String } }
            Conditions:
              Odd: !And [!Equals [!Ref Stage, a], !Equals [b, !Ref Stage]]
            Resources:
              A: { Type: AWS::S3::Bucket, Condition: Odd, Properties: { P: !Ref Stage } }
            """, name: "t.yaml")
        #expect(try reading.resource("A").value("P") == "?!Ref Stage")
    }

    /// Loops write conditions as they write resources.
    @Test func conditionsOfALoopAreDecided() throws {
        let reading = read(
            """
            Transform: AWS::LanguageExtensions
            Parameters:
              Stage: { Type: String, Default: prod }
              Stages: { Type: CommaDelimitedList, Default: "test,prod" }
            Conditions:
              "Fn::ForEach::Stages":
                - S
                - !Ref Stages
                - "Is${S}": !Equals [!Ref Stage, !Ref S]
            Resources:
              A:
                Type: AWS::S3::Bucket
                Properties: { Test: !If [Istest, 1, 2], Prod: !If [Isprod, 1, 2] }
            """, name: "t.yaml")
        #expect(reading.diagnostics.isEmpty)
        #expect(try reading.resource("A").value() == "{Test: 2, Prod: 1}")
    }

    /// Loops inside each other make only so many conditions.
    @Test func loopsOfConditionsEnd() {
        var loop = "{ C: !Equals [a, b] }"
        for depth in 0..<12 {
            loop = "{ \"Fn::ForEach::L\(depth)\": [V\(depth), [a, b, c, d, e, f, g, h, i, j], \(loop)] }"
        }
        let reading = read("Conditions: \(loop)\nResources: { A: { Type: 'AWS::S3::Bucket' } }\n", name: "t.yaml")
        #expect(reading.resources.map(\.id).contains("A"))
    }

    /// What the defaults leave open is settled by the resource being there; the defaults stand.
    @Test(arguments: [
        ("Open", "!If [Open, !Ref Stage, b]", "\"prod\""),
        ("Open", "!If [Neither, a, b]", "\"b\""),
        ("NotOpen", "!If [Open, a, b]", "\"b\""),
        ("Closed", "!If [Open, a, b]", "\"b\""),
        ("OpenProd", "!If [Open, a, b]", "\"a\""),
        ("OpenOrNot", "!If [Open, a, b]", "?!If [Open, a, b]"),
        ("Here", "!If [There, a, b]", "\"a\""),
        ("IsProd", "!If [Open, !Ref Stage, b]", "?!If [Open, prod, b]"),
    ])
    func aResourceIsThereWhereItsConditionHolds(_ condition: String, _ written: String, _ expected: String) throws {
        #expect(try value(written, condition: condition) == expected)
    }

    /// A chosen branch is where it is written, a made value where the call is.
    @Test func placesAreThoseOfTheText() throws {
        let reading = read(
            """
            Conditions:
              Yes: !Equals [a, a]
            Resources:
              A:
                Type: AWS::S3::Bucket
                Properties:
                  Chosen: !If
                    - Yes
                    - here
                    - there
                  Made: !Join ["", [a, b]]
            """, name: "t.yaml")
        let bucket = try reading.resource("A")
        #expect(bucket.value("Chosen") == "\"here\"")
        #expect(bucket.place("Chosen") == "9:11")
        #expect(bucket.place("Made") == "11:19")
    }

    @Test func loopsAreExpanded() throws {
        let reading = read(
            """
            Parameters:
              Names: { Type: CommaDelimitedList, Default: "logs,my-data" }
            Resources:
              "Fn::ForEach::Buckets":
                - Name
                - !Ref Names
                - "Bucket&{Name}":
                    Type: AWS::S3::Bucket
                    Properties:
                      BucketName: !Sub "${Name}-${AWS::Region}"
                      Owner: !Ref Name
                      "Fn::ForEach::Flags":
                        - Flag
                        - [One, Two]
                        - "${Flag}Of${Name}": !GetAtt ["Bucket${Flag}", Arn]
            """, name: "t.yaml")
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.resources.map(\.id) == ["Bucketlogs", "Bucketmydata", "Names", "t.yaml"])
        let bucket = try reading.resource("Bucketmydata")
        #expect(bucket.value("BucketName") == "?!Sub my-data-${AWS::Region}")
        #expect(bucket.value("Owner") == "\"my-data\"")
        #expect(bucket.value("TwoOfmy-data") == "?!GetAtt BucketTwo.Arn")
        #expect(bucket.place("Owner") == "11:23")
    }

    @Test(arguments: [
        "[Name, !Ref Nobody, { A: { Type: 'AWS::S3::Bucket' } }]", "[Name, [a]]", "[[], [a], {}]", "text",
        "[Name, [!Ref X], {}]",
    ])
    func aLoopThatIsNotDecidedIsReported(_ loop: String) {
        let reading = read("AWSTemplateFormatVersion: x\nResources:\n  Fn::ForEach::L: \(loop)\n", name: "t.yaml")
        #expect(places(reading.diagnostics) == ["t.yaml:3:19 E2222"])
    }

    /// Ten texts in each other, each ten times the one before; and loops in loops.
    @Test func whatATemplateMakesIsBounded() throws {
        var text = "x"
        for _ in 0..<12 { text = "{Fn::Sub: [\"${a}${a}${a}${a}${a}${a}${a}${a}${a}${a}\", {a: \(text)}]}" }
        var loop = "{ A: 1 }"
        for depth in 0..<9 {
            loop = "{ \"Fn::ForEach::L\(depth)\": [V\(depth), [a, b, c, d, e, f, g, h, i, j], \(loop)] }"
        }
        let head = "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      P: "
        #expect(read("\(head)\(text)", name: "t.yaml").diagnostics.isEmpty)
        #expect(read("\(head)\(loop)", name: "t.yaml").codes.contains("E2222"))
    }

    /// A resource that no stack of these defaults has is judged as it is where it is: there its condition holds.
    @Test func aResourceWithAFalseConditionIsKept() throws {
        let reading = read(
            """
            Conditions:
              No: !Equals [a, b]
            Resources:
              A: { Type: "AWS::S3::Bucket", Condition: No, DeletionPolicy: !If [No, Delete, Retain] }
            """, name: "t.yaml")
        let bucket = try reading.resource("A")
        #expect(bucket.value("Condition") == "\"No\"")
        #expect(bucket.value("DeletionPolicy") == "\"Delete\"")
    }

    /// The turns of a loop keep their variables, and each has a condition of its own.
    @Test func aResourceOfALoopHasItsOwnCondition() throws {
        let reading = read(
            """
            Parameters:
              Stage: { Type: String, Default: prod }
            Conditions:
              Hasa: !Equals [!Ref Stage, test]
              Hasb: !Equals [!Ref Stage, prod]
            Resources:
              "Fn::ForEach::L":
                - N
                - [a, b]
                - "Bucket${N}":
                    Type: AWS::S3::Bucket
                    Condition: "Has${N}"
                    Properties:
                      BucketName: !Ref N
                      Stage: !Ref Stage
                      Has: !If ["Has${N}", 1, 2]
            """, name: "t.yaml")
        #expect(reading.diagnostics.isEmpty)
        let (a, b) = (try reading.resource("Bucketa"), try reading.resource("Bucketb"))
        #expect(a.value("BucketName") == "\"a\"")
        #expect(a.value("Stage") == "\"test\"")
        #expect(a.value("Has") == "1")
        #expect(b.value("Stage") == "\"prod\"")
        #expect(b.value("Has") == "1")
    }

    /// What a function shares with others, it has as its own condition has it.
    @Test func globalsAreThoseOfTheResourcesStack() throws {
        let reading = read(
            """
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Stage: { Type: String, Default: prod }
            Conditions:
              IsTest: !Equals [!Ref Stage, test]
            Globals:
              Function:
                Description: !Ref Stage
                Timeout: !If [IsTest, 3, 30]
            Resources:
              A: { Type: AWS::Serverless::Function }
              B: { Type: AWS::Serverless::Function, Condition: IsTest }
            """, name: "t.yaml")
        #expect(try reading.resource("A").value() == "{Description: \"prod\", Timeout: 30}")
        let other = try reading.resource("B")
        #expect(other.value("Description") == "\"test\"")
        #expect(other.value("Timeout") == "3")
    }

    /// Only a resource has a condition; a map that looks like one has a member of that name.
    @Test func aMapInsideAResourceIsNone() throws {
        #expect(
            try value("{ Type: x, Condition: IsTest, Stage: !Ref Stage }")
                == "{Type: \"x\", Condition: \"IsTest\", Stage: \"prod\"}")
    }

    @Test func suppressionsMayHaveReasons() throws {
        let reading = read(
            """
            Resources:
              A:
                Type: AWS::S3::Bucket
                Metadata:
                  guard:
                    SuppressedRules:
                      - ONE
                      - TWO: it is a test
                  cfn-nag:
                    rules_to_suppress: [{ id: W1, reason: known }]
            """, name: "t.yaml")
        let suppressions = try reading.resource("A").suppressions
        #expect(suppressions.map(\.rule) == ["ONE", "TWO", "W1"])
        #expect(suppressions.map(\.reason) == [nil, "it is a test", "known"])
        #expect(suppressions.map { $0.place?.position.line } == [7, 8, 10])
    }
}
