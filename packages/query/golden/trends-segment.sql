-- p0 = "current"
-- p1 = "Europe/Berlin"
-- p2 = "2026-03-01"
-- p3 = 10
-- p4 = "signup"
-- p5 = 1772319600000
-- p6 = 1774994400000
-- p7 = "plan"
-- p8 = "pro"
-- p9 = "invite"
-- p10 = 1775044800000
-- p11 = 1777636800000
-- p12 = 2
SELECT toInt32(0) AS series, {p0:String} AS period, bucket, value, rest, number FROM (SELECT if(grouping(slot) = 1, -1, slot) AS bucket, '' AS value, 0 AS rest,
    toFloat64(uniqExact(person)) AS number FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, slot, amount, `segment_0` FROM (SELECT person AS own_person, toInt32(intDiv(toInt32(toDate(time, {p1:String})) - toInt32({p2:Date}), 1)) AS slot, 1 AS amount, (ifNull(toFloat64OrNull(CAST(properties.`price`, 'Nullable(String)')) >= {p3:Float64}, false)) AS `segment_0` FROM events FINAL WHERE project = {project:UInt32} AND name = {p4:String} AND time >= fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p6:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own WHERE ((person IN (SELECT person FROM (SELECT person, if(startsWith(value, '"'), JSONExtractString(value), value) AS text
    FROM (SELECT person, multiIf(has_set AND set_value != 'null', set_value,
    has_once AND (NOT has_set OR once_at > set_at), once_value, 'null') AS value FROM (SELECT person, countIf(kind = 'set') > 0 AS has_set,
    argMaxIf(value, (time, value), kind = 'set') AS set_value, maxIf(time, kind = 'set') AS set_at,
    countIf(kind = 'once') > 0 AS has_once,
    argMaxIf(value, (-toUnixTimestamp64Milli(time), value), kind = 'once') AS once_value,
    minIf(time, kind = 'once') AS once_at FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, kind, value, time FROM (SELECT person AS own_person, kind, value, time FROM traits FINAL WHERE project = {project:UInt32} AND key = {p7:String}) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person)) WHERE value != 'null')
    WHERE (ifNull(text = {p8:String}, false)))) OR (NOT (person IN (SELECT person FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person FROM (SELECT person AS own_person FROM events FINAL WHERE project = {project:UInt32} AND name = {p9:String} AND time > fromUnixTimestamp64Milli({p10:Int64}, 'UTC') AND time <= fromUnixTimestamp64Milli({p11:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person HAVING count() >= {p12:UInt64}))) OR `segment_0`)) GROUP BY slot WITH ROLLUP)
