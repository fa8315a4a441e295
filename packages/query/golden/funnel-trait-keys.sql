-- p0 = "visit"
-- p1 = 1772319600000
-- p2 = 1774994400000
SELECT replaceAll(path, '%2E', '.') AS key FROM (SELECT arrayJoin(JSONAllPaths(properties)) AS path FROM events FINAL WHERE project = {project:UInt32} AND name IN ({p0:String}, {p0:String}) AND time >= fromUnixTimestamp64Milli({p1:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC')) WHERE position(path, '.') = 0 GROUP BY path ORDER BY count() DESC, path LIMIT 40
