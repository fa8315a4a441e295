-- p0 = "current"
-- p1 = "visit"
-- p2 = "signup"
-- p3 = "purchase"
-- p4 = ["visit","signup","purchase"]
-- p5 = 1772319600000
-- p6 = 1774994400000
-- p7 = "plan"
SELECT {p0:String} AS period, value, rest, people, withWords FROM (SELECT kept AS value, rest, sumForEach(people) AS people, sumForEach(withWords) AS withWords
    FROM (SELECT if(place > 12, '', value) AS kept, place > 12 AS rest, people, withWords FROM (SELECT *, row_number() OVER (ORDER BY people[1] DESC, value) AS place FROM (SELECT value, [countIf(level > 0), countIf(level > 1), countIf(level > 2)] AS people, emptyArrayUInt64() AS withWords FROM (SELECT person, level, value FROM (SELECT people.*, traits.text AS value FROM (SELECT person, windowFunnel(604800000)(toUInt64(t), `step_1`, `step_2`, `step_3`) AS level FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, t, `step_1`, `step_2`, `step_3` FROM (SELECT person AS own_person, toUnixTimestamp64Milli(time) AS t, (name = {p1:String}) AS `step_1`, (name = {p2:String}) AS `step_2`, (name = {p3:String}) AS `step_3` FROM events FINAL WHERE project = {project:UInt32} AND name IN {p4:Array(String)} AND time >= fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p6:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person HAVING level > 0) AS people
    LEFT ANY JOIN (SELECT person, if(startsWith(value, '"'), JSONExtractString(value), value) AS text
    FROM (SELECT person, multiIf(has_set AND set_value != 'null', set_value,
    has_once AND (NOT has_set OR once_at > set_at), once_value, 'null') AS value FROM (SELECT person, countIf(kind = 'set') > 0 AS has_set,
    argMaxIf(value, (time, value), kind = 'set') AS set_value, maxIf(time, kind = 'set') AS set_at,
    countIf(kind = 'once') > 0 AS has_once,
    argMaxIf(value, (-toUnixTimestamp64Milli(time), value), kind = 'once') AS once_value,
    minIf(time, kind = 'once') AS once_at FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, kind, value, time FROM (SELECT person AS own_person, kind, value, time FROM traits FINAL WHERE project = {project:UInt32} AND key = {p7:String}) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person)) WHERE value != 'null') AS traits ON people.person = traits.person)) GROUP BY value)))
    GROUP BY kept, rest)
