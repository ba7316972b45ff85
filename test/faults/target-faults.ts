import type { Fault } from './fault.ts';

export const targetFaults: readonly Fault[] = [
  {
    fault: 'down from the start', mechanism: 'nobody listens on the port', target: 'is down',
    exitCode: 107, gate: 2, verdict: 'INVALID', reason: 'The target … did not pass the pre-flight: refused. No load was sent.',
    log: 'did not pass the pre-flight GET /health: refused. Start it, or set BASE_URL to where it listens.',
  },
  {
    fault: 'dies and comes back', mechanism: 'stops listening 0.8 s after the first request, listens again after 1.6 s', outage: { fromMs: 800, toMs: 1600 },
    exitCode: 99, gate: 1, verdict: 'FAIL', reason: 'error ratio over the whole run was … %, required rate < 5 %',
  },
  {
    fault: 'hangs', mechanism: 'answers the pre-flight, and then nothing', target: 'hangs',
    exitCode: 99, gate: 1, verdict: 'FAIL', reason: 'error ratio over the whole run was 100 %, required rate < 5 %',
  },
  {
    fault: 'resets connections', mechanism: 'RST instead of an answer', target: 'resets',
    exitCode: 99, gate: 1, verdict: 'FAIL', reason: 'error ratio over the whole run was 100 %, required rate < 5 %',
  },
  {
    fault: 'closes cleanly in mid-body', mechanism: 'status 200, 10 of 100 bytes, FIN', target: 'closes in mid-body',
    exitCode: 99, gate: 1, verdict: 'FAIL', reason: 'error ratio over the whole run was 100 %, required rate < 5 %',
  },
  {
    fault: '200 with a wrong body', mechanism: '{"ok":false}, which the check of one endpoint refuses', target: 'answers another body',
    exitCode: 99, gate: 1, verdict: 'FAIL', reason: 'checks of "read" was 0 %, required rate > 90 %, of 6 criteria.',
  },
  {
    fault: '429 for a share', mechanism: 'status 429 for every fifth request', target: 'limits every fifth request',
    exitCode: 99, gate: 1, verdict: 'FAIL', reason: 'error ratio over the whole run was … %, required rate < 5 %',
  },
  {
    fault: 'one endpoint slow', mechanism: 'answers "read" after 550 ms, all else at once', target: 'has one slow endpoint',
    exitCode: 99, gate: 1, verdict: 'FAIL', reason: 'latency in phase "…" was … ms, required p(75) < 400 ms, first of … that failed',
  },
  {
    fault: 'one phase slow', mechanism: 'answers after 550 ms from 1 s after the first request on', target: 'becomes slow',
    exitCode: 99, gate: 1, verdict: 'FAIL', reason: 'latency in phase "…" was … ms, required p(75) < 400 ms, first of … that failed',
  },
];
