import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededItems, ShopDatabase } from '../../demo/shop-database.ts';

let database: ShopDatabase;

beforeEach(async () => {
  database = await ShopDatabase.open();
});

afterEach(() => {
  database.close();
});

describe('ShopDatabase', () => {
  it('opens with 200 items of consecutive ids, each with a price of its own', async () => {
    const items = await database.listItems();
    expect(seededItems).toBe(200);
    expect(items.map((item) => item.id)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(new Set(items.map((item) => item.priceCents)).size).toBe(200);
  });

  it('is seeded the same at every start', async () => {
    const another = await ShopDatabase.open();
    expect(await another.listItems()).toEqual(await database.listItems());
    another.close();
  });

  // By hand: 100 + (7 * 7919) mod 9900 = 100 + 55433 - 5 * 9900 = 6033.
  it('finds an item by its id', async () => {
    expect(await database.findItem(7)).toEqual({ id: 7, name: 'Item 007', priceCents: 6033 });
  });

  it.each([0, -1, 201, 1e20])('finds no item with the id %d', async (id) => {
    expect(await database.findItem(id)).toBeUndefined();
  });

  it('places orders with rising ids, at the price of the item', async () => {
    expect(await database.placeOrder(7, 3)).toEqual({ id: 1, itemId: 7, quantity: 3, totalCents: 18_099 });
    expect(await database.placeOrder(7, 1)).toEqual({ id: 2, itemId: 7, quantity: 1, totalCents: 6033 });
  });

  it('places no order for an item that is not there', async () => {
    expect(await database.placeOrder(201, 1)).toBeUndefined();
    expect(await database.placeOrder(7, 1)).toHaveProperty('id', 1);
  });

  it('shares its orders with no other database', async () => {
    const another = await ShopDatabase.open();
    await another.placeOrder(7, 1);
    expect(await database.placeOrder(7, 1)).toHaveProperty('id', 1);
    another.close();
  });
});
