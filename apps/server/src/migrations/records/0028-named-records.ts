/**
 * What a record names is in its project: the engine keeps it, also where the record that names is of a
 * lower rank than the one that is named. `names_bet` and the like are how a refusal knows what was
 * named (`platform/http.ts`).
 */
import { sql } from 'kysely';
import type { MigrationHandle } from '../../platform/records-schema.ts';

const named = [
  { table: 'frameworks', column: 'bet', home: 'bets', what: 'bet' },
  { table: 'releases', column: 'bet', home: 'bets', what: 'bet' },
  { table: 'experiments', column: 'bet', home: 'bets', what: 'bet' },
  { table: 'briefs', column: 'bet', home: 'bets', what: 'bet' },
  { table: 'outcomes', column: 'pod', home: 'pods', what: 'pod' },
  { table: 'opportunities', column: 'from_highlight', home: 'highlights', what: 'highlight' },
] as const;

export async function up(db: MigrationHandle): Promise<void> {
  for (const one of named) await point(db, one);
  await links(db);
  await aims(db);
}

/** What pointed nowhere until now points at nothing; what is taken away later leaves nothing behind. */
async function point(db: MigrationHandle, { table, column, home, what }: (typeof named)[number]) {
  const [from, to, key] = [sql.table(table), sql.table(home), sql.ref(column)];
  await sql`UPDATE ${from} AS here SET ${key} = NULL WHERE here.${key} IS NOT NULL
    AND NOT EXISTS (SELECT FROM ${to} AS there
      WHERE there.project = here.project AND there.id = here.${key})`.execute(db);
  await sql`ALTER TABLE ${from} ADD CONSTRAINT ${sql.id(`names_${what}`)}
    FOREIGN KEY (project, ${key}) REFERENCES ${to} (project, id) ON DELETE SET NULL (${key})`.execute(
    db,
  );
}

/** Words are linked to records of several kinds: no foreign key can say that. */
async function links(db: MigrationHandle): Promise<void> {
  await sql`CREATE FUNCTION check_link() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      home text := CASE NEW.to_kind
        WHEN 'opportunity' THEN 'opportunities' WHEN 'bet_question' THEN 'bet_questions'
        WHEN 'scope_item' THEN 'scope_items' WHEN 'learning' THEN 'learnings'
        WHEN 'framework' THEN 'frameworks' END;
      is_there boolean;
    BEGIN
      IF home IS NULL THEN RETURN NEW; END IF;
      EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE project = $1 AND id = $2)', home)
        INTO is_there USING NEW.project, NEW.to_id;
      IF is_there THEN RETURN NEW; END IF;
      RAISE foreign_key_violation USING MESSAGE = 'it is linked to nothing',
        CONSTRAINT = 'names_' || NEW.to_kind;
    END $$`.execute(db);
  await sql`CREATE TRIGGER check_link BEFORE INSERT ON evidence_links
    FOR EACH ROW EXECUTE FUNCTION check_link()`.execute(db);
}

/** A release aims at several opportunities, in one column. */
async function aims(db: MigrationHandle): Promise<void> {
  await sql`UPDATE releases AS here SET opportunities = ARRAY(
    SELECT id FROM opportunities AS there
      WHERE there.project = here.project AND there.id = ANY (here.opportunities)
      ORDER BY array_position(here.opportunities, there.id))
    WHERE cardinality(opportunities) > 0`.execute(db);
  await sql`CREATE FUNCTION check_aims() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT FROM unnest(NEW.opportunities) AS aim WHERE NOT EXISTS
        (SELECT FROM opportunities WHERE project = NEW.project AND id = aim)) THEN RETURN NEW; END IF;
      RAISE foreign_key_violation USING MESSAGE = 'it aims at nothing',
        CONSTRAINT = 'names_opportunity';
    END $$`.execute(db);
  await sql`CREATE TRIGGER check_aims BEFORE INSERT OR UPDATE OF opportunities ON releases
    FOR EACH ROW EXECUTE FUNCTION check_aims()`.execute(db);
}
