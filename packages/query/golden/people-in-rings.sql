-- p0 = "e1"
-- p1 = "$exposure"
-- p2 = 1772323200000
-- p3 = 1775001600000
-- p4 = "checkout"
SELECT count() AS people FROM (SELECT person FROM (SELECT if(canonical = toUUID('00000000-0000-0000-0000-000000000000'), own_person, canonical) AS person, is_divided, is_in_ring FROM (SELECT person AS own_person, ifNull(CAST(properties.`experiment`, 'Nullable(String)') = {p0:String}, false) AS is_divided, CAST(properties.`ring`, 'Nullable(String)') IS NOT NULL AS is_in_ring FROM events FINAL WHERE project = {project:UInt32} AND name = {p1:String} AND time >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND ifNull(CAST(properties.`flag`, 'Nullable(String)') = {p4:String}, false)) AS facts
    LEFT ANY JOIN (SELECT person AS own, canonical FROM person_overrides FINAL WHERE project = {project:UInt32}) AS merges ON facts.own_person = merges.own) GROUP BY person
    HAVING max(is_in_ring) = 1 AND max(is_divided) = 0)
