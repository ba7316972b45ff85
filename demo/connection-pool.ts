import { invalid } from './invalid-setting.ts';

/** Node fires a timer that is set further ahead than this at once. */
const longestTimerMs = 2_147_483_647;

/** The caller waited `maxWaitMs` for a slot and got none. */
export class PoolTimeout extends Error {
  override readonly name = 'PoolTimeout';
}

export interface PoolCounts {
  /** Slots held now, never more than the pool's size. */
  readonly inUse: number;
  /** Callers queued now. */
  readonly waiting: number;
  /** Callers that have held a slot to the end, failed work included: it costs the pool the same. */
  readonly served: number;
  /** Callers that ended in a {@link PoolTimeout}. */
  readonly rejected: number;
}

interface Waiter {
  readonly queuedAtMs: number;
  readonly start: (startedAtMs: number) => void;
  readonly timer: NodeJS.Timeout;
  expired: boolean;
  next: Waiter | undefined;
}

/**
 * A pool of `size` slots that serves its callers first in, first out.
 *
 * Time in a slot is waited, not computed, so that the machine's speed has no part in the pool's capacity.
 */
export class ConnectionPool {
  readonly size: number;
  readonly maxWaitMs: number;
  #inUse = 0;
  #waiting = 0;
  #served = 0;
  #rejected = 0;
  #first: Waiter | undefined;
  #last: Waiter | undefined;

  /**
   * @param size Slots, a whole number from 1.
   * @param maxWaitMs Longest wait for a slot in milliseconds, above 0.
   * @throws {InvalidInputError} When either is out of its range.
   */
  constructor(size: number, maxWaitMs: number) {
    if (!Number.isInteger(size) || size < 1) {
      throw invalid('pool size', 'a whole number from 1', size, 'Give the number of requests served at once');
    }
    if (!(maxWaitMs > 0 && maxWaitMs <= longestTimerMs)) {
      throw invalid('maxWaitMs', `a number above 0, at most ${longestTimerMs}`, maxWaitMs, 'Give milliseconds');
    }
    this.size = size;
    this.maxWaitMs = maxWaitMs;
  }

  get counts(): PoolCounts {
    return { inUse: this.#inUse, waiting: this.#waiting, served: this.#served, rejected: this.#rejected };
  }

  /**
   * What `work` returns, once the slot has been held for `serviceTimeMs`: the time `work` takes counts towards it, and
   * only work that takes longer holds the slot longer. Work that fails holds it just as long.
   *
   * @throws {PoolTimeout} When no slot came free within `maxWaitMs`; `work` is then never called.
   */
  async use<T>(serviceTimeMs: number, work: () => T | Promise<T>): Promise<T> {
    const startedAtMs = this.#inUse < this.size ? this.#takeFreeSlot() : await this.#waitForSlot();
    try {
      return await work();
    } finally {
      const endsAtMs = Math.max(startedAtMs + serviceTimeMs, performance.now());
      await until(endsAtMs);
      this.#served += 1;
      this.#release(endsAtMs);
    }
  }

  #takeFreeSlot(): number {
    this.#inUse += 1;
    return performance.now();
  }

  #waitForSlot(): Promise<number> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        queuedAtMs: performance.now(),
        start: resolve,
        timer: setTimeout(() => {
          // It stays linked until a release passes over it: each is passed once, so a release stays O(1) on average.
          waiter.expired = true;
          this.#waiting -= 1;
          this.#rejected += 1;
          reject(new PoolTimeout(`No slot of ${this.size} came free within ${this.maxWaitMs} ms`));
        }, this.maxWaitMs),
        expired: false,
        next: undefined,
      };
      this.#enqueue(waiter);
    });
  }

  #enqueue(waiter: Waiter): void {
    if (this.#last === undefined) this.#first = waiter;
    else this.#last.next = waiter;
    this.#last = waiter;
    this.#waiting += 1;
  }

  #release(freeAtMs: number): void {
    const waiter = this.#takeFirstWaiter();
    if (waiter === undefined) {
      this.#inUse -= 1;
      return;
    }
    clearTimeout(waiter.timer);
    this.#waiting -= 1;
    // Timers fire late by up to a millisecond or two. Counting from when the slot was due keeps that lateness out of
    // the capacity: it delays one answer and never adds up.
    waiter.start(Math.max(freeAtMs, waiter.queuedAtMs));
  }

  #takeFirstWaiter(): Waiter | undefined {
    let waiter = this.#first;
    while (waiter?.expired) waiter = waiter.next;
    this.#first = waiter?.next;
    if (this.#first === undefined) this.#last = undefined;
    return waiter;
  }
}

/** A timer may also fire a fraction of a millisecond early, hence the second look at the clock. */
async function until(timeMs: number): Promise<void> {
  for (let leftMs = timeMs - performance.now(); leftMs > 0; leftMs = timeMs - performance.now()) {
    await new Promise((resolve) => setTimeout(resolve, Math.ceil(leftMs)));
  }
}
