-- p0 = "current"
-- p1 = "Europe/Berlin"
-- p2 = "2026-03-01"
-- p3 = "signup"
-- p4 = 1772319600000
-- p5 = 1774994400000
SELECT toInt32(0) AS series, {p0:String} AS period, bucket, value, rest, number FROM (SELECT if(grouping(slot) = 1, -1, slot) AS bucket, kept AS value, rest, toFloat64(sum(cell)) AS number
    FROM (SELECT if(place > 12, '', value) AS kept, place > 12 AS rest, slot, cell FROM (SELECT value, slot, cell, dense_rank() OVER (ORDER BY weight DESC, value) AS place FROM (SELECT value, slot, cell, sum(cell) OVER (PARTITION BY value) AS weight FROM (SELECT value, slot, sum(amount) AS cell FROM (SELECT toInt32(intDiv(toInt32(toDate(time, {p1:String})) - toInt32({p2:Date}), 1)) AS slot, 1 AS amount, ifNull(CAST(properties.`$browser`, 'Nullable(String)'), '') AS value FROM events FINAL WHERE project = {project:UInt32} AND name = {p3:String} AND time >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')) GROUP BY value, slot))))
    GROUP BY GROUPING SETS ((kept, rest, slot), (kept, rest)))
