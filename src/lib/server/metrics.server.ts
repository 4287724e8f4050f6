import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Figures for Prometheus: routes, never addresses or persons. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

export const requestSeconds = new Histogram({
  name: 'http_request_seconds',
  help: 'Time to answer, by route and status class',
  labelNames: ['route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [metrics],
});
