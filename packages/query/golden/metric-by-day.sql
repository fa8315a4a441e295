-- p0 = "Europe/Berlin"
-- p1 = "2026-03-01"
-- p2 = "order 'placed' \\"
-- p3 = 1772323200000
-- p4 = 1775001600000
SELECT slot, count() AS n, sum(own_x) AS x, sum(own_y) AS y, sum(own_x * own_x) AS xx,
    sum(own_y * own_y) AS yy, sum(own_x * own_y) AS xy FROM (SELECT person, day AS slot, toFloat64(countIf(`hit_0_0` AND true)) AS own_x, toFloat64(1) AS own_y FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, at, day, `hit_0_0`, `amount_0_0` FROM (SELECT person AS own_person, time AS at, toInt32(toDate(time, {p0:String})) - toInt32({p1:Date}) AS day, name = {p2:String} AS `hit_0_0`, toFloat64(1) AS `amount_0_0` FROM events FINAL WHERE project = {project:UInt32} AND time >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p4:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person, day)
    GROUP BY slot ORDER BY slot
