import Foundation

/// The Python program that draws values and computes variants.
enum FamilyProgram {
  /// What one seed led to.
  struct Draw: Decodable {
    var seed: Int
    /// The texts for the placeholders; nil if the draw doesn't hold.
    var values: [String]?
    /// The number of the condition that it breaks, from 0.
    var refused: Int?
    var error: Mistake?
  }

  /// A mistake in the family's block.
  struct Mistake: Decodable {
    /// `compute`, `where` or `placeholder`.
    var part: String
    /// The line, the condition or the placeholder, from 1, 0 and 0.
    var place: Int
    var message: String
  }

  private struct Order: Encodable {
    struct Draw: Encodable {
      var name: String
      var range: [String]?
      var pick: [FamilyValue]?
      var count: Int?
      var distinct: Bool
    }

    var id: String
    var draws: [Draw]
    var conditions: [String]
    var program: String
    var placeholders: [[String]]
    var code: String
    var modules: [String]
    var first: Int
    var count: Int
  }

  /// The job that draws with some seeds.
  static func job(_ source: FamilySource, requires: [String], code: String, seeds: Range<Int>)
    -> VerificationJob
  {
    let definition = source.definition
    let order = Order(
      id: source.id,
      draws: definition.draws.map { draw in
        var entry = Order.Draw(name: draw.name, count: draw.count, distinct: draw.isDistinct)
        switch draw.values {
        case .range(let from, let to, let step): entry.range = [from, to, step]
        case .pick(let values): entry.pick = values
        }
        return entry
      },
      conditions: definition.conditions.map(\.text), program: definition.program?.text ?? "",
      placeholders: definition.placeholders.map { [$0.place.name, $0.place.format] }, code: code,
      modules: requires, first: seeds.lowerBound, count: seeds.count)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func json(_ value: some Encodable) -> String {
      // Only texts, numbers and lists of them are encoded, so that can't fail.
      (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
    // Text in JSON is text in Python, as long as slashes stay as they are.
    return VerificationJob(
      id: source.id, language: "python", source: Self.source + "\nmain(json.loads(\(json(json(order)))))\n",
      requires: requires)
  }

  /// The lines that a job printed.
  static func draws(_ output: String) -> [Draw] {
    let decoder = JSONDecoder()
    return output.split(separator: "\n").compactMap { try? decoder.decode(Draw.self, from: Data($0.utf8)) }
  }

  /// Draws with its own generator, so that another version of Python draws the same.
  private static let source = #"""
    import ast, builtins, contextlib, copy, decimal, fractions, hashlib, io, itertools, json, math, re, statistics, sys, traceback

    PLACE = re.compile(r"\{\{([A-Za-z_][A-Za-z0-9_]*)(?::([^{}\n]*))?\}\}")


    class Mistake(Exception):
        def __init__(self, part, place, message):
            super().__init__(message)
            self.part, self.place = part, place


    class Generator:
        def __init__(self, name):
            self.name, self.count = name, 0

        def below(self, limit):
            self.count += 1
            digest = hashlib.sha256(("%s/%d" % (self.name, self.count)).encode()).digest()
            return int.from_bytes(digest[:8], "big") % limit


    def number(text):
        return int(text) if re.fullmatch(r"-?[0-9]+", text) else float(text)


    def plain(value):
        if isinstance(value, list):
            return [plain(entry) for entry in value]
        if isinstance(value, dict):
            if "number" in value:
                return number(value["number"])
            return {name: plain(entry) for name, entry in value["fields"].items()}
        return value


    class Values:
        def __init__(self, draw):
            self.pick = plain(draw.get("pick"))
            self.whole = False
            if self.pick is not None:
                self.size = len(self.pick)
                return
            texts = draw["range"]
            self.low, self.high, self.step = (decimal.Decimal(text) for text in texts)
            self.whole = all(re.fullmatch(r"-?[0-9]+", text) for text in texts)
            self.size = int((self.high - self.low) / self.step) + 1

        def __getitem__(self, place):
            if self.pick is not None:
                return copy.deepcopy(self.pick[place])
            value = self.low + self.step * place
            return int(value) if self.whole else float(value)


    def drawn(draw, values, generator):
        if draw.get("count") is None:
            return values[generator.below(values.size)]
        places = []
        while len(places) < draw["count"]:
            place = generator.below(values.size)
            if not draw["distinct"] or place not in places:
                places.append(place)
        return [values[place] for place in places]


    def shown(value, form):
        if getattr(value, "shape", None) == () and hasattr(value, "item"):
            value = value.item()
        if isinstance(value, (list, tuple)):
            if form:
                parts = ", ".join(shown(entry, form) for entry in value)
            elif any(isinstance(entry, float) for entry in value):
                raise ValueError("holds numbers with decimals; say how to write them, as in :.2f")
            else:
                return str(value)
            return "[%s]" % parts if isinstance(value, list) else "(%s)" % parts
        if isinstance(value, float):
            if not math.isfinite(value):
                raise ValueError("is %s" % value)
            if not form:
                raise ValueError("is a number with decimals; say how to write it, as in :.2f")
        text = format(value, form) if form else str(value)
        # Nobody writes minus zero.
        if isinstance(value, (int, float)) and re.fullmatch(r"-0(\.0+)?%?", text):
            text = text[1:]
        return text


    def run(source):
        """Runs a Python program and returns what it prints, without the last line break."""
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile(source, "<shown>", "exec"), {"__name__": "__main__"})
        return output.getvalue().rstrip("\n")


    def run_sql(setup, query):
        """Runs SQL in SQLite and returns its rows, columns joined with |."""
        import sqlite3
        base = sqlite3.connect(":memory:")
        base.executescript(setup)
        return "\n".join("|".join("NULL" if cell is None else str(cell) for cell in row)
                         for row in base.execute(query).fetchall())


    class Family:
        def __init__(self, order):
            self.order = order
            self.values = [(draw, Values(draw)) for draw in order["draws"]]
            self.program = self.compiled(order["program"], "compute", 0, "exec")
            self.conditions = [self.compiled(text.strip(), "where", place, "eval")
                               for place, text in enumerate(order["conditions"])]
            # A computed `sum` or `all` would be taken for Python's own before the program has run.
            own = set(dir(builtins)) & self.names(order["program"], ast.Store)
            self.late = {place for place, text in enumerate(order["conditions"])
                         if own & self.names(text.strip(), ast.Load)}

        @staticmethod
        def names(text, use):
            return {node.id for node in ast.walk(ast.parse(text))
                    if isinstance(node, ast.Name) and isinstance(node.ctx, use)}

        def compiled(self, text, part, place, mode):
            try:
                return compile(text, part, mode)
            except SyntaxError as error:
                raise Mistake(part, (error.lineno or 1) if part == "compute" else place, error.msg)

        def variant(self, seed):
            names = {"math": math, "statistics": statistics, "itertools": itertools, "fractions": fractions,
                     "run": run, "run_sql": run_sql}
            if "numpy" in self.order["modules"]:
                import numpy
                names["np"] = numpy
            if "pandas" in self.order["modules"]:
                import pandas
                names["pd"] = pandas

            def code(**changes):
                """The item's code with its placeholders filled; changes take the place of values."""
                present = {**names, **changes}

                def fill(match):
                    if match[1] not in present:
                        raise NameError("the code's {{%s}} has no value yet" % match[1])
                    return shown(present[match[1]], match[2] or "")

                return PLACE.sub(fill, self.order["code"])

            names["code"] = code
            for draw, values in self.values:
                names[draw["name"]] = drawn(
                    draw, values, Generator("%s/%d/%s" % (self.order["id"], seed, draw["name"])))
            # What only drawn values decide is decided before the program can fail on them.
            late = []
            for place in range(len(self.conditions)):
                if place in self.late:
                    late.append(place)
                    continue
                try:
                    if not self.holds(place, names):
                        return None, place
                except NameError:
                    late.append(place)
            if self.program:
                self.compute(names)
            for place in late:
                try:
                    if not self.holds(place, names):
                        return None, place
                except NameError as error:
                    raise Mistake("where", place, str(error))
            return [self.text(place, names) for place in range(len(self.order["placeholders"]))], None

        def holds(self, place, names):
            try:
                return bool(eval(self.conditions[place], names))
            except NameError:
                raise
            except Exception as error:
                raise Mistake("where", place, "%s: %s" % (type(error).__name__, error))

        def compute(self, names):
            try:
                with contextlib.redirect_stdout(io.StringIO()):
                    exec(self.program, names)
            except Exception as error:
                lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)
                         if frame.filename == "compute"]
                raise Mistake("compute", lines[-1] if lines else 1, "%s: %s" % (type(error).__name__, error))

        def text(self, place, names):
            name, form = self.order["placeholders"][place]
            if name not in names or name in ("math", "statistics", "itertools", "fractions", "run", "code"):
                raise Mistake("placeholder", place, "no value is called %s" % name)
            try:
                return shown(names[name], form)
            except Exception as error:
                raise Mistake("placeholder", place, "%s %s" % (name, error))


    def main(order):
        def tell(**line):
            sys.stdout.write(json.dumps(line) + "\n")

        seed = order["first"]
        try:
            family = Family(order)
            for seed in range(order["first"], order["first"] + order["count"]):
                values, refused = family.variant(seed)
                if seed < order["first"] + 3 and (values, refused) != family.variant(seed):
                    raise Mistake("compute", 1, "the same draw gives two results; use drawn values only")
                tell(seed=seed, values=values, refused=refused)
        except Mistake as mistake:
            tell(seed=seed, error={"part": mistake.part, "place": mistake.place, "message": str(mistake)})
    """#
}
