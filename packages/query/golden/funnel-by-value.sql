-- p0 = "current"
-- p1 = "visit"
-- p2 = "signup"
-- p3 = "purchase"
-- p4 = ["visit","signup","purchase"]
-- p5 = 1772319600000
-- p6 = 1774994400000
SELECT {p0:String} AS period, value, rest, people, withWords FROM (SELECT kept AS value, rest, sumForEach(people) AS people, sumForEach(withWords) AS withWords
    FROM (SELECT if(place > 12, '', value) AS kept, place > 12 AS rest, people, withWords FROM (SELECT *, row_number() OVER (ORDER BY people[1] DESC, value) AS place FROM (SELECT value, [countIf(level > 0), countIf(level > 1), countIf(level > 2)] AS people, emptyArrayUInt64() AS withWords FROM (SELECT person, windowFunnel(604800000)(toUInt64(t), `step_1`, `step_2`, `step_3`) AS level, argMinIf(value, (t, value), step_1) AS value FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, t, `step_1`, `step_2`, `step_3`, value FROM (SELECT person AS own_person, toUnixTimestamp64Milli(time) AS t, (name = {p1:String}) AS `step_1`, (name = {p2:String}) AS `step_2`, (name = {p3:String}) AS `step_3`, ifNull(CAST(properties.`$browser`, 'Nullable(String)'), '') AS value FROM events FINAL WHERE project = {project:UInt32} AND name IN {p4:Array(String)} AND time >= fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p6:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person HAVING level > 0) GROUP BY value)))
    GROUP BY kept, rest)
