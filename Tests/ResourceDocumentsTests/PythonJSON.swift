import Foundation
import TestSupport

/// Python's `json`, asked about many texts in one run.
enum PythonJSON {
    /// One line for each text: what `canonical` prints, or "error". Nil, said loudly, where there is no Python.
    ///
    /// Told to read numbers exactly, and to differ from its defaults where `JSONParser` has decided: no NaN, no lone surrogates, no
    /// exponent past a thousand million, nesting of at most 512.
    static func readings(of texts: [[UInt8]]) throws -> [String]? {
        try PythonOracle.answers(to: texts.map { Data($0).base64EncodedString() }, script: script)
    }

    private static let script = #"""
        import base64, json, sys
        from decimal import Decimal, getcontext
        sys.setrecursionlimit(20000)
        if hasattr(sys, "set_int_max_str_digits"): sys.set_int_max_str_digits(0)

        class Number(str): pass
        class Refused(Exception): pass

        def number(text):
            parts = text.lower().split("e")
            if len(parts) > 1 and abs(int(parts[1])) > 1_000_000_000: raise Refused
            return Number(text)

        def constant(text): raise Refused

        def dump(value, depth=0):
            if depth > 512: raise Refused
            if value is None: return "null"
            if value is True: return "true"
            if value is False: return "false"
            if isinstance(value, Number):
                sign, digits, exponent = Decimal(value).as_tuple()
                text = "".join(map(str, digits)).lstrip("0")
                short = text.rstrip("0")
                if not short: return "n0"
                return "n%s%se%d" % ("-" if sign else "", short, exponent + len(text) - len(short))
            if isinstance(value, str): return "s" + value.encode("utf-8").hex()
            if isinstance(value, list):
                return "[" + ",".join(dump(v, depth + 1) for v in value) + "]" if depth < 512 else refuse()
            if depth >= 512: refuse()
            return "{" + ",".join(k.encode("utf-8").hex() + ":" + dump(v, depth + 1) for k, v in value[0]) + "}"

        def refuse(): raise Refused

        for line in sys.stdin:
            try:
                text = base64.b64decode(line).decode("utf-8")
                if text.startswith("\ufeff"): text = text[1:]
                value = json.loads(
                    text, parse_int=number, parse_float=number, parse_constant=constant,
                    object_pairs_hook=lambda pairs: (pairs,))
                print(dump(value))
            except (Refused, ValueError, RecursionError):
                print("error")
        """#
}
