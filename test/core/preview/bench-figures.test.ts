import { expect, it } from 'vitest';
import committed from '../../../bench/results.json';
import { parseBenchFigures } from '../../../lib/core/preview/bench-figures.ts';

const results = {
  k6: '2.2.0',
  cores: 4,
  rows: [],
  figures: { baseBytes: 50_000_000, vuBytes: 400_000, requestCpuSeconds: 0.0004 },
};

it('reads the figures, and with what they were measured', () => {
  expect(parseBenchFigures(results)).toEqual({
    k6: '2.2.0',
    cores: 4,
    baseBytes: 50_000_000,
    vuBytes: 400_000,
    requestCpuSeconds: 0.0004,
  });
});

it('reads the committed results', () => {
  expect(parseBenchFigures(committed)).toMatchObject({ k6: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
});

it.each(['baseBytes', 'vuBytes', 'requestCpuSeconds'])('refuses results without %s', (name) => {
  expect(() => parseBenchFigures({ ...results, figures: { ...results.figures, [name]: undefined } })).toThrow(
    `Invalid figures.${name} of the bench: expected a number from 0, received nothing. Run npm run bench.`,
  );
});

it.each([
  [undefined, 'results of the bench: expected an object, received nothing.'],
  [{ ...results, figures: [] }, 'figures of the bench: expected an object, received [].'],
  [{ ...results, k6: 2 }, 'k6 of the bench: expected a text, received 2.'],
  [{ ...results, cores: -1 }, 'cores of the bench: expected a number from 0, received -1.'],
])('refuses %j', (value, says) => {
  expect(() => parseBenchFigures(value)).toThrow(`Invalid ${says} Run npm run bench.`);
});
