// Run by capture.mjs: writes down the options that a plan gives to k6, those that k6 says it runs with, and its summary data.
import exec from 'k6/execution';
import { Counter, Gauge } from 'k6/metrics';
import { k6OptionsFor } from '../../../../lib/core/compile/k6-options.ts';
import { parsePlan } from '../../../../lib/core/plan/plan.ts';
import { capturedSpec } from './spec.ts';

const plan = parsePlan(capturedSpec, { BASE_URL: 'http://127.0.0.1:1', TIME_SCALE: undefined });
const counters = [new Counter('request_errors'), new Counter('script_exceptions')];
const loadStart = new Gauge('load_started_at_ms');
const loadEnd = new Gauge('load_ended_at_ms');
const planned: unknown = JSON.parse(JSON.stringify(k6OptionsFor(plan)));

export const options: unknown = k6OptionsFor(plan);

export function setup(): { token: string } {
  for (const counter of counters) counter.add(0);
  loadStart.add(Date.now());
  return { token: 's3cret-token-of-setup' };
}

export function teardown(): void {
  loadEnd.add(Date.now());
}

export default function run(): void {
  exec.test.abort('captured');
}

export function handleSummary(data: unknown): Record<string, string> {
  return { stdout: JSON.stringify({ planned, actual: exec.test.options, data }) };
}
