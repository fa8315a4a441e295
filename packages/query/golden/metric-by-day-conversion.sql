-- p0 = 3600000
-- p1 = "Europe/Berlin"
-- p2 = "2026-03-01"
-- p3 = "visit"
-- p4 = "order 'placed' \\"
-- p5 = 1772323200000
-- p6 = 1775001600000
SELECT slot, count() AS n, sum(own_x) AS x, sum(own_y) AS y, sum(own_x * own_x) AS xx,
    sum(own_y * own_y) AS yy, sum(own_x * own_y) AS xy FROM (SELECT person, slot, toFloat64(arrayExists(a -> a.2 = slot AND arrayExists(b -> b.1 >= a.1 AND b.1 - a.1 <= {p0:Int64}, ends), starts)) AS own_x, toFloat64(1) AS own_y
    FROM (SELECT person, starts, ends, arrayJoin(arrayDistinct(starts.2)) AS slot FROM (SELECT person, groupArrayIf((toUnixTimestamp64Milli(at), day), `hit_0_0`) AS starts, groupArrayIf((toUnixTimestamp64Milli(at), day), `hit_0_1`) AS ends FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, at, day, `hit_0_0`, `amount_0_0`, `hit_0_1`, `amount_0_1` FROM (SELECT person AS own_person, time AS at, toInt32(toDate(time, {p1:String})) - toInt32({p2:Date}) AS day, name = {p3:String} AS `hit_0_0`, toFloat64(1) AS `amount_0_0`, name = {p4:String} AS `hit_0_1`, toFloat64(1) AS `amount_0_1` FROM events FINAL WHERE project = {project:UInt32} AND time >= fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND (name = {p3:String} OR name = {p4:String})) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own)
    GROUP BY person HAVING notEmpty(starts)))) WHERE own_y > 0
    GROUP BY slot ORDER BY slot
