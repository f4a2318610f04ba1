"""Fills a journal like one of a person who has used the program for two years.

usage: journal.py PROGRAM HOME ATTEMPTS

The program creates the empty journal, so the schema always matches; items, actions and scales are those of its bank.
The ability grows slowly, domains differ, and the last attempt is of the day before NOW.
"""
import json, math, random, sqlite3, struct, subprocess, sys

NOW = 1_796_000_000


def checksum(*values):
    """What the program stores with each row (FNV-1a)."""
    total = 0xCBF29CE484222325
    for value in values:
        if value is None:
            data = b"\0"
        elif isinstance(value, int):
            data = b"\1" + value.to_bytes(8, "little", signed=True)
        elif isinstance(value, float):
            data = b"\2" + struct.pack("<d", value)
        else:
            data = b"\3" + value.encode() + b"\xff"
        for byte in data:
            total = (total ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return total - (1 << 64) if total >> 63 else total


def fill(program, home, attempts, seed=5):
    def run(*words):
        return subprocess.run([program, *words, "--home", home], capture_output=True, text=True, check=True).stdout

    run("history")
    items = json.loads(run("bank", "list", "--json"))
    plan = json.loads(run("plan", "--json"))
    actions = [action for week in plan["weeks"] for action in week["actions"]] + plan["notPlanned"]
    scales = json.loads(run("evidence", "--json"))
    rng = random.Random(seed)
    database = sqlite3.connect(home + "/journal.sqlite")
    strength = {}

    def put(table, **fields):
        database.execute(
            f"INSERT INTO {table} ({', '.join(fields)}) VALUES ({', '.join('?' * len(fields))})", list(fields.values()))

    for number in range(attempts):
        # The first attempts lie further apart than the last ones.
        day = NOW - 86_400 - int((attempts - 1 - number) * 86_400 * 700 / max(1, attempts - 1) if attempts > 1 else 0)
        mode = "focus" if number % 5 == 3 else "mock" if number % 7 == 5 else "placement"
        length = 12 if mode == "focus" else 30
        scope = {"domain": {"_0": "ml"}} if mode == "focus" else {"all": {}}
        pool = [item for item in items if mode != "focus" or item["skill"].startswith("ml.")]
        plan = {"asksConfidence": mode != "mock", "due": [], "itemLimit": length, "mode": mode, "profile": "entry",
                "resting": [], "scope": scope, "seed": 1}
        put("attempt", id=f"a{number}", number=number + 1, assessment="ml-engineer", mode=mode, seed=number,
            configuration=json.dumps(plan), bank="sample", started_at=day, finished_at=day + 1500, state="finished",
            stop_reason="item-limit", pending_item=None, active_ms=1_500_000)
        if number == attempts // 2 and attempts > 4:
            put("exclusion", attempt=f"a{number}", reason="rushed, on the train", excluded_at=NOW - 9000)
        growth = -0.9 + 1.5 * number / max(1, attempts - 1)
        for position, item in enumerate(rng.sample(pool, length)):
            domain, skill = item["skill"].split(".")[0], item["skill"]
            strength.setdefault(domain, rng.gauss(0, 0.5))
            strength.setdefault(skill, rng.gauss(0, 0.6))
            ability = growth + strength[domain] + strength[skill]
            count = {"ordering": 3, "matching": 3, "situational": 4}.get(item["type"], 2)
            chance = 1 / (1 + math.exp(-1.2 * (ability - (item["level"] - 3) * 0.9)))
            category = sum(rng.random() < chance for _ in range(count - 1))
            sure = max(1, min(3, round(rng.gauss(1.3 + 1.5 * chance, 0.7))))
            put("response", attempt=f"a{number}", position=position, item=item["id"], item_revision=item["revision"],
                skill=skill, answer="?", category=category, category_count=count, credit=category / (count - 1),
                is_unknown=0, is_rapid=int(rng.random() < 0.03), confidence=None if mode == "mock" else sure,
                milliseconds=35_000, answered_at=day + position * 45, flagged=0, note=None)
    proofs = ["https://github.com/somebody/tabular-baseline", "Report on paper, shown to Dr Özgür <o@example.org>",
              "https://example.org/a/rather/long/address/that/has/to/be/broken/somewhere?with=parameters&and=more",
              "javascript:alert(1)", None]
    for place, action in enumerate(actions[:9]):
        state = "done" if place < 5 else "doing"
        put("action", assessment="ml-engineer", action=action["id"], state=state, due_on=NOW + 86_400 * 20 if place == 6 else None,
            artefact=proofs[place] if place < 5 else None, note="for me alone", updated_at=NOW - 9000,
            done_at=NOW - 86_400 * 30 * place if state == "done" else None)
    for place, scale in enumerate(scales[:6]):
        put("evidence", assessment="ml-engineer", scale=scale["id"], level=None if place == 4 else place % 4,
            artefact=proofs[place] if place < 5 else None, updated_at=NOW - 9000)
    database.execute("INSERT OR REPLACE INTO setting (assessment, key, value) VALUES ('ml-engineer', 'introduced', 'yes')")
    database.create_function("row_checksum", -1, checksum)
    for table in ("attempt", "response", "setting", "action", "evidence", "exclusion"):
        names = [column[1] for column in database.execute(f"pragma table_info({table})")]
        if "checksum" not in names:
            continue
        columns = sorted(name for name in names if name != "checksum")
        database.execute(f"UPDATE {table} SET checksum = row_checksum({', '.join(columns)}) WHERE checksum IS NULL")
    database.commit()
    database.close()


if __name__ == "__main__":
    fill(sys.argv[1], sys.argv[2], int(sys.argv[3]))
