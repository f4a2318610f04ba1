import Foundation
import Testing

@testable import ItemBank

/// Families are drawn, computed, stored and read.
@Suite(.enabled(if: SystemPython.canRunCode), .serialized) struct FamilyTests {
  @Test func variantsAreComputedAndRead() throws {
    let fixture = try FamilyFixture()
    let outcome = try fixture.build()
    #expect(outcome.diagnostics.isEmpty && outcome.built == ["plan.aims.product"], "\(outcome.diagnostics)")
    let (parsed, diagnostics) = fixture.bank.parse()
    let found = diagnostics + (parsed.map { BankLint.check($0, today: LintTests.today) } ?? [])
    #expect(found.isEmpty, "\(found)")
    let family = try fixture.family("plan.aims.product")
    #expect(family.variants.count == VariantSelection.wanted)
    #expect(Set(family.variants.map(\.id)).count == family.variants.count)
    for item in family.items {
      guard case .numeric(let key) = item.task else { throw FixtureError(missing: "a number") }
      let numbers = item.stem.split { !$0.isNumber }.compactMap { Int($0) }
      #expect(numbers.count == 2 && Double(numbers[0] * numbers[1]) == key.value)
      #expect(item.misconceptions[0].answer == "\(numbers[0] + numbers[1])")
      #expect(item.misconceptions[0].template == "{{added}}")
      #expect(!item.texts.contains { $0.text.contains("{{") })
      #expect(item.variant != nil && family.item(variant: item.variant ?? "") == item)
    }
    // The item in the lists is the first variant.
    #expect(parsed?.items.first { $0.id == "plan.aims.product" }?.stem == family.items[0].stem)
  }

  @Test func theSameTemplateGivesTheSameFile() throws {
    let fixture = try FamilyFixture(FamilyFixture.product + FamilyFixture.choice)
    try fixture.build()
    let text = try fixture.bank.text(FamilyFixture.variants)
    let again = try fixture.build(all: true)
    #expect(again.built.count == 2)
    #expect(try fixture.bank.text(FamilyFixture.variants) == text)
    let kept = try fixture.build()
    #expect(kept.built.isEmpty && kept.kept == 2)
    #expect(try fixture.bank.text(FamilyFixture.variants) == text)
  }

  @Test func optionsAscendAndTheKeyTakesEveryPlace() throws {
    let fixture = try FamilyFixture(FamilyFixture.choice)
    let outcome = try fixture.build()
    #expect(outcome.diagnostics.isEmpty, "\(outcome.diagnostics)")
    let items = try fixture.family("plan.aims.choice").items
    var places: [Int: Int] = [:]
    for item in items {
      let numbers = item.task.options.compactMap { Double($0.text) }
      #expect(numbers.count == 4 && numbers == numbers.sorted())
      #expect(item.task.options.count(where: \.isKey) == 1)
      places[item.keyIndex ?? -1, default: 0] += 1
    }
    #expect(places.count >= 3 && places.values.allSatisfy { $0 <= items.count * 9 / 20 }, "\(places)")
  }

  @Test func aConditionMayNameAComputedValueAsPythonNamesAFunction() throws {
    let fixture = try FamilyFixture(
      FamilyFixture.choice.replacing("where: (high - low) % step == 0", with: "where: all > 8"))
    let outcome = try fixture.build()
    #expect(outcome.diagnostics.isEmpty, "\(outcome.diagnostics)")
    #expect(outcome.built == ["plan.aims.choice"])
  }

  @Test func aChangedTemplateNeedsNewVariants() throws {
    let fixture = try FamilyFixture()
    try fixture.build()
    try fixture.bank.change(FamilyFixture.file, "level: 2", "level: 3")
    #expect(fixture.bank.parse().diagnostics.isEmpty)
    try fixture.bank.change(FamilyFixture.file, "to: 20", "to: 30")
    let found = fixture.bank.parse().diagnostics
    #expect(found.map(\.rule) == ["family-variants"] && found.first?.location.line == 3, "\(found)")
    #expect(found.first?.remedy == "run `sextant bank families build`")
    try fixture.build()
    #expect(fixture.bank.parse().diagnostics.isEmpty)
  }

  @Test func variantsChangedByHandAreRefused() throws {
    let fixture = try FamilyFixture()
    #expect(fixture.bank.parse().diagnostics.map(\.rule) == ["family-variants"])
    try fixture.build()
    try fixture.bank.change(FamilyFixture.variants, "\"Ada\"", "\"Eve\"")
    #expect(fixture.bank.parse().diagnostics.map(\.rule) == ["family-variants"])
    try fixture.build()
    #expect(fixture.bank.parse().diagnostics.isEmpty)
  }

  @Test func variantsOfAFamilyThatIsGoneAreReported() throws {
    let fixture = try FamilyFixture(FamilyFixture.product + FamilyFixture.choice)
    try fixture.build()
    try fixture.bank.write(FamilyFixture.file, "skill: plan.aims\nitems:\n" + FamilyFixture.product)
    let found = fixture.bank.parse().diagnostics
    #expect(found.map(\.rule) == ["family-variants"] && found.first?.severity == .warning)
    #expect(found.first?.location.file.hasSuffix(FamilyFixture.variants) == true)
    try fixture.build()
    #expect(fixture.bank.parse().diagnostics.isEmpty)
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var from: String
    var to: String
    var line: Int
    var message: String
    var testDescription: String { to }
  }

  static let mistakes = [
    Mistake(from: "total = weeks * lessons", to: "total = weeks / 0", line: 21, message: "ZeroDivisionError"),
    Mistake(from: "total = weeks * lessons", to: "total = weeks *", line: 21, message: "invalid syntax"),
    Mistake(from: "weeks != lessons", to: "weeks != leson", line: 19, message: "leson"),
    Mistake(from: "{{share:.2f}}", to: "{{share}}", line: 11, message: "share is a number with decimals"),
    Mistake(from: "{{share:.2f}}", to: "{{shares}}", line: 11, message: "no value is called shares"),
    Mistake(from: "from: 5, to: 20", to: "from: 20, to: 5", line: 17, message: "weeks must go up"),
    Mistake(from: "from: 5, to: 20", to: "form: 5, to: 20", line: 17, message: "no field form"),
    Mistake(from: "pick: [Ada, Ben]", to: "pick: [Ada]", line: 16, message: "at least two"),
    Mistake(from: "lessons: {from", to: "class: {from", line: 18, message: "class can't be the name"),
    Mistake(from: "from: 3, to: 9", to: "from: 3, to: 9, count: 9", line: 18, message: "too few for 9"),
    Mistake(from: "total = weeks * lessons", to: "total = 100", line: 3, message: "one key"),
    Mistake(from: "added = weeks + lessons", to: "added = total", line: 3, message: "counts as right"),
    Mistake(from: "added = weeks + lessons", to: "added = id(object())", line: 21, message: "two results"),
    Mistake(from: "bloom: apply", to: "bloom: aply", line: 6, message: "bloom cannot be aply"),
    Mistake(
      from: "tolerance: 0", to: "tolerance: \"{{name}}\"", line: 8, message: "tolerance must be a number"),
  ]

  @Test(arguments: mistakes)
  func aMistakeIsReportedWithItsPlace(mistake: Mistake) throws {
    let fixture = try FamilyFixture()
    try fixture.bank.change(FamilyFixture.file, mistake.from, mistake.to)
    let outcome = try fixture.build()
    let first = try #require(outcome.diagnostics.first { $0.message.contains(mistake.message) })
    #expect(first.severity == .error && !first.remedy.isEmpty, "\(outcome.diagnostics)")
    #expect(first.location.line == mistake.line, "\(outcome.diagnostics)")
    #expect(!FileManager.default.fileExists(atPath: fixture.bank.folder.path + "/" + FamilyFixture.variants))
  }

  @Test func nothingIsWrittenIfOneFamilyIsWrong() throws {
    let fixture = try FamilyFixture(FamilyFixture.product + FamilyFixture.choice)
    try fixture.build()
    let before = try fixture.bank.text(FamilyFixture.variants)
    try fixture.bank.change(FamilyFixture.file, "to: 20}", "to: 25}")
    try fixture.bank.change(FamilyFixture.file, "double = 2 * right", "double = 2 * wrong")
    #expect(try fixture.build().isBroken)
    #expect(try fixture.bank.text(FamilyFixture.variants) == before)
  }

  @Test func theIndexGivesTheVariantsOnDemand() throws {
    let fixture = try FamilyFixture(FamilyFixture.product + FamilyFixture.choice)
    try fixture.build()
    try fixture.bank.age()
    let parsed = try #require(fixture.bank.parse().assessment)
    _ = try fixture.bank.load()
    let bank = try fixture.bank.load()
    for (id, family) in parsed.families {
      #expect(try bank.family(id: id) == family)
      for item in family.items { #expect(try bank.item(id: id, variant: item.variant) == item) }
      #expect(try bank.item(id: id, variant: "00000000") == nil)
    }
    #expect(try bank.family(id: "teach.ask.open") == nil)
    // Whoever has opened the bank goes on with it, even after another program has compiled a changed one.
    try fixture.bank.change(FamilyFixture.file, "bloom: apply", "bloom: analyse")
    _ = try fixture.bank.load()
    #expect(try bank.family(id: "plan.aims.product") == parsed.families["plan.aims.product"])
    try fixture.bank.change(FamilyFixture.file, "bloom: analyse", "bloom: apply")
    try fixture.bank.age()
    // A lost or damaged file is made again from the bank's own.
    let another = try fixture.bank.load()
    let files = try FileManager.default.contentsOfDirectory(atPath: fixture.bank.cache.path)
    let name = try #require(files.first { $0.hasSuffix(".families") })
    try FileManager.default.removeItem(at: fixture.bank.cache.appendingPathComponent(name))
    #expect(try another.family(id: "plan.aims.product") == parsed.families["plan.aims.product"])
    try Data("damage".utf8).write(to: fixture.bank.cache.appendingPathComponent(name))
    #expect(try fixture.bank.load().family(id: "plan.aims.choice") == parsed.families["plan.aims.choice"])
  }

  @Test func freshVariantsAreVerified() throws {
    let fixture = try FamilyFixture(FamilyFixture.product + FamilyFixture.choice)
    try fixture.build()
    let families: Set = ["plan.aims.product", "plan.aims.choice"]
    func report() throws -> VerificationReport {
      try FamilyVerifier(KeyVerifierTests.verifier()).verify(
        folder: fixture.bank.folder.path, families: families, fresh: 20, stored: 5)
    }
    let sound = try report()
    #expect(sound.confirmed == 50 && sound.refuted.isEmpty, "\(sound.refuted)")
    // A key that is computed wrong for some draws only.
    try fixture.bank.change(
      FamilyFixture.file, "total = weeks * lessons", "total = weeks * lessons + weeks // 20")
    let refuted = try report().refuted
    #expect(!refuted.isEmpty && refuted.count < 20)
    let name = try #require(refuted.first).item
    #expect(
      try /plan\.aims\.product variant [0-9a-f]{8} seed 10000\d\d/.wholeMatch(in: name) != nil, "\(name)")
  }

  @Test func botsAnswerEveryVariantAndTheFamilyCountsOnce() throws {
    let fixture = try FamilyFixture(FamilyFixture.choice)
    try fixture.build()
    try fixture.bank.age()
    _ = try fixture.bank.load()
    let audit = try BankAudit(fixture.bank.load())
    let plan = audit.rows.filter { $0.domain == "plan" }
    #expect(plan.allSatisfy { $0.items == 1 && abs($0.chance - 0.25) < 1e-9 })
    #expect(plan.contains { $0.score > 0 && $0.score < 1 })
  }

  /// A missing library stops only the families that need it, and they keep the variants that are stored.
  @Test func withoutALibraryTheOtherFamiliesAreComputed() throws {
    let needy = FamilyFixture.choice.replacing(
      "    source: Python documentation\n",
      with: "    source: Python documentation\n    requires: [tensorflow]\n")
    let fixture = try FamilyFixture(FamilyFixture.product + needy)
    let outcome = try fixture.build()
    try #require(outcome.unchecked.count == 1, "this Python has TensorFlow: \(outcome.diagnostics)")
    #expect(outcome.unchecked[0] == ("plan.aims.choice", "tensorflow") && !outcome.isBroken)
    #expect(outcome.built == ["plan.aims.product"])
    let text = try String(
      contentsOfFile: fixture.bank.folder.appendingPathComponent(FamilyFixture.variants).path, encoding: .utf8
    )
    #expect(text.contains("plan.aims.product") && !text.contains("plan.aims.choice"))
    // Variants that were computed elsewhere stay.
    let other = try FamilyFixture(FamilyFixture.product + FamilyFixture.choice)
    try other.build()
    let before = try #require(try other.build().files.first?.text)
    try other.bank.write(FamilyFixture.file, "skill: plan.aims\nitems:\n" + FamilyFixture.product + needy)
    #expect(try other.build(all: true).files.first?.text == before)
  }

  /// Lines that are too wide leave few draws to choose from; that is the reason, and not the key.
  @Test func tooFewVariantsNameTheReasonOfMostRefusals() throws {
    let wide = """
        - id: plan.aims.wide
          type: numeric
          level: 2
          bloom: apply
          stem: How many marks does this program print?
          code:
            language: python
            text: |
              # {{rule}}
              print("+" * {{count}})
          answer: {value: "{{count}}", tolerance: 0, unit: marks}
          misconceptions:
            - {answer: "{{more}}", why: "That is one more."}
          explanation: It prints one mark for each of {{count}}.
          source: Arithmetic
          verify: {python: "{{count}}"}
          family:
            draw:
              count: {from: 3, to: 5}
              width: {from: 40, to: 240}
            compute: |
              rule = "-" * width
              more = count + 1

      """
    let fixture = try FamilyFixture(wide)
    let message = try #require(try fixture.build().diagnostics.first { $0.severity == .error }?.message)
    #expect(message.contains("most often: a line of the code is"), "\(message)")
    #expect(
      message.contains("whose keys differ enough") && !message.contains("comes too often"), "\(message)")
  }
}
