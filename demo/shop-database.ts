import { createClient, type Client, type Row } from '@libsql/client';

/** Ids run from 1 to this number without a gap. */
export const seededItems = 200;

export interface Item {
  readonly id: number;
  readonly name: string;
  readonly priceCents: number;
}

export interface Order {
  readonly id: number;
  readonly itemId: number;
  readonly quantity: number;
  readonly totalCents: number;
}

const schema = `
  CREATE TABLE items (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    price_cents INTEGER NOT NULL CHECK (price_cents > 0)
  ) STRICT;
  CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    item_id INTEGER NOT NULL REFERENCES items (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    total_cents INTEGER NOT NULL
  ) STRICT;
`;

/** 7919 is prime to 9900, so the prices look scattered, are all different, and are the same at every start. */
const seed = `
  WITH RECURSIVE numbers (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM numbers WHERE id < ?)
  INSERT INTO items (id, name, price_cents)
  SELECT id, printf('Item %03d', id), 100 + (id * 7919) % 9900 FROM numbers
`;

/** An SQLite database of its own in memory: gone when it is closed, and shared with no other. */
export class ShopDatabase {
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  /** A fresh database that holds the seeded items and no order. */
  static async open(): Promise<ShopDatabase> {
    const client = createClient({ url: 'file::memory:' });
    await client.executeMultiple(schema);
    await client.execute(seed, [seededItems]);
    return new ShopDatabase(client);
  }

  /** Every item, by ascending id. */
  async listItems(): Promise<Item[]> {
    const { rows } = await this.#client.execute('SELECT id, name, price_cents FROM items ORDER BY id');
    return rows.map(itemFrom);
  }

  /** The item, or `undefined` when there is none with this id. */
  async findItem(id: number): Promise<Item | undefined> {
    const { rows } = await this.#client.execute('SELECT id, name, price_cents FROM items WHERE id = ?', [id]);
    return rows.map(itemFrom)[0];
  }

  /** The order as stored, its total at the item's price now, or `undefined` when there is no such item. */
  async placeOrder(itemId: number, quantity: number): Promise<Order | undefined> {
    const { rows } = await this.#client.execute(
      `INSERT INTO orders (item_id, quantity, total_cents)
       SELECT id, :quantity, price_cents * :quantity FROM items WHERE id = :itemId
       RETURNING id, item_id, quantity, total_cents`,
      { itemId, quantity },
    );
    return rows.map(orderFrom)[0];
  }

  close(): void {
    this.#client.close();
  }
}

function itemFrom(row: Row): Item {
  return { id: Number(row['id']), name: String(row['name']), priceCents: Number(row['price_cents']) };
}

function orderFrom(row: Row): Order {
  return {
    id: Number(row['id']),
    itemId: Number(row['item_id']),
    quantity: Number(row['quantity']),
    totalCents: Number(row['total_cents']),
  };
}
