/// Checks the stored variants of families; each family has a finding once.
enum FamilyLint {
  static func check(_ assessment: ParsedAssessment) -> [Diagnostic] {
    let rules = BankLint.rules.filter { $0.severity == .warning }.compactMap { $0 as? any ItemRule }
    return assessment.families.sorted { $0.key < $1.key }.flatMap { id, family in
      let place =
        assessment.places[id]?[.item] ?? family.template.location
        ?? SourceLocation(file: "", line: 1, column: 1)
      return check(family, rules: rules).map { finding in
        Diagnostic(
          finding.severity, rule: finding.rule, message: finding.message, remedy: finding.remedy,
          location: place, item: id)
      }
    }
  }

  struct Finding: Equatable {
    var severity: Diagnostic.Severity
    var rule: String
    var message: String
    var remedy: String
  }

  static func check(_ family: Family, rules: [any ItemRule]) -> [Finding] {
    let items = family.items
    var findings: [Finding] = []
    func report(_ rule: String, _ message: String, _ remedy: String, _ severity: Diagnostic.Severity = .error)
    {
      findings.append(Finding(severity: severity, rule: rule, message: message, remedy: remedy))
    }
    if items.count < VariantSelection.fewest {
      report(
        "family-variants", "the family has \(items.count) variants, \(VariantSelection.fewest) are needed",
        "run `sextant bank families build`")
    }
    let unfit = zip(family.variants, items).compactMap { variant, item in
      (family.fault(variant) ?? VariantCheck.fault(item)).map { (variant.id, $0) }
    }
    if let (id, fault) = unfit.first {
      report(
        "variant", "variant \(id)\(others(unfit.count)): \(fault)",
        "exclude such draws with `where:`, and run `sextant bank families build`")
    }
    findings += shares(items)
    // The bank's own rules see the first variant.
    for rule in rules {
      let broken = items.dropFirst().compactMap { item in
        rule.check(item).first.map { (item.variant ?? "", $0) }
      }
      guard let (id, finding) = broken.first, rule.check(items[0]).isEmpty else { continue }
      report(rule.id, "variant \(id)\(others(broken.count)): \(finding.message)", finding.remedy, .warning)
    }
    return findings
  }

  private static func shares(_ items: [Item]) -> [Finding] {
    guard let first = items.first else { return [] }
    var findings: [Finding] = []
    let limits = VariantShares(first)
    func check(_ what: String, _ values: [String], _ limit: Double, rule: String, remedy: String) {
      let counts = values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
        Double(most.value) > limit * Double(VariantSelection.wanted) + 1e-9
      else { return }
      let name = most.key.split(separator: "\n").joined(separator: ", ")
      findings.append(
        Finding(
          severity: .error, rule: rule,
          message: "\(what) \(name) in \(most.value) of \(items.count) variants", remedy: remedy))
    }
    check(
      "the key is", items.map(VariantCheck.key), limits.key.limit, rule: "variant-key",
      remedy: "let the key vary more, so that nobody can learn it by heart")
    check(
      "the key has the position", items.compactMap { VariantSelection.position(of: $0).map { "\($0 + 1)" } },
      limits.position.limit, rule: "variant-position",
      remedy: "write more slips on the other side of the key, and `show:` as many as are wanted")
    let trivial = items.count { item in
      if case .numeric(let key) = item.task { return key.value == 0 || key.value == 1 }
      return false
    }
    if trivial * 5 > items.count {
      findings.append(
        Finding(
          severity: .warning, rule: "variant-key",
          message: "the key is 0 or 1 in \(trivial) of \(items.count) variants",
          remedy: "exclude most of these draws with `where:`"))
    }
    return findings
  }

  private static func others(_ count: Int) -> String { count > 1 ? " and \(count - 1) more" : "" }
}
