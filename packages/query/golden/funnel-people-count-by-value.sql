-- p0 = "visit"
-- p1 = "signup"
-- p2 = "purchase"
-- p3 = ["visit","signup","purchase"]
-- p4 = 1772319600000
-- p5 = 1774994400000
-- p6 = "Safari"
SELECT count() AS total FROM (SELECT person FROM (SELECT person, windowFunnel(604800000)(toUInt64(t), `step_1`, `step_2`, `step_3`) AS level, argMinIf(value, (t, value), step_1) AS value FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, t, `step_1`, `step_2`, `step_3`, value FROM (SELECT person AS own_person, toUnixTimestamp64Milli(time) AS t, (name = {p0:String}) AS `step_1`, (name = {p1:String}) AS `step_2`, (name = {p2:String}) AS `step_3`, ifNull(CAST(properties.`$browser`, 'Nullable(String)'), '') AS value FROM events FINAL WHERE project = {project:UInt32} AND name IN {p3:Array(String)} AND time >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person HAVING level > 0) WHERE level = 1 AND value = {p6:String})
