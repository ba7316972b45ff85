const integer = { type: 'integer' } as const;

const item = {
  type: 'object',
  properties: { id: integer, name: { type: 'string' }, priceCents: integer },
  required: ['id', 'name', 'priceCents'],
} as const;

const order = {
  type: 'object',
  properties: { id: integer, itemId: integer, quantity: integer, totalCents: integer },
  required: ['id', 'itemId', 'quantity', 'totalCents'],
} as const;

/** `GET /api/items` */
export const listRoute = {
  response: {
    200: { type: 'object', properties: { items: { type: 'array', items: item } }, required: ['items'] },
  },
} as const;

/** `GET /api/items/:id` */
export const itemRoute = {
  params: { type: 'object', properties: { id: integer }, required: ['id'] },
  response: { 200: item },
} as const;

/** `POST /api/orders` */
export const orderRoute = {
  body: {
    type: 'object',
    properties: { itemId: integer, quantity: { type: 'integer', minimum: 1, maximum: 100 } },
    required: ['itemId', 'quantity'],
  },
  response: { 201: order },
} as const;
