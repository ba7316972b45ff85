import { beforeEach, describe, expect, test, vi } from 'vitest';
import { metrics } from '../../lib/k6/k6-modules.ts';
import { preflight } from '../../lib/k6/preflight.ts';
import { k6, resetK6 } from './k6-stub.ts';

vi.mock('../../lib/k6/k6-modules.ts', () => import('./k6-stub.ts'));

beforeEach(resetK6);

function ask(path: string | undefined, response: object, baseUrl = 'http://target'): void {
  k6.respond = () => response;
  preflight(baseUrl, path, new metrics.Counter('request_errors'));
}

test('asks once for the path, under a name of its own, and follows no redirect', () => {
  ask('/health', { status: 204 });
  expect(k6.requests).toEqual([
    {
      method: 'GET',
      url: 'http://target/health',
      body: null,
      params: {
        tags: { name: 'pre-flight' },
        redirects: 0,
        timeout: '10s',
        responseCallback: { statuses: [{ min: 200, max: 399 }] },
      },
    },
  ]);
  expect(k6.samples).toEqual([]);
});

test('asks for / where no path is given, and expects any answer', () => {
  ask(undefined, { status: 503, error_code: 1503 });
  expect(k6.requests).toMatchObject([
    { url: 'http://target/', params: { responseCallback: { statuses: [{ min: 200, max: 599 }] } } },
  ]);
});

describe('accepts', () => {
  test.each([
    ['/health', 200],
    ['/health', 399],
    [undefined, 200],
    [undefined, 400],
    [undefined, 599],
  ])('of %s the status %d', (path, status) => {
    expect(() => ask(path, { status })).not.toThrow();
    expect(k6.samples).toEqual([]);
  });
});

describe('stops the run', () => {
  test.each<[path: string | undefined, response: object, errorClass: string]>([
    ['/health', { status: 400, error_code: 1400 }, 'status 400'],
    ['/health', { status: 503, error_code: 1503 }, 'status 503'],
    ['/health', { status: 199 }, 'status 1xx'],
    [undefined, { status: 199 }, 'status 1xx'],
    [undefined, { status: 0, error_code: 1212, error: 'connection refused' }, 'refused'],
  ])('where %s is answered as %j', (path, response, errorClass) => {
    expect(() => ask(path, response)).toThrow(
      `The target http://target did not pass the pre-flight GET ${path ?? '/'}: ${errorClass}. Start it, or set BASE_URL to where it listens.`,
    );
    expect(k6.samples).toEqual([
      { metric: 'request_errors', value: 1, tags: { error_class: errorClass, preflight: 'failed' } },
    ]);
  });

  test('without telling a password', () => {
    expect(() => ask('/', { status: 500 }, 'http://user:secret@target')).toThrow('The target http://target did not');
  });
});
