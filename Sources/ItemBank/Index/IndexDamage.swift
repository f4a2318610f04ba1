/// What a damaged index says.
struct IndexDamage: Error {}
