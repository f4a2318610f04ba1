extension Framework {
  /// The profile with an identity; the first one if the framework has no such profile.
  public func profile(_ id: String) -> Profile? { profiles.first { $0.id == id } ?? profiles.first }

  /// The domains' shares under a profile, in order; the framework's own if the profile names none.
  public func weights(ofProfile id: String) -> [Double] {
    let profile = profile(id)
    return domains.map { profile?.weights[$0.id] ?? $0.weight }
  }

  /// The target ability of a profile, in logits; 0 if the framework has no profile at all.
  public func target(ofProfile id: String) -> Double { profile(id)?.target ?? 0 }

  /// The cut of a profile's mock exams, in percent.
  public func cut(ofProfile id: String) -> Int { profile(id)?.cut ?? Profile.usualCut }

  /// The skills' shares under a profile, in points of 100: a domain's share, divided as the framework divides
  /// it.
  public func skillWeights(ofProfile id: String) -> [Double] {
    zip(domains, weights(ofProfile: id)).flatMap { domain, share -> [Double] in
      let sum = domain.skills.reduce(0) { $0 + $1.weight }
      return domain.skills.map { sum > 0 ? share * $0.weight / sum : 0 }
    }
  }
}
