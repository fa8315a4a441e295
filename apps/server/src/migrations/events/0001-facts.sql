-- Events. The event id alone decides identity: sort and partition keys use only what a resend
-- cannot change (project, name, UTC day of the client's own timestamp as sent, id). The first
-- arrival wins (`precedence` falls with time), so that a repeated batch changes no number.
CREATE TABLE IF NOT EXISTS events (
  project UInt32,
  name LowCardinality(String),
  day Date,
  id UUID,
  time DateTime64(3, 'UTC'),
  received_at DateTime64(3, 'UTC'),
  person UUID,
  distinct_id String,
  session_id String,
  accounts Map(LowCardinality(String), String),
  properties JSON(max_dynamic_paths = 256),
  source LowCardinality(String),
  precedence UInt64,
  INDEX time_range time TYPE minmax GRANULARITY 1,
  INDEX received_range received_at TYPE minmax GRANULARITY 1
) ENGINE = ReplacingMergeTree(precedence)
PARTITION BY toYYYYMM(day)
ORDER BY (project, name, day, id);

-- What somebody said. The same source and source id is the same signal; the first arrival wins.
CREATE TABLE IF NOT EXISTS signals (
  project UInt32,
  id UUID,
  source LowCardinality(String),
  source_id String,
  text String,
  author String,
  person Nullable(UUID),
  distinct_id String,
  rating Nullable(Float32),
  rating_max Nullable(Float32),
  language LowCardinality(String),
  time DateTime64(3, 'UTC'),
  received_at DateTime64(3, 'UTC'),
  url String,
  audience LowCardinality(String),
  may_quote Bool,
  may_contact Bool,
  properties JSON(max_dynamic_paths = 64),
  precedence UInt64
) ENGINE = ReplacingMergeTree(precedence)
ORDER BY (project, id);

-- Traits of people and accounts as facts: one row per change, folded by key. `set` keeps the
-- latest, `once` the earliest (both through `precedence`); an unset is a `set` with value 'null'.
CREATE TABLE IF NOT EXISTS traits (
  project UInt32,
  key String,
  person UUID,
  kind Enum8('set' = 1, 'once' = 2),
  value String,
  time DateTime64(3, 'UTC'),
  precedence UInt64,
  INDEX of_person person TYPE bloom_filter GRANULARITY 1
) ENGINE = ReplacingMergeTree(precedence)
ORDER BY (project, key, person, kind);

-- Merges: events keep the person they had on arrival; every query maps it through this.
CREATE TABLE IF NOT EXISTS person_overrides (
  project UInt32,
  person UUID,
  canonical UUID,
  precedence UInt64
) ENGINE = ReplacingMergeTree(precedence)
ORDER BY (project, person);

-- What policy refused, by reason: the senders' protocols have no room to say it.
CREATE TABLE IF NOT EXISTS refusals (
  project UInt32,
  time DateTime64(3, 'UTC'),
  reason LowCardinality(String),
  source LowCardinality(String),
  count UInt64,
  detail String,
  id UUID
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (project, time, id);
