/**
 * After an erasure only a keyed hash of each id is kept. What such an id did up to that moment is
 * refused for ever, so that a late resend brings nobody back; what it does later is a new person,
 * who has come of their own accord.
 */
import { createHmac } from 'node:crypto';
import type { ProjectId } from '@tandem/contract';

/** The hash of a person id (`personOf`), under the installation's secret. */
export function tombstoneOf(secret: string, project: ProjectId, own: string): string {
  return createHmac('sha256', secret).update(`erased\0${project}\0${own}`).digest('base64url');
}

export type Status = { readonly status: 'running' | 'done'; readonly waitingFor: string[] };

export function statusOf(row: { waiting_for: string[]; done_at: Date | null }): Status {
  return { status: row.done_at === null ? 'running' : 'done', waitingFor: row.waiting_for };
}
