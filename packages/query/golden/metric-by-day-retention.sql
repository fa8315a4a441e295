-- p0 = 691200000
-- p1 = 1775001600000
-- p2 = 604800000
-- p3 = "Europe/Berlin"
-- p4 = "2026-03-01"
-- p5 = "visit"
-- p6 = "order 'placed' \\"
-- p7 = 1772323200000
SELECT slot, count() AS n, sum(own_x) AS x, sum(own_y) AS y, sum(own_x * own_x) AS xx,
    sum(own_y * own_y) AS yy, sum(own_x * own_y) AS xy FROM (SELECT person, minIf(day, `hit_0_0`) AS slot, toFloat64(((countIf(`hit_0_0` AND true) > 0 AND toUnixTimestamp64Milli(minIf(at, `hit_0_0` AND true)) + {p0:Int64} <= {p1:Int64}) AND arrayExists(b -> b >= toUnixTimestamp64Milli(minIf(at, `hit_0_0` AND true)) + {p2:Int64} AND b < toUnixTimestamp64Milli(minIf(at, `hit_0_0` AND true)) + {p0:Int64}, groupArrayIf(toUnixTimestamp64Milli(at), `hit_0_1` AND true)))) AS own_x, toFloat64((countIf(`hit_0_0` AND true) > 0 AND toUnixTimestamp64Milli(minIf(at, `hit_0_0` AND true)) + {p0:Int64} <= {p1:Int64})) AS own_y FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, at, day, `hit_0_0`, `amount_0_0`, `hit_0_1`, `amount_0_1` FROM (SELECT person AS own_person, time AS at, toInt32(toDate(time, {p3:String})) - toInt32({p4:Date}) AS day, name = {p5:String} AS `hit_0_0`, toFloat64(1) AS `amount_0_0`, name = {p6:String} AS `hit_0_1`, toFloat64(1) AS `amount_0_1` FROM events FINAL WHERE project = {project:UInt32} AND time >= fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p1:Int64}, 'UTC') AND (name = {p5:String} OR name = {p6:String})) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person) WHERE own_y > 0
    GROUP BY slot ORDER BY slot
