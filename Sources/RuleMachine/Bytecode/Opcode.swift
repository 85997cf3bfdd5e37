/// What an instruction does. Declared here and nowhere else: operands, verifier, disassembler and the loop follow from
/// exhaustive switches over it.
///
/// Notation: `R` registers, `A` accumulators of causes, `K` the rule's constants, `I` the state of an iteration (two registers),
/// `d a b c f` the operands of `Instruction`, `w` the word behind a wide instruction, `pc` the instruction that comes next.
///
/// A *test* asks something of `R[a]`. A true answer, or a false one when its flag says so, *decides*: `pc += c`. The
/// other answer falls through; Unknown falls through too, after `A[d] ∪= causes`. Written `test(…)` below.
package enum Opcode: UInt8, CaseIterable, Sendable {

    // MARK: Values

    /// `R[d] := K[b]`
    case constant
    /// `R[d] := R[a]`
    case copy
    /// `R[d] := as_of`
    case clock
    /// `R[d] := R[a].@f`
    case attribute
    /// `R[d] := count(resources of K[b])`
    case countResources
    /// `R[d] := f(R[a], R[a + 1], …)`
    case call
    /// `R[d] := R[a] read as f`
    case convert

    // MARK: Paths

    /// `R[d] := R[a].key(b, c)`
    case member
    /// `R[d] := R[a][R[b]]`
    case index
    /// `if R[a] is not missing, as f says { pc += c }`
    case unlessMissing
    /// `R[d] := R[a], each branch that is missing, as f says, replaced by R[b] or dropped`
    case replaceBranches

    /// `R[d] := shared value w`
    case loadShared

    // MARK: Lists

    /// `R[a] := the beginning of a new list`
    case beginList
    /// `push R[b]`
    case append
    /// `if A[d] ≠ ∅ { push Unknown(A[d]) }`, unsettled if f says so
    case appendCauses
    /// `if A[d] = ∅ { push R[b] } else { push Unknown(A[d] unsettled) }`
    case keep
    /// `R[d] := all that was pushed since R[a]`
    case endList
    /// `R[d] := all that was pushed since R[a]`, or `Unknown(A[b])` if that is not empty
    case endBranches

    // MARK: Loops

    /// `I[a] := the elements of R[b]; pc += c`; not a list or map: `I[a] := none, A[d] ∪= causes`
    case iterate
    /// `I[a] := resources of K[b]; pc += c`; not collected: `I[a] := none, A[d] ∪= causes`
    case iterateResources
    /// `the next iterateJoined goes through the resources of K[b] too that have R[w] there, and through those that may`
    case addCandidates
    /// `I[a] := resources of K[b] that have R[w] there, then those that may`, in the manner f, counted in another register; `pc += c`; not
    /// collected: as above
    case iterateJoined
    /// `if I[a] has an element { R[d] := it; A[b] := ∅; pc += c }`
    case next
    /// `if I[a] has an element { R[d] := it; R[b] := its key; pc += c }`
    case nextPair
    /// `R[a] += 1; pc += R[a] < b ? R[a] - 1 : b - 1`, over `b - 1` jumps
    case nextSource

    // MARK: Groups

    /// `pc += c`
    case jump
    /// `A[d] := ∅`
    case clear
    /// `if A[a] = ∅ { pc += c } else { A[d] ∪= A[a] }`
    case settle

    // MARK: Counts

    /// `R[a] := no element; it stops at w`
    case beginCount
    /// `if A[d] = ∅ { R[a].true += 1 } else { R[a].unknown += 1; A[b] ∪= A[d] }; if R[a] stops { pc += c }`
    case countElement
    /// `test(R[a] f w)`, unknown elements' causes in `A[b]`, open sources' in `A[b + 1]`
    case testCount

    // MARK: Tests

    /// `test(R[a] is present)`
    case testPresent
    /// `test(R[a] is empty)`
    case testEmpty
    /// `test(R[a] is undetermined)`
    case testUndetermined
    /// `test(R[a] is a f)`
    case testType
    /// `test(R[a] is R[b])`
    case testEqual
    /// `test(R[a] is R[b])`, as sets of addresses
    case testEqualAddresses
    /// `test(R[a] is one of R[b])`
    case testOneOf
    /// `test(R[a] f R[b])`, f an order
    case testOrdered
    /// `test(R[a] is within R[b])`
    case testWithin
    /// `test(R[a] overlaps R[b])`
    case testOverlaps
    /// `test(R[a] is like R[b])`
    case testLike
    /// `test(R[a] is f than R[b])`, f older or newer
    case testAge
    /// `test(R[a] contains f R[b])`, f one, all of or any of
    case testContains
    /// `test(R[a] matches f R[b])`, f one or any of
    case testMatches
    /// `test(R[a] starts with f R[b])`
    case testStarts
    /// `test(R[a] ends with f R[b])`
    case testEnds

    // MARK: Tests with constants

    /// `test(R[a] is w)`
    case testEqualConstant
    /// `test(R[a] f w)`, w an integer
    case testOrderedConstant
    /// `test(R[a] is one of K[b])`, a set of texts
    case testInTexts
    /// `test(R[a] is within K[b])`, a set of addresses
    case testWithinConstant
    /// `test(R[a] matches K[b])`
    case testMatchesConstant
    /// `test(R[a] is like K[b])`
    case testLikeConstant
    /// `test(R[a] contains f K[b])`
    case testContainsConstant
    /// `test(R[a] starts with f K[b])`
    case testStartsConstant
    /// `test(R[a] ends with f K[b])`
    case testEndsConstant

    // MARK: Tests of a member

    /// `test(R[a].key(b) is present)`
    case testMemberPresent
    /// `test(R[a].key(b) is w)`
    case testMemberEqual
    /// `test(R[a].key(b) f w)`, w an integer
    case testMemberOrdered
    /// `test(R[a].key(b) is one of K[w])`, a set of texts
    case testMemberInTexts

    /// `test(shared test w)`
    case testShared

    // MARK: All elements at once

    // The elements of a list are decided together: `E[d]` are those that a group is open for, and those that something in it is Unknown of.
    // What is Unknown and matters is left to the loop that stands behind.

    /// `E[d] := the elements of R[a]`; not a list of 1 to 64: `pc += c`
    case beginElements
    /// `E[d] := E[a], nothing of it Unknown`
    case openElements
    /// `E[d] −= the elements that test w decides; if E[d] = ∅ { pc += c }`
    case testElements
    /// `E[d] −= the known elements of E[a]; if E[d] = ∅ { pc += c }`
    case settleElements
    /// `if E[a] has a known element { pc += c } else if E[a] ≠ ∅ { pc += 1 }`, over a jump
    case foldElements
    /// `if every element of E[a] is known { R[d].true := their number } else { pc += 1 }`, over a jump
    case countElements
    /// `if every element of E[a] is known { push each } else { pc += 1 }`, over a jump
    case keepElements

    // MARK: Rules

    /// Rule `w` begins: where its outcome stands, its constants, its fuel.
    case enterRule
    /// `if A[0] ≠ ∅ { the rule is unknown; pc += c }`
    case applicable
    /// `if A[0] ≠ ∅ { f says pass, fail: pc += c, or unknown: the rule's causes ∪= A[0] }; A[0] := ∅`
    case clause
    /// The rule ends with f: fail, not applicable, or what its clauses say.
    case leaveRule

    // MARK: Families

    // A family's rules run together: `L[d]` are those that the group of `A[d]` is open for, each with causes of its own beside `A[d]`.
    // What decides all of them is a plain test, which jumps.

    /// Family `w` begins: its lanes, the constants they share, their fuel.
    case enterFamily
    /// `L[d] := L[a]; A[d] := ∅`
    case beginLanes
    /// `L[d] −= the lanes whose question b about R[a] decides; if L[d] = ∅ { pc += c }`
    case testLanes
    /// `L[d] := L[a], A[d] := ∅, no element of L[d]; a lane stops at w`
    case beginCountLanes
    /// `each lane of L[a] without causes counts one element more in L[d], the others one that is Unknown, with its causes; L[d] −= the lanes that stop; if
    /// L[d] = ∅ { pc += c }`
    case countLanes
    /// `L[d] −= the lanes whose count in L[b] is f w or is not, whichever decides; if L[d] = ∅ { pc += c }`; open sources' causes in `A[b + 1]`
    case testCountLanes
    /// `L[d] −= the lanes of L[a] without causes, the others leave theirs; if L[d] = ∅ { pc += c }`
    case settleLanes
    /// `applicable` of each lane; if none begins its clauses { pc += c }
    case applicableLanes
    /// `clause` of each lane; if all have failed { pc += c }
    case clauseLanes
    /// The family ends with f, as `leaveRule` has it.
    case leaveFamily

    /// The program ends.
    case finish
}
