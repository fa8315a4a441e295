CREATE TABLE IF NOT EXISTS events_local ON CLUSTER main (
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
) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/events_local', '{replica}', precedence)
PARTITION BY toYYYYMM(day)
ORDER BY (project, name, day, id)
SETTINGS min_age_to_force_merge_seconds = 86400, min_age_to_force_merge_on_partition_only = 1;

CREATE TABLE IF NOT EXISTS events ON CLUSTER main AS events_local
ENGINE = Distributed('main', currentDatabase(), 'events_local', cityHash64(person));

CREATE TABLE IF NOT EXISTS signals_local ON CLUSTER main (
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
) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/signals_local', '{replica}', precedence)
ORDER BY (project, id)
SETTINGS min_age_to_force_merge_seconds = 86400, min_age_to_force_merge_on_partition_only = 1;

CREATE TABLE IF NOT EXISTS signals ON CLUSTER main AS signals_local
ENGINE = Distributed('main', currentDatabase(), 'signals_local', cityHash64(id));

CREATE TABLE IF NOT EXISTS traits_local ON CLUSTER main (
  project UInt32,
  key String,
  person UUID,
  kind Enum8('set' = 1, 'once' = 2),
  value String,
  time DateTime64(3, 'UTC'),
  precedence UInt64,
  INDEX of_person person TYPE bloom_filter GRANULARITY 1
) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/traits_local', '{replica}', precedence)
ORDER BY (project, key, person, kind)
SETTINGS min_age_to_force_merge_seconds = 86400, min_age_to_force_merge_on_partition_only = 1;

CREATE TABLE IF NOT EXISTS traits ON CLUSTER main AS traits_local
ENGINE = Distributed('main', currentDatabase(), 'traits_local', cityHash64(person));

CREATE TABLE IF NOT EXISTS person_overrides_local ON CLUSTER main (
  project UInt32,
  person UUID,
  canonical UUID,
  precedence UInt64
) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/person_overrides_local', '{replica}', precedence)
ORDER BY (project, person)
SETTINGS min_age_to_force_merge_seconds = 86400, min_age_to_force_merge_on_partition_only = 1;

CREATE TABLE IF NOT EXISTS person_overrides ON CLUSTER main AS person_overrides_local
ENGINE = Distributed('main', currentDatabase(), 'person_overrides_local', cityHash64(person));

CREATE TABLE IF NOT EXISTS refusals_local ON CLUSTER main (
  project UInt32,
  time DateTime64(3, 'UTC'),
  reason LowCardinality(String),
  source LowCardinality(String),
  count UInt64,
  detail String,
  id UUID
) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/refusals_local', '{replica}')
PARTITION BY toYYYYMM(time)
ORDER BY (project, time, id)
SETTINGS min_age_to_force_merge_seconds = 86400, min_age_to_force_merge_on_partition_only = 1;

CREATE TABLE IF NOT EXISTS refusals ON CLUSTER main AS refusals_local
ENGINE = Distributed('main', currentDatabase(), 'refusals_local', cityHash64(id));
