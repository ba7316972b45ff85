import { STATUS_CODES } from 'node:http';
import Fastify, { type FastifyInstance } from 'fastify';
import { ConnectionPool, PoolTimeout } from './connection-pool.ts';
import { itemRoute, listRoute, orderRoute } from './route-schemas.ts';
import { ShopDatabase } from './shop-database.ts';

/** How long each request of a journey holds a slot of the pool, in milliseconds. */
export const serviceTimesMs = { list: 20, view: 10, order: 50 } as const;

export interface ServiceOptions {
  /** Requests served at once, a whole number from 1. */
  readonly poolSize: number;
  /** Longest wait for a slot in milliseconds, above 0; then the answer is 503. */
  readonly maxWaitMs: number;
}

export const serviceDefaults: ServiceOptions = { poolSize: 10, maxWaitMs: 1000 };

/**
 * The demo shop, ready to listen or to be injected into; closing it closes its database.
 *
 * Only requests that pass their schema take a slot: a 400 costs the pool nothing, a 404 or 409 its full service time.
 *
 * @throws {InvalidInputError} When an option is out of its range.
 */
export function buildService(options: Partial<ServiceOptions> = {}): FastifyInstance {
  const { poolSize, maxWaitMs } = { ...serviceDefaults, ...options };
  const pool = new ConnectionPool(poolSize, maxWaitMs);
  const builtAtMs = performance.now();
  const service = Fastify();

  service.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof PoolTimeout)) return reply.send(error);
    return reply.code(503).header('Retry-After', '1').send(errorBody(503, error.message));
  });

  service.get('/health', () => ({
    status: 'ok',
    service: 'demo-shop',
    uptimeSeconds: (performance.now() - builtAtMs) / 1000,
    timestamp: new Date().toISOString(),
  }));

  service.register(async (shop) => {
    const database = await ShopDatabase.open();
    shop.addHook('onClose', () => database.close());
    addShopRoutes(shop, pool, database);
  });

  return service;
}

function addShopRoutes(shop: FastifyInstance, pool: ConnectionPool, database: ShopDatabase): void {
  shop.get('/api/items', { schema: listRoute }, async () => ({
    items: await pool.use(serviceTimesMs.list, () => database.listItems()),
  }));

  shop.get<{ Params: { id: number } }>('/api/items/:id', { schema: itemRoute }, async (request, reply) => {
    const { id } = request.params;
    const item = await pool.use(serviceTimesMs.view, () => database.findItem(id));
    return item ?? reply.code(404).send(errorBody(404, `There is no item ${id}`));
  });

  shop.post<{ Body: { itemId: number; quantity: number } }>(
    '/api/orders',
    { schema: orderRoute },
    async (request, reply) => {
      const { itemId, quantity } = request.body;
      const order = await pool.use(serviceTimesMs.order, () => database.placeOrder(itemId, quantity));
      if (order === undefined) return reply.code(409).send(errorBody(409, `There is no item ${itemId} to order`));
      return reply.code(201).send(order);
    },
  );
}

/** The shape Fastify gives its own errors, so that a client meets one. */
function errorBody(statusCode: number, message: string) {
  return { statusCode, error: STATUS_CODES[statusCode], message };
}
