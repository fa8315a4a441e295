-- p0 = 691199999
-- p1 = "Europe/Berlin"
-- p2 = "2026-03-01"
-- p3 = 691200000
-- p4 = 1775001600000
-- p5 = 604800000
-- p6 = "visit"
-- p7 = "order 'placed' \\"
-- p8 = 1772323200000
SELECT slot, sum(dn) OVER (ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS n, sum(dx) OVER (ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS x, sum(dy) OVER (ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS y,
    sum(dxx) OVER (ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS xx, sum(dyy) OVER (ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS yy, sum(dxy) OVER (ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS xy
    FROM (SELECT slot, sum(is_new) AS dn, sum(x1 - x0) AS dx, sum(y1 - y0) AS dy,
    sum(x1 * x1 - x0 * x0) AS dxx, sum(y1 * y1 - y0 * y0) AS dyy, sum(x1 * y1 - x0 * y0) AS dxy FROM (SELECT person, slot, max(day_x) OVER (PARTITION BY person ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS x1, max(day_y) OVER (PARTITION BY person ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS y1,
    max(day_x) OVER (PARTITION BY person ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS x0, max(day_y) OVER (PARTITION BY person ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS y0,
    row_number() OVER (PARTITION BY person ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) = 1 AS is_new FROM (SELECT person, slot, max(own_x) AS day_x, max(own_y) AS day_y
    FROM (SELECT person, toInt32(toDate(fromUnixTimestamp64Milli(toUnixTimestamp64Milli(minIf(at, `hit_0_0`)) + {p0:Int64}, 'UTC'), {p1:String})) - toInt32({p2:Date}) AS slot, toFloat64(((countIf(`hit_0_0` AND true) > 0 AND toUnixTimestamp64Milli(minIf(at, `hit_0_0` AND true)) + {p3:Int64} <= {p4:Int64}) AND arrayExists(b -> b >= toUnixTimestamp64Milli(minIf(at, `hit_0_0` AND true)) + {p5:Int64} AND b < toUnixTimestamp64Milli(minIf(at, `hit_0_0` AND true)) + {p3:Int64}, groupArrayIf(toUnixTimestamp64Milli(at), `hit_0_1` AND true)))) AS own_x, toFloat64((countIf(`hit_0_0` AND true) > 0 AND toUnixTimestamp64Milli(minIf(at, `hit_0_0` AND true)) + {p3:Int64} <= {p4:Int64})) AS own_y
    FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, at, day, `hit_0_0`, `amount_0_0`, `hit_0_1`, `amount_0_1` FROM (SELECT person AS own_person, time AS at, toInt32(toDate(time, {p1:String})) - toInt32({p2:Date}) AS day, name = {p6:String} AS `hit_0_0`, toFloat64(1) AS `amount_0_0`, name = {p7:String} AS `hit_0_1`, toFloat64(1) AS `amount_0_1` FROM events FINAL WHERE project = {project:UInt32} AND time >= fromUnixTimestamp64Milli({p8:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND (name = {p6:String} OR name = {p7:String})) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person HAVING own_y > 0) GROUP BY person, slot)) GROUP BY slot) ORDER BY slot
