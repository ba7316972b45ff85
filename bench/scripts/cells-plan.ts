import http from 'k6/http';
import type { CriterionSpec } from '../../lib/core/plan/criterion.ts';
import type { PhaseSpec } from '../../lib/core/plan/profile.ts';
import { acceptance, sleep, type AcceptanceTest, type Response } from '../../lib/k6/index.ts';

const phaseNumbers = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const endpointNumbers = [...phaseNumbers, 9, 10] as const;
type PhaseName = `phase ${(typeof phaseNumbers)[number]}`;
type EndpointName = `endpoint ${(typeof endpointNumbers)[number]}`;
type Criteria = () => CriterionSpec<PhaseName, EndpointName>[];

/** Two endpoints in ten have a check, and two a value in their path. */
const checks = { 'says ok': ({ body }: Response) => typeof body === 'string' && body.includes('"ok":true') };

/** Latency of every endpoint in every phase: 10 × 8 cells. Loose, because the bench judges k6 and not the target. */
export const cellCriteria: Criteria = () =>
  phaseNumbers.flatMap((phase) =>
    endpointNumbers.map((endpoint) => ({
      indicator: 'latency' as const,
      phase: `phase ${phase}` as const,
      endpoint: `endpoint ${endpoint}` as const,
      target: 'p(95)<5000',
    })),
  );

/** The plan of 10 endpoints and 8 phases. Its teardown waits until k6 has counted every sample, and stops the bench's clock. */
export function cellsTest(criteria: Criteria): AcceptanceTest<EndpointName, never> {
  return acceptance({
    name: 'cells',
    profile: () =>
      phaseNumbers.map((number): PhaseSpec<PhaseName> => ({ name: `phase ${number}`, hold: '150/s', duration: '1s' })),
    endpoints: () =>
      endpointNumbers.map((number) => ({
        name: `endpoint ${number}` as const,
        path: number < 9 ? `/cells/${number}` : `/cells/${number}/{id}`,
        ...(number < 3 ? { checks } : {}),
      })),
    criteria,
    preflight: '/health',
    vus: 20,
    teardown: () => {
      sleep(0.2);
      http.get(`${__ENV['BASE_URL']}/bench/end`);
    },
  });
}

/** One journey: every endpoint once. */
export function visitEndpoints({ call }: AcceptanceTest<EndpointName, never>): void {
  call('endpoint 1');
  call('endpoint 2');
  call('endpoint 3');
  call('endpoint 4');
  call('endpoint 5');
  call('endpoint 6');
  call('endpoint 7');
  call('endpoint 8');
  call('endpoint 9', { path: { id: 1 + Math.floor(Math.random() * 200) } });
  call('endpoint 10', { path: { id: 1 + Math.floor(Math.random() * 200) } });
}
