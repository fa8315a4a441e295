-- p0 = "current"
-- p1 = "Europe/Berlin"
-- p2 = "2026-03-01"
-- p3 = "signup"
-- p4 = 1772319600000
-- p5 = 1774994400000
-- p6 = "plan"
SELECT toInt32(0) AS series, {p0:String} AS period, bucket, value, rest, number FROM (SELECT if(grouping(slot) = 1, -1, slot) AS bucket, kept AS value, rest, toFloat64(uniqExactMerge(cell)) AS number
    FROM (SELECT if(place > 12, '', value) AS kept, place > 12 AS rest, slot, cell FROM (SELECT value, slot, cell, dense_rank() OVER (ORDER BY weight DESC, value) AS place FROM (SELECT value, slot, cell, uniqExactMerge(cell) OVER (PARTITION BY value) AS weight FROM (SELECT value, slot, uniqExactState(person) AS cell FROM (SELECT slot, amount, events.person AS person, traits.text AS value FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, slot, amount FROM (SELECT person AS own_person, toInt32(intDiv(toInt32(toDate(time, {p1:String})) - toInt32({p2:Date}), 1)) AS slot, 1 AS amount FROM events FINAL WHERE project = {project:UInt32} AND name = {p3:String} AND time >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) AS events
    LEFT ANY JOIN (SELECT person, if(startsWith(value, '"'), JSONExtractString(value), value) AS text
    FROM (SELECT person, multiIf(has_set AND set_value != 'null', set_value,
    has_once AND (NOT has_set OR once_at > set_at), once_value, 'null') AS value FROM (SELECT person, countIf(kind = 'set') > 0 AS has_set,
    argMaxIf(value, (time, value), kind = 'set') AS set_value, maxIf(time, kind = 'set') AS set_at,
    countIf(kind = 'once') > 0 AS has_once,
    argMaxIf(value, (-toUnixTimestamp64Milli(time), value), kind = 'once') AS once_value,
    minIf(time, kind = 'once') AS once_at FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, kind, value, time FROM (SELECT person AS own_person, kind, value, time FROM traits FINAL WHERE project = {project:UInt32} AND key = {p6:String}) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person)) WHERE value != 'null') AS traits ON events.person = traits.person) GROUP BY value, slot))))
    GROUP BY GROUPING SETS ((kept, rest, slot), (kept, rest)))
