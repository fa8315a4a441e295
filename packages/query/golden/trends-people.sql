-- p0 = "current"
-- p1 = "Europe/Berlin"
-- p2 = "2026-03-01"
-- p3 = "signup"
-- p4 = 1772319600000
-- p5 = 1774994400000
SELECT toInt32(0) AS series, {p0:String} AS period, bucket, value, rest, number FROM (SELECT if(grouping(slot) = 1, -1, slot) AS bucket, '' AS value, 0 AS rest,
    toFloat64(uniqExact(person)) AS number FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, slot, amount FROM (SELECT person AS own_person, toInt32(intDiv(toInt32(toDate(time, {p1:String})) - toInt32({p2:Date}), 1)) AS slot, 1 AS amount FROM events FINAL WHERE project = {project:UInt32} AND name = {p3:String} AND time >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY slot WITH ROLLUP)
