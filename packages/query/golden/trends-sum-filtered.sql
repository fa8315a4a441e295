-- p0 = "current"
-- p1 = "Europe/Berlin"
-- p2 = "2026-03-01"
-- p3 = "purchase"
-- p4 = 1772319600000
-- p5 = 1774994400000
-- p6 = 10
SELECT toInt32(0) AS series, {p0:String} AS period, bucket, value, rest, number FROM (SELECT if(grouping(slot) = 1, -1, slot) AS bucket, '' AS value, 0 AS rest,
    toFloat64(sum(amount)) AS number FROM (SELECT toInt32(intDiv(toInt32(toDate(time, {p1:String})) - toInt32({p2:Date}), 1)) AS slot, ifNull(if(isFinite(toFloat64OrNull(CAST(properties.`price`, 'Nullable(String)'))), toFloat64OrNull(CAST(properties.`price`, 'Nullable(String)')), NULL), 0) AS amount FROM events FINAL WHERE project = {project:UInt32} AND name = {p3:String} AND time >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p5:Int64}, 'UTC') AND (ifNull(toFloat64OrNull(CAST(properties.`price`, 'Nullable(String)')) >= {p6:Float64}, false))) GROUP BY slot WITH ROLLUP)
