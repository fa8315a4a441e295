/** Meters for Prometheus at /metrics. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Meters = ReturnType<typeof createMeters>;

export function createMeters() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 50 });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'tandem_http_request_seconds',
      help: 'Time to answer, by endpoint and status',
      labelNames: ['path', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    accepted: new Counter({
      name: 'tandem_events_accepted_total',
      help: 'Events acknowledged as durable, by wire',
      labelNames: ['source'],
      registers,
    }),
    refused: new Counter({
      name: 'tandem_events_refused_total',
      help: 'Events that policy refused, by wire and reason',
      labelNames: ['source', 'reason'],
      registers,
    }),
    disabled: new Counter({
      name: 'tandem_wire_disabled_total',
      help: 'Calls to parts of a foreign protocol that are answered as disabled',
      labelNames: ['wire', 'part'],
      registers,
    }),
    queuedBytes: new Gauge({
      name: 'tandem_ingest_queued_bytes',
      help: 'Bytes that wait for the store',
      registers,
    }),
  };
}
