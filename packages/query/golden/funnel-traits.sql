-- p0 = ["$browser","plan.name"]
-- p1 = "visit"
-- p2 = 1772319600000
-- p3 = 1774994400000
-- p4 = "signup"
-- p5 = "purchase"
-- p6 = ["visit","signup","purchase"]
-- p7 = 2000
SELECT on, key, value, countIf(is_lost) AS lost, countIf(NOT is_lost) AS passed
    FROM (SELECT 'event' AS on, person, pair.1 AS key, ifNull(pair.2, '') AS value
    FROM (SELECT person, arrayJoin(arrayDistinct(arrayConcat(arrayZip({p0:Array(String)}, begun), arrayZip({p0:Array(String)}, ended)))) AS pair FROM (SELECT person, argMinIf(texts, (time, texts), name = {p1:String}) AS begun,
    argMaxIf(texts, (time, texts), name = {p1:String}) AS ended FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, name, time, texts FROM (SELECT person AS own_person, name, time, [CAST(properties.`$browser`, 'Nullable(String)'), CAST(properties.`plan%2Ename`, 'Nullable(String)')] AS texts FROM events FINAL WHERE project = {project:UInt32} AND name IN ({p1:String}, {p1:String}) AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person) WHERE notEmpty(begun) AND notEmpty(ended)) UNION ALL SELECT 'person' AS on, person, key, if(startsWith(value, '"'), JSONExtractString(value), value) AS value FROM (SELECT person, key, multiIf(
  countIf(kind = 'set') > 0 AND argMaxIf(value, (time, value), kind = 'set') != 'null',
    argMaxIf(value, (time, value), kind = 'set'),
  countIf(kind = 'once') > 0 AND (countIf(kind = 'set') = 0 OR minIf(time, kind = 'once') > maxIf(time, kind = 'set')),
    argMaxIf(value, (-toUnixTimestamp64Milli(time), value), kind = 'once'),
  'null') AS value FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, key, kind, value, time FROM (SELECT person AS own_person, key, kind, value, time FROM traits FINAL WHERE project = {project:UInt32} AND NOT startsWith(key, '$account:') AND NOT startsWith(key, '$member:') AND key != '$consent') AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person, key) WHERE value != 'null') AS pairs INNER JOIN (SELECT person, level = 1 AS is_lost
    FROM (SELECT person, windowFunnel(604800000)(toUInt64(t), `step_1`, `step_2`, `step_3`) AS level FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, t, `step_1`, `step_2`, `step_3` FROM (SELECT person AS own_person, toUnixTimestamp64Milli(time) AS t, (name = {p1:String}) AS `step_1`, (name = {p4:String}) AS `step_2`, (name = {p5:String}) AS `step_3` FROM events FINAL WHERE project = {project:UInt32} AND name IN {p6:Array(String)} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC')) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person HAVING level > 0) WHERE level >= 1) AS people ON pairs.person = people.person
    WHERE value != '' AND lengthUTF8(value) <= 200
    GROUP BY on, key, value HAVING lost + passed >= 5
    ORDER BY lost + passed DESC, on, key, value LIMIT {p7:UInt64}
