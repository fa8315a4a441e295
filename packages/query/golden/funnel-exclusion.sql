-- p0 = "current"
-- p1 = "visit"
-- p2 = "signup"
-- p3 = "purchase"
-- p4 = "logout"
-- p5 = ["visit","signup","purchase","logout"]
-- p6 = 1772319600000
-- p7 = 1774994400000
SELECT {p0:String} AS period, value, rest, people, withWords
      FROM (SELECT '' AS value, 0 AS rest, [countIf(level > 0), countIf(level > 1), countIf(level > 2)] AS people, emptyArrayUInt64() AS withWords FROM (SELECT person, arrayFold((a, e) -> (if(bitTest(e.3, 0), e.1, if(bitTest(e.4, 0), -1000000000000000, a.1)), if(bitTest(e.3, 1) AND if(bitTest(e.4, 0), -1000000000000000, a.1) >= e.1 - 604800000, if(bitTest(e.4, 0), -1000000000000000, a.1), if(bitTest(e.4, 0), -1000000000000000, a.2)), if(bitTest(e.3, 2) AND if(bitTest(e.4, 0), -1000000000000000, a.2) >= e.1 - 604800000, if(bitTest(e.4, 0), -1000000000000000, a.2), a.3), greatest(a.4, toUInt8(multiIf(bitTest(e.3, 2) AND if(bitTest(e.4, 0), -1000000000000000, a.2) >= e.1 - 604800000, 3, bitTest(e.3, 1) AND if(bitTest(e.4, 0), -1000000000000000, a.1) >= e.1 - 604800000, 2, bitTest(e.3, 0), 1, 0)))),
    arraySort(e -> (e.1, e.2), groupArray((t, (toUInt32(if(toUInt16(1 * (`step_1`) + 2 * (`step_2`) + 4 * (`step_3`)) = 0, 0, bitCount(toUInt16(bitXor(toUInt16(1 * (`step_1`) + 2 * (`step_2`) + 4 * (`step_3`)), toUInt16(1 * (`step_1`) + 2 * (`step_2`) + 4 * (`step_3`)) - 1))))) * 65536 + toUInt16(1 * (`step_1`) + 2 * (`step_2`) + 4 * (`step_3`))), toUInt16(1 * (`step_1`) + 2 * (`step_2`) + 4 * (`step_3`)), toUInt16(1 * (`exclusion_1`))))), (toInt64(-1000000000000000), toInt64(-1000000000000000), toInt64(-1000000000000000), toUInt8(0))).4 AS level FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, t, `step_1`, `step_2`, `step_3`, `exclusion_1` FROM (SELECT person AS own_person, toUnixTimestamp64Milli(time) AS t, (name = {p1:String}) AS `step_1`, (name = {p2:String}) AS `step_2`, (name = {p3:String}) AS `step_3`, name = {p4:String} AS `exclusion_1` FROM events FINAL WHERE project = {project:UInt32} AND name IN {p5:Array(String)} AND time >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p7:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person HAVING level > 0))
