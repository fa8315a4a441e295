-- p0 = "Europe/Berlin"
-- p1 = "2026-03-01"
-- p2 = "signup"
-- p3 = 1772319600000
-- p4 = 1774994400000
SELECT uniqExact(person) AS people FROM (SELECT person FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, slot, amount FROM (SELECT person AS own_person, toInt32(intDiv(toInt32(toDate(time, {p0:String})) - toInt32({p1:Date}), 1)) AS slot, 1 AS amount FROM events FINAL WHERE project = {project:UInt32} AND name = {p2:String} AND time >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p4:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own))
