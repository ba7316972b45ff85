import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { buildService, type ServiceOptions, serviceTimesMs } from '../../demo/service.ts';

let service: FastifyInstance;

function start(options?: Partial<ServiceOptions>): void {
  service = buildService(options);
}

function placeOrder(payload: object | string) {
  return service.inject({
    method: 'POST',
    url: '/api/orders',
    headers: { 'content-type': 'application/json' },
    payload,
  });
}

afterEach(async () => {
  await service.close();
});

describe('GET /health', () => {
  it('says that the service is up, since when, and what time it is', async () => {
    const beforeMs = Date.now();
    start();
    const response = await service.inject('/health');
    const body: unknown = response.json();
    expect(response.statusCode).toBe(200);
    expect(body).toEqual({
      status: 'ok',
      service: 'demo-shop',
      uptimeSeconds: expect.any(Number),
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    const { uptimeSeconds, timestamp } = response.json<{ uptimeSeconds: number; timestamp: string }>();
    expect(uptimeSeconds).toBeGreaterThan(0);
    expect(Date.parse(timestamp)).toBeGreaterThanOrEqual(beforeMs);
  });

  it('answers while every slot of the pool is taken', async () => {
    start({ poolSize: 1, maxWaitMs: 60_000 });
    let ordersDone = 0;
    const orders = Array.from({ length: 5 }, () =>
      placeOrder({ itemId: 1, quantity: 1 }).then(() => (ordersDone += 1)),
    );
    expect((await service.inject('/health')).statusCode).toBe(200);
    expect(ordersDone).toBeLessThan(5);
    await Promise.all(orders);
  });
});

describe('GET /api/items', () => {
  it('lists the 200 items', async () => {
    start();
    const response = await service.inject('/api/items');
    expect(response.statusCode).toBe(200);
    const { items } = response.json<{ items: unknown[] }>();
    expect(items).toHaveLength(200);
    expect(items[6]).toEqual({ id: 7, name: 'Item 007', priceCents: 6033 });
  });
});

describe('GET /api/items/:id', () => {
  it.each([1, 200])('shows item %i', async (id) => {
    start();
    const response = await service.inject(`/api/items/${id}`);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toHaveProperty('id', id);
  });

  it.each(['0', '201', '-1', '100000000000000000000'])('answers 404 to the unknown id %s', async (id) => {
    start();
    const response = await service.inject(`/api/items/${id}`);
    expect(response.statusCode).toBe(404);
    expect(response.json()).toEqual({ statusCode: 404, error: 'Not Found', message: `There is no item ${Number(id)}` });
  });

  it.each(['abc', '1.5', '1a'])('answers 400 to the id %s, which is not an integer', async (id) => {
    start();
    const response = await service.inject(`/api/items/${id}`);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toHaveProperty('message', 'params/id must be integer');
  });
});

describe('POST /api/orders', () => {
  it('answers 201 with the order and its total', async () => {
    start();
    const response = await placeOrder({ itemId: 7, quantity: 3 });
    expect(response.statusCode).toBe(201);
    expect(response.json()).toEqual({ id: 1, itemId: 7, quantity: 3, totalCents: 18_099 });
  });

  it.each([1, 100])('accepts a quantity of %i', async (quantity) => {
    start();
    expect((await placeOrder({ itemId: 1, quantity })).statusCode).toBe(201);
  });

  it.each([
    ['a quantity of 0', { itemId: 1, quantity: 0 }],
    ['a quantity of 101', { itemId: 1, quantity: 101 }],
    ['a quantity that is not whole', { itemId: 1, quantity: 1.5 }],
    ['a quantity that is a word', { itemId: 1, quantity: 'two' }],
    ['no quantity', { itemId: 1 }],
    ['no item', { quantity: 1 }],
    ['a list', [1, 1]],
    ['what is not JSON', '{"itemId":'],
  ])('answers 400 to %s', async (_what, payload) => {
    start();
    const response = await placeOrder(payload);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ statusCode: 400, error: 'Bad Request' });
  });

  it('answers 409 to an unknown item', async () => {
    start();
    const response = await placeOrder({ itemId: 201, quantity: 1 });
    expect(response.statusCode).toBe(409);
    expect(response.json()).toEqual({
      statusCode: 409,
      error: 'Conflict',
      message: 'There is no item 201 to order',
    });
  });
});

describe('the pool of the service', () => {
  it.each([
    ['/api/items', serviceTimesMs.list, 20],
    ['/api/items/1', serviceTimesMs.view, 10],
    ['/api/items/201', serviceTimesMs.view, 10],
  ])('holds GET %s for %i ms', async (url, serviceTimeMs, expectedMs) => {
    start();
    await service.ready();
    const sentAtMs = performance.now();
    await service.inject(url);
    expect(performance.now() - sentAtMs).toBeGreaterThan(expectedMs - 0.001);
    expect(serviceTimeMs).toBe(expectedMs);
  });

  it('serves no more orders at once than it has slots', async () => {
    start({ poolSize: 2, maxWaitMs: 60_000 });
    await service.ready();
    const sentAtMs = performance.now();
    await Promise.all(Array.from({ length: 6 }, () => placeOrder({ itemId: 1, quantity: 1 })));
    expect(performance.now() - sentAtMs).toBeGreaterThan(3 * 50 - 0.001);
  });

  it('has 10 slots unless it is told otherwise', async () => {
    start();
    await service.ready();
    const sentAtMs = performance.now();
    await Promise.all(Array.from({ length: 11 }, () => placeOrder({ itemId: 1, quantity: 1 })));
    expect(performance.now() - sentAtMs).toBeGreaterThan(2 * 50 - 0.001);
  });

  it('takes no slot for a request that fails its schema', async () => {
    start({ poolSize: 1, maxWaitMs: 60_000 });
    let ordersDone = 0;
    const orders = Array.from({ length: 5 }, () =>
      placeOrder({ itemId: 1, quantity: 1 }).then(() => (ordersDone += 1)),
    );
    expect((await placeOrder({ itemId: 1, quantity: 0 })).statusCode).toBe(400);
    expect(ordersDone).toBeLessThan(5);
    await Promise.all(orders);
  });

  it('answers 503 with Retry-After to whom it gives no slot in time, and stores nothing', async () => {
    start({ poolSize: 1, maxWaitMs: 5 });
    const responses = await Promise.all(Array.from({ length: 5 }, () => placeOrder({ itemId: 1, quantity: 1 })));
    const refused = responses.filter((response) => response.statusCode === 503);
    expect(refused.length).toBeGreaterThan(0);
    for (const response of refused) {
      expect(response.headers['retry-after']).toBe('1');
      expect(response.json()).toEqual({
        statusCode: 503,
        error: 'Service Unavailable',
        message: 'No slot of 1 came free within 5 ms',
      });
    }

    const stored = responses.length - refused.length;
    expect((await placeOrder({ itemId: 1, quantity: 1 })).json()).toHaveProperty('id', stored + 1);
  });
});
