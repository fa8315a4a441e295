-- p0 = "current"
-- p1 = 1772319600000
-- p2 = "signup"
-- p3 = 1774994400000
SELECT toInt32(0) AS series, {p0:String} AS period, bucket, value, rest, number FROM (SELECT if(grouping(slot) = 1, -1, slot) AS bucket, '' AS value, 0 AS rest,
    toFloat64(sum(amount)) AS number FROM (SELECT toInt32(intDiv(toUnixTimestamp64Milli(time) - {p1:Int64}, 3600000)) AS slot, 1 AS amount FROM events FINAL WHERE project = {project:UInt32} AND name = {p2:String} AND time >= fromUnixTimestamp64Milli({p1:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p3:Int64}, 'UTC')) GROUP BY slot WITH ROLLUP)
