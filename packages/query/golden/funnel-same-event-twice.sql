-- p0 = "current"
-- p1 = "visit"
-- p2 = ["visit"]
-- p3 = 1772319600000
-- p4 = 1774994400000
SELECT {p0:String} AS period, value, rest, people, withWords FROM (SELECT '' AS value, 0 AS rest, [countIf(level > 0), countIf(level > 1)] AS people, emptyArrayUInt64() AS withWords FROM (SELECT person, arrayFold((a, e) -> (if(bitTest(e.3, 0), e.1, a.1), if(bitTest(e.3, 1) AND a.1 >= e.1 - 604800000, a.1, a.2), greatest(a.3, toUInt8(multiIf(bitTest(e.3, 1) AND a.1 >= e.1 - 604800000, 2, bitTest(e.3, 0), 1, 0)))),
    arraySort(e -> (e.1, e.2), groupArray((t, (toUInt32(if(toUInt16(1 * (`step_1`) + 2 * (`step_2`)) = 0, 0, bitCount(toUInt16(bitXor(toUInt16(1 * (`step_1`) + 2 * (`step_2`)), toUInt16(1 * (`step_1`) + 2 * (`step_2`)) - 1))))) * 65536 + toUInt16(1 * (`step_1`) + 2 * (`step_2`))), toUInt16(1 * (`step_1`) + 2 * (`step_2`)), toUInt16(0)))), (toInt64(-1000000000000000), toInt64(-1000000000000000), toUInt8(0))).3 AS level FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, t, `step_1`, `step_2` FROM (SELECT person AS own_person, toUnixTimestamp64Milli(time) AS t, (name = {p1:String}) AS `step_1`, (name = {p1:String}) AS `step_2` FROM events FINAL WHERE project = {project:UInt32} AND name IN {p2:Array(String)} AND time >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p4:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person HAVING level > 0))
