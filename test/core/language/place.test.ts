import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../../lib/core/language/invalid.ts';
import { Place, writtenFile, type Source } from '../../../lib/core/language/place.ts';

const source: Source = { whole: 'plan', part: (path) => `${path} of plan`, whatToDo: 'Correct it' };

describe('a place', () => {
  it.each<[Place, string]>([
    [new Place(source), 'plan'],
    [new Place(source).field('name'), 'name of plan'],
    [new Place(source).field('phases').element(0), 'phases[0] of plan'],
    [new Place(source).field('phases').element(0).field('load').field('to'), 'phases[0].load.to of plan'],
    [new Place(source).element(2), '[2] of plan'],
    [new Place(source).element(2).element(0).field('x'), '[2][0].x of plan'],
    [new Place(source).field(''), 'plan'],
  ])('%# is told by the way to it: %s', (place, what) => {
    expect(() => place.refuse('a text', 5)).toThrow(`Invalid ${what}: expected a text, received 5. Correct it.`);
    expect(() => place.refuse('a text', 5)).toThrow(InvalidInputError);
  });

  it('does not change by what is asked of it', () => {
    const place = new Place(source).field('phases');
    place.element(0).field('name');
    place.field('other');
    expect(() => place.refuse('a list', null)).toThrow('Invalid phases of plan: expected a list, received null.');
  });

  it('throws the error of its source, with the same words', () => {
    class OtherError extends Error {}
    const place = new Place({
      ...source,
      error: (what, rule, value) => new OtherError(`${what} | ${rule} | ${String(value)}`),
    }).field('name');
    expect(() => place.refuse('a text', 5)).toThrow(new OtherError('name of plan | a text | 5'));
    expect(() => place.refuse('a text', 5)).toThrow(OtherError);
  });

  it('of a written file names the file, and what to do with it', () => {
    const place = new Place(writtenFile('document'));
    expect(() => place.refuse('an object', [])).toThrow(
      'Invalid document: expected an object, received []. Take the file as it was written, or run the test again.',
    );
    expect(() => place.field('criteria').element(3).field('target').refuse('a text', 5)).toThrow(
      'Invalid field criteria[3].target of the document: expected a text, received 5. Take the file as it was written, or run the test again.',
    );
    expect([writtenFile('document').isLater, writtenFile('document', true).isLater]).toEqual([false, true]);
  });
});
