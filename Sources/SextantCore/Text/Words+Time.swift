import QuizEngine

extension Words {
  /// An expected time, such as `about 24 minutes`; above an hour in steps of five minutes.
  package static func about(minutes: Double) -> String { "about \(count(rounded(minutes), "minute"))" }

  /// The time left of an attempt, such as `about 10 min left`.
  package static func left(minutes: Double) -> String { "about \(rounded(minutes)) min left" }

  /// The whole minutes that are said of an expected time.
  static func rounded(_ minutes: Double) -> Int {
    guard minutes.isFinite else { return 1 }
    let whole = max(1, Int(min(10_000, minutes).rounded()))
    return whole > 60 ? Int((Double(whole) / 5).rounded()) * 5 : whole
  }
}

extension Overview {
  /// The minutes that an attempt takes this person.
  package func minutes(of mode: Mode, scope: Scope = .all, items: Int) -> Double {
    AttemptTime.minutes(of: mode, scope: scope, items: items, pool: pool, pace: pace ?? 1)
  }

  /// The time that an attempt takes this person, in words: `about 24 minutes at your pace`.
  ///
  /// Without earlier answers it is the time of an average person, and the words leave the pace out.
  package func time(of mode: Mode, scope: Scope = .all, items: Int) -> String {
    Words.about(minutes: minutes(of: mode, scope: scope, items: items)) + (pace == nil ? "" : " at your pace")
  }
}

extension Overview {
  /// The time that an attempt takes this person, in few cells: `22 min`, or `9 min at your pace`.
  package func shortTime(of mode: Mode, scope: Scope = .all, items: Int) -> String {
    "\(Words.rounded(minutes(of: mode, scope: scope, items: items))) min"
      + (pace == nil ? "" : " at your pace")
  }

  /// The whole minutes that a placement takes this person, or what is left of an open one.
  var placementMinutes: Int {
    var items = settings.placementLength
    if let open, open.mode == Mode.placement.rawValue {
      let planned = AttemptPlan(stored: open.configuration)?.itemLimit ?? items
      items = max(1, planned - open.responseCount)
    }
    return Words.rounded(minutes(of: .placement, items: items))
  }
}

extension Attempt {
  /// The time that the whole attempt takes, in the words of `Overview.time(of:scope:items:)`.
  package var time: String {
    Words.about(
      minutes: AttemptTime.minutes(
        of: plan.mode, scope: plan.scope, items: plan.itemLimit, pool: pool, pace: plan.pace ?? 1))
      + (plan.pace == nil ? "" : " at your pace")
  }
}
