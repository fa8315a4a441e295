-- p0 = "visit"
-- p1 = "signup"
-- p2 = "purchase"
-- p3 = ["visit","signup","purchase"]
-- p4 = 1772319600000
-- p5 = 1774994400000
-- p6 = "plan"
-- p7 = "pro"
-- p8 = "invite"
-- p9 = 1775044800000
-- p10 = 1777636800000
-- p11 = 2
SELECT person FROM (SELECT person FROM (SELECT person, windowFunnel(604800000)(toUInt64(t), `step_1`, `step_2`, `step_3`) AS level FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, t, `step_1`, `step_2`, `step_3` FROM (SELECT person AS own_person, toUnixTimestamp64Milli(time) AS t, (name = {p0:String}) AS `step_1`, (name = {p1:String}) AS `step_2`, (name = {p2:String}) AS `step_3` FROM events FINAL WHERE project = {project:UInt32} AND name IN {p3:Array(String)} AND time >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person HAVING level > 0) WHERE level = 1) WHERE ((person IN (SELECT person FROM (SELECT person, if(startsWith(value, '"'), JSONExtractString(value), value) AS text
    FROM (SELECT person, multiIf(has_set AND set_value != 'null', set_value,
    has_once AND (NOT has_set OR once_at > set_at), once_value, 'null') AS value FROM (SELECT person, countIf(kind = 'set') > 0 AS has_set,
    argMaxIf(value, (time, value), kind = 'set') AS set_value, maxIf(time, kind = 'set') AS set_at,
    countIf(kind = 'once') > 0 AS has_once,
    argMaxIf(value, (-toUnixTimestamp64Milli(time), value), kind = 'once') AS once_value,
    minIf(time, kind = 'once') AS once_at FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, kind, value, time FROM (SELECT person AS own_person, kind, value, time FROM traits FINAL WHERE project = {project:UInt32} AND key = {p6:String}) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person)) WHERE value != 'null')
    WHERE (ifNull(text = {p7:String}, false)))) AND (person NOT IN (SELECT person FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person FROM (SELECT person AS own_person FROM events FINAL WHERE project = {project:UInt32} AND name = {p8:String} AND time > fromUnixTimestamp64Milli({p9:Int64}, 'UTC') AND time <= fromUnixTimestamp64Milli({p10:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person HAVING count() >= {p11:UInt64})))
