import type { BenchFigures } from './bench-figures.ts';
import type { Inspection } from './parse-inspection.ts';
import type { PhasePreview } from './expected-samples.ts';
import { expectedValueBytes } from './sub-metrics.ts';

/** What k6 will take of the machine that it runs on, roughly; null where no phase tells how many requests it brings. */
export type Estimates = {
  /** `baseBytes` + VUs × `vuBytes` + `valueBytes`. */
  readonly memoryBytes: number;
  /** The raw values of k6's own trends that the known requests leave behind, 8 bytes each. */
  readonly valueBytes: number | null;
  /** CPU time of k6 for the known requests. */
  readonly cpuSeconds: number | null;
  /** The phase with the highest known rate of requests. */
  readonly busiest: { readonly phase: string; readonly requestsPerSec: number; readonly cores: number } | null;
  /** What the estimates are made of. */
  readonly figures: BenchFigures;
};

/**
 * The estimates by the bench's figures.
 *
 * @param cpuShareRatio What the plan's sub-metrics add to a request's CPU time.
 */
export function estimatesOf(
  inspection: Inspection,
  phases: readonly PhasePreview[],
  cpuShareRatio: number,
  figures: BenchFigures,
): Estimates {
  const requestCpuSeconds = figures.requestCpuSeconds * (1 + cpuShareRatio);
  const requests = phases.flatMap((phase) => phase.expectedRequests ?? []);
  const valueBytes = requests.length === 0 ? null : expectedValueBytes(inspection);
  const busiest = busiestPhase(inspection, phases);
  return {
    memoryBytes: figures.baseBytes + inspection.vus * figures.vuBytes + (valueBytes ?? 0),
    valueBytes,
    cpuSeconds: requests.length === 0 ? null : requests.reduce((sum, count) => sum + count, 0) * requestCpuSeconds,
    busiest: busiest === null ? null : { ...busiest, cores: busiest.requestsPerSec * requestCpuSeconds },
    figures,
  };
}

function busiestPhase(
  { document }: Inspection,
  phases: readonly PhasePreview[],
): { readonly phase: string; readonly requestsPerSec: number } | null {
  // Of a ramp and the phase that holds what it reached, the one that holds it.
  const [busiest] = phases
    .filter(({ model }) => model === 'open')
    .map(({ name, loadFrom, loadTo }) => ({
      phase: name,
      highest: Math.max(loadFrom, loadTo),
      lowest: Math.min(loadFrom, loadTo),
    }))
    .sort((a, b) => b.highest - a.highest || b.lowest - a.lowest);
  return busiest === undefined || document.endpoints.length === 0
    ? null
    : { phase: busiest.phase, requestsPerSec: busiest.highest * document.endpoints.length };
}
