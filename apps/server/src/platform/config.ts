/** Environment -> configuration, read once. Every wrong setting is named in one message. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ensureFolder } from './folder.ts';
import { Problem } from './problem.ts';

const flag = z
  .enum(['0', '1', 'true', 'false'], 'must be true or false')
  .transform((text) => text === '1' || text === 'true');
const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be a URL starting with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  });

const whole = (from: number, to: number) =>
  z
    .string()
    .transform(Number)
    .refine((n) => Number.isInteger(n) && n >= from && n <= to, {
      message: `must be a whole number from ${from} to ${to}`,
    });
const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

const environment = z.object({
  PORT: whole(0, 65_535).default(4100),
  HOST: z.string().default('127.0.0.1'),
  TANDEM_DATA: z.string().default('.tandem'),
  TANDEM_CLICKHOUSE_URL: url('http:', 'https:').optional(),
  TANDEM_CLICKHOUSE_CLUSTER: z.string().regex(/^\w+$/).optional(),
  TANDEM_DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  TANDEM_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  TANDEM_PUBLIC_URL: url('http:', 'https:').optional(),
  TANDEM_TRUST_PROXY: flag.default(false),
  TANDEM_LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  TANDEM_METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  TANDEM_QUERY_SECONDS: whole(1, 3600).default(30),
  TANDEM_SMTP_URL: url('smtp:', 'smtps:').optional(),
  TANDEM_MAIL_FROM: z.string().default('Tandem <tandem@localhost>'),
  TANDEM_ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  TANDEM_ADMIN_PASSWORD: z.string().min(10, 'must have at least 10 characters').optional(),
  TANDEM_PROJECT_KEY: z
    .string()
    .regex(/^[\w-]{16,100}$/, 'must be 16 to 100 letters, digits, _ or -')
    .optional(),
  TANDEM_API_KEY: z
    .string()
    .regex(/^[\w-]{24,200}$/, 'must be 24 to 200 letters, digits, _ or -')
    .optional(),
});

/** Name and default of every setting, as the README lists them. */
export const settings: readonly { readonly name: string; readonly byDefault: string }[] =
  Object.entries(environment.shape).map(([name, schema]) => {
    const { data } = schema.safeParse(undefined);
    return { name, byDefault: data === undefined ? '' : String(data) };
  });

export type Config = {
  readonly host: string;
  readonly port: number;
  /** Absolute path of the folder that holds both embedded stores and the generated secret. */
  readonly dataFolder: string;
  readonly clickhouseUrl: string | undefined;
  readonly clickhouseCluster: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly secret: string;
  /** Origin under which browsers reach this installation, without a trailing slash. */
  readonly publicUrl: string;
  readonly trustProxy: boolean;
  readonly logLevel: (typeof logLevels)[number];
  readonly metricsToken: string | undefined;
  readonly querySeconds: number;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly unattended: {
    readonly adminEmail: string | undefined;
    readonly adminPassword: string | undefined;
    readonly projectKey: string | undefined;
    readonly apiKey: string | undefined;
  };
};

/** Reads the settings; throws one Problem that names every wrong one. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  const lines = [
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...lonely(given),
  ];
  if (!parsed.success || lines.length > 0) {
    throw new Problem('invalid', `Wrong settings:\n  ${lines.join('\n  ')}`, {
      hint: 'README.md lists every setting with its default.',
    });
  }
  return fromEnvironment(parsed.data);
}

/** Settings that mean nothing without another one. */
function lonely(given: Readonly<Record<string, unknown>>): readonly string[] {
  return [
    ['TANDEM_CLICKHOUSE_CLUSTER', 'TANDEM_CLICKHOUSE_URL'] as const,
    ['TANDEM_ADMIN_EMAIL', 'TANDEM_ADMIN_PASSWORD'] as const,
    ['TANDEM_ADMIN_PASSWORD', 'TANDEM_ADMIN_EMAIL'] as const,
  ]
    .filter(([name, needed]) => name in given && !(needed in given))
    .map(([name, needed]) => `${name}: needs ${needed} too`);
}

function fromEnvironment(env: z.output<typeof environment>): Config {
  const dataFolder = resolve(env.TANDEM_DATA);
  return {
    host: env.HOST,
    port: env.PORT,
    dataFolder,
    clickhouseUrl: env.TANDEM_CLICKHOUSE_URL,
    clickhouseCluster: env.TANDEM_CLICKHOUSE_CLUSTER,
    databaseUrl: env.TANDEM_DATABASE_URL,
    secret: env.TANDEM_SECRET ?? keptSecret(dataFolder),
    publicUrl: (env.TANDEM_PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    trustProxy: env.TANDEM_TRUST_PROXY,
    logLevel: env.TANDEM_LOG_LEVEL,
    metricsToken: env.TANDEM_METRICS_TOKEN,
    querySeconds: env.TANDEM_QUERY_SECONDS,
    smtpUrl: env.TANDEM_SMTP_URL,
    mailFrom: env.TANDEM_MAIL_FROM,
    unattended: {
      adminEmail: env.TANDEM_ADMIN_EMAIL,
      adminPassword: env.TANDEM_ADMIN_PASSWORD,
      projectKey: env.TANDEM_PROJECT_KEY,
      apiKey: env.TANDEM_API_KEY,
    },
  };
}

/** Without TANDEM_SECRET a secret is made once and kept, readable by the owner only. */
function keptSecret(dataFolder: string): string {
  ensureFolder(dataFolder);
  const file = join(dataFolder, 'secret');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}
