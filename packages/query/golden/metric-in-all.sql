-- p0 = "Europe/Berlin"
-- p1 = "2026-03-01"
-- p2 = "order 'placed' \\"
-- p3 = 1772323200000
-- p4 = 1775001600000
-- p5 = "plan"
-- p6 = "pro"
SELECT count() AS n, sum(own_x) AS x, sum(own_y) AS y, sum(own_x * own_x) AS xx,
    sum(own_y * own_y) AS yy, sum(own_x * own_y) AS xy FROM (SELECT person, toFloat64(sumIf(`amount_0_0`, `hit_0_0` AND true)) AS own_x, toFloat64(countIf(`hit_0_0` AND true)) AS own_y
    FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, at, day, `hit_0_0`, `amount_0_0` FROM (SELECT person AS own_person, time AS at, toInt32(toDate(time, {p0:String})) - toInt32({p1:Date}) AS day, name = {p2:String} AS `hit_0_0`, ifNull(if(isFinite(toFloat64OrNull(CAST(properties.`total`, 'Nullable(String)'))), toFloat64OrNull(CAST(properties.`total`, 'Nullable(String)')), NULL), 0) AS `amount_0_0` FROM events FINAL WHERE project = {project:UInt32} AND time >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND (name = {p2:String})) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own WHERE (person IN (SELECT person FROM (SELECT person, if(startsWith(value, '"'), JSONExtractString(value), value) AS text
    FROM (SELECT person, multiIf(has_set AND set_value != 'null', set_value,
    has_once AND (NOT has_set OR once_at > set_at), once_value, 'null') AS value FROM (SELECT person, countIf(kind = 'set') > 0 AS has_set,
    argMaxIf(value, (time, value), kind = 'set') AS set_value, maxIf(time, kind = 'set') AS set_at,
    countIf(kind = 'once') > 0 AS has_once,
    argMaxIf(value, (-toUnixTimestamp64Milli(time), value), kind = 'once') AS once_value,
    minIf(time, kind = 'once') AS once_at FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, kind, value, time FROM (SELECT person AS own_person, kind, value, time FROM traits FINAL WHERE project = {project:UInt32} AND key = {p5:String}) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person)) WHERE value != 'null')
    WHERE (ifNull(text = {p6:String}, false))))) GROUP BY person) WHERE own_y > 0
