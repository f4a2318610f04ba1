/// Checks items against the rules of item writing.
///
/// Whether a key is what the item's code prints is not decided here: that takes running it, see `KeyVerifier`.
public enum BankLint {
  /// The rules, each a type of its own.
  ///
  /// `BankLoader.parse` applies those that are errors; an assessment that it returns breaks none of them.
  public static var rules: [any LintRule] {
    [
      ItemIdentityRule(), DuplicateIdentityRule(), UnknownSkillRule(), LevelRule(), KeyCountRule(),
      EntryCountRule(),
      AlikeRule(), RationaleRule(), ExplanationRule(), SourceRule(), MisconceptionRule(), EffectivenessRule(),
      CharacterRule(),
      KeyLengthRule(), KeyLongestRule(), BestLongestRule(), ConvergenceRule(), StemEchoRule(),
      AbsolutesRule(),
      AllOfTheAboveRule(), MixedKindsRule(), NumbersInOrderRule(), NumbersOverlapRule(), VagueFrequencyRule(),
      GrammarRule(), NegationRule(), StemQuestionRule(), ScreenFitRule(), LineNotesRule(),
      NoVerificationRule(),
      StaleFactRule(), NearDuplicateRule(),
    ]
  }

  /// What all rules find over all items, by file and line.
  ///
  /// Items that reading refused are looked at for warnings only: their errors were told there.
  public static func check(_ assessment: ParsedAssessment, today: (year: Int, month: Int)) -> [Diagnostic] {
    let sound = LintContext(assessment, today: today)
    let all = LintContext(assessment, assessment.items + assessment.refused, today: today)
    return rules.flatMap { rule in
      let context = rule.severity == .error ? sound : all
      return rule.check(context).map { context.diagnostic($0, of: rule) }
    }.sorted()
  }

  /// What the rules that warn find over items that break none of the others, as those of a bank that opens.
  public static func warnings(_ assessment: ParsedAssessment, today: (year: Int, month: Int)) -> [Diagnostic]
  {
    let context = LintContext(assessment, today: today)
    return rules.filter { $0.severity == .warning }.flatMap { rule in
      rule.check(context).map { context.diagnostic($0, of: rule) }
    }.sorted()
  }

  /// What all rules find over all items, by file and line.
  public static func check(_ assessment: ParsedAssessment, year: Int, month: Int) -> [Diagnostic] {
    check(assessment, today: (year, month))
  }
}
