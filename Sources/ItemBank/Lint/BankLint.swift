/// Checks items against the rules of item writing.
///
/// Checking that the key equals what the code prints requires running it; see `KeyVerifier`.
public enum BankLint {
  /// The rules, each a type of its own.
  ///
  /// `BankLoader.parse` applies the error rules, so the items it returns break none of them.
  public static var rules: [any LintRule] {
    [
      ItemIdentityRule(), DuplicateIdentityRule(), UnknownSkillRule(), LevelRule(), KeyCountRule(),
      EntryCountRule(),
      AlikeRule(), RationaleRule(), ExplanationRule(), SourceRule(), MisconceptionRule(), EffectivenessRule(),
      RatingMedianRule(), RatingSpreadRule(),
      CharacterRule(),
      KeyLengthRule(), KeyLongestRule(), BestLongestRule(), ConvergenceRule(), StemEchoRule(),
      AbsolutesRule(),
      AllOfTheAboveRule(), MixedKindsRule(), NumbersInOrderRule(), NumbersOverlapRule(), VagueFrequencyRule(),
      GrammarRule(), NegationRule(), StemQuestionRule(), ScreenFitRule(), LineNotesRule(),
      NoVerificationRule(),
      StaleFactRule(), NearDuplicateRule(),
    ]
  }

  /// The findings of all rules over all items, by file and line.
  ///
  /// Items refused while reading are checked for warnings only, because their errors were already reported.
  public static func check(_ assessment: ParsedAssessment, today: (year: Int, month: Int)) -> [Diagnostic] {
    let sound = LintContext(assessment, today: today)
    let all = LintContext(assessment, assessment.items + assessment.refused, today: today)
    return
      (rules.flatMap { rule in
        let context = rule.severity(in: assessment.content.framework) == .error ? sound : all
        return rule.check(context).map { context.diagnostic($0, of: rule) }
      } + FamilyLint.check(assessment)).sorted()
  }

  /// The findings of warning rules over items without errors, such as those of a bank that opens.
  public static func warnings(_ assessment: ParsedAssessment, today: (year: Int, month: Int)) -> [Diagnostic]
  {
    let context = LintContext(assessment, today: today)
    let framework = assessment.content.framework
    return rules.filter { $0.severity(in: framework) == .warning }.flatMap { rule in
      rule.check(context).map { context.diagnostic($0, of: rule) }
    }.sorted()
  }

  /// The findings about one item of a draft, without the rules that compare items.
  package static func findings(inDraft item: Item) -> [(rule: any LintRule, finding: ItemFinding)] {
    rules.compactMap { $0 as? any ItemRule }.flatMap { rule in rule.check(item).map { (rule, $0) } }
  }

  /// The findings of all rules over all items, by file and line.
  public static func check(_ assessment: ParsedAssessment, year: Int, month: Int) -> [Diagnostic] {
    check(assessment, today: (year, month))
  }
}
