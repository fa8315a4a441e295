-- p0 = 691200000
-- p1 = 1775001600000
-- p2 = 604800000
-- p3 = "$exposure"
-- p4 = 1772323200000
-- p5 = "checkout"
-- p6 = "visit"
-- p7 = "order 'placed' \\"
SELECT its_arm AS arm, is_mixed AS mixed, pair.1 AS metric, count() AS n,
    sum(pair.2) AS x, sum(pair.3) AS y, sum(pair.2 * pair.2) AS xx, sum(pair.3 * pair.3) AS yy,
    sum(pair.2 * pair.3) AS xy
    FROM (SELECT its_arm, is_mixed, arrayJoin([(toInt32(-1), toFloat64(0), toFloat64(0)), (toInt32(0), toFloat64(`x0`), toFloat64(`y0`))]) AS pair FROM (SELECT person, any(arm) AS its_arm, any(mixed) AS is_mixed, ((countIf(`hit_0_0` AND at >= since) > 0 AND toUnixTimestamp64Milli(minIf(at, `hit_0_0` AND at >= since)) + {p0:Int64} <= {p1:Int64}) AND arrayExists(b -> b >= toUnixTimestamp64Milli(minIf(at, `hit_0_0` AND at >= since)) + {p2:Int64} AND b < toUnixTimestamp64Milli(minIf(at, `hit_0_0` AND at >= since)) + {p0:Int64}, groupArrayIf(toUnixTimestamp64Milli(at), `hit_0_1` AND at >= since))) AS `x0`, (countIf(`hit_0_0` AND at >= since) > 0 AND toUnixTimestamp64Milli(minIf(at, `hit_0_0` AND at >= since)) + {p0:Int64} <= {p1:Int64}) AS `y0`
    FROM (SELECT * FROM (SELECT person, min(met_at) AS since, uniqExact(variant) > 1 AS mixed,
    if(mixed, '', assumeNotNull(any(variant))) AS arm FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, met_at, variant FROM (SELECT person AS own_person, time AS met_at, CAST(properties.`v`, 'Nullable(String)') AS variant FROM events FINAL WHERE project = {project:UInt32} AND name = {p3:String} AND time >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p1:Int64}, 'UTC') AND ifNull(CAST(properties.`flag`, 'Nullable(String)') = {p5:String}, false)) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own WHERE variant IS NOT NULL) GROUP BY person) AS exposed LEFT JOIN (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, at, `hit_0_0`, `amount_0_0`, `hit_0_1`, `amount_0_1` FROM (SELECT person AS own_person, time AS at, name = {p6:String} AS `hit_0_0`, toFloat64(1) AS `amount_0_0`, name = {p7:String} AS `hit_0_1`, toFloat64(1) AS `amount_0_1` FROM events FINAL WHERE project = {project:UInt32} AND time >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p1:Int64}, 'UTC') AND (name = {p6:String} OR name = {p7:String})) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) AS did
      ON exposed.person = did.person) GROUP BY person))
    GROUP BY arm, mixed, metric ORDER BY mixed, arm, metric
