-- p0 = "current"
-- p1 = "plan"
-- p2 = "pro"
-- p3 = "visit"
-- p4 = 10
-- p5 = "buy"
-- p6 = ["visit","buy"]
-- p7 = 1772319600000
-- p8 = 1774994400000
-- p9 = "invite"
-- p10 = 1775044800000
-- p11 = 1777636800000
-- p12 = 2
SELECT {p0:String} AS period, value, rest, people, withWords FROM (SELECT '' AS value, 0 AS rest, [countIf(level > 0), countIf(level > 1)] AS people, emptyArrayUInt64() AS withWords FROM (SELECT person, windowFunnel(604800000)(toUInt64(t), `step_1`, `step_2`) AS level FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, t, (`step_1` AND ((person IN (SELECT person FROM (SELECT person, if(startsWith(value, '"'), JSONExtractString(value), value) AS text
    FROM (SELECT person, multiIf(has_set AND set_value != 'null', set_value,
    has_once AND (NOT has_set OR once_at > set_at), once_value, 'null') AS value FROM (SELECT person, countIf(kind = 'set') > 0 AS has_set,
    argMaxIf(value, (time, value), kind = 'set') AS set_value, maxIf(time, kind = 'set') AS set_at,
    countIf(kind = 'once') > 0 AS has_once,
    argMaxIf(value, (-toUnixTimestamp64Milli(time), value), kind = 'once') AS once_value,
    minIf(time, kind = 'once') AS once_at FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, kind, value, time FROM (SELECT person AS own_person, kind, value, time FROM traits FINAL WHERE project = {project:UInt32} AND key = {p1:String}) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person)) WHERE value != 'null')
    WHERE (ifNull(text = {p2:String}, false)))))) AS `step_1`, `step_2` FROM (SELECT person AS own_person, toUnixTimestamp64Milli(time) AS t, (name = {p3:String} AND (ifNull(toFloat64OrNull(CAST(properties.`price`, 'Nullable(String)')) >= {p4:Float64}, false))) AS `step_1`, (name = {p5:String}) AS `step_2` FROM events FINAL WHERE project = {project:UInt32} AND name IN {p6:Array(String)} AND time >= fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p8:Int64}, 'UTC') AND ((name = {p3:String} AND (ifNull(toFloat64OrNull(CAST(properties.`price`, 'Nullable(String)')) >= {p4:Float64}, false))) OR (name = {p5:String}))) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own WHERE (person IN (SELECT person FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person FROM (SELECT person AS own_person FROM events FINAL WHERE project = {project:UInt32} AND name = {p9:String} AND time > fromUnixTimestamp64Milli({p10:Int64}, 'UTC') AND time <= fromUnixTimestamp64Milli({p11:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person HAVING count() >= {p12:UInt64}))) GROUP BY person HAVING level > 0))
