-- p0 = "current"
-- p1 = "2026-03-01"
-- p2 = "Europe/Berlin"
-- p3 = 1772319600000
-- p4 = 1774994400000
SELECT toInt32(0) AS series, {p0:String} AS period, bucket, value, rest, number FROM (SELECT if(grouping(slot) = 1, -1, slot) AS bucket, '' AS value, 0 AS rest,
    toFloat64(sum(amount)) AS number FROM (SELECT toInt32(dateDiff('month', {p1:Date}, toDate(time, {p2:String}))) AS slot, 1 AS amount FROM events FINAL WHERE project = {project:UInt32} AND time >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p4:Int64}, 'UTC')) GROUP BY slot WITH ROLLUP)
