import { invalid } from './invalid.ts';

/** How errors speak of a value from outside, and of what stands in it. */
export type Source = {
  /** The whole, as an error names it: `document`. */
  readonly whole: string;
  /** A part of it, by the way to it: `criteria[0].target` → `field criteria[0].target of the document`. */
  readonly part: (path: string) => string;
  /** The sentence that every error ends with, without its final stop. */
  readonly whatToDo: string;
  /**
   * Whether the value is of a later minor version of its format. It may then have fields and codes that this version
   * does not know: they are passed over.
   */
  readonly isLater?: boolean;
  /** The error, where it is another than that of `invalid`. */
  readonly error?: (what: string, rule: string, value: unknown) => Error;
};

/** A place in a value from outside. Its path is put together only when there is an error to tell. */
export class Place {
  readonly source: Source;
  readonly #above: Place | null;
  readonly #key: string;

  constructor(source: Source, above: Place | null = null, key = '') {
    this.source = source;
    this.#above = above;
    this.#key = key;
  }

  /** The place of a field: `criteria` → `criteria.name`. */
  field(name: string): Place {
    return new Place(this.source, this, this.#above === null ? name : `.${name}`);
  }

  /** The place of an element: `criteria` → `criteria[0]`. */
  element(index: number): Place {
    return new Place(this.source, this, `[${index}]`);
  }

  /** @throws Always: the value at this place is not what the rule says. */
  refuse(rule: string, value: unknown): never {
    const { whole, part, whatToDo, error } = this.source;
    const path = this.#path();
    const what = path === '' ? whole : part(path);
    throw error === undefined ? invalid(what, rule, value, whatToDo) : error(what, rule, value);
  }

  #path(): string {
    return this.#above === null ? '' : this.#above.#path() + this.#key;
  }
}

/** The source of a file that somebody else wrote, such as the acceptance document. */
export function writtenFile(whole: string, isLater = false): Source {
  return {
    whole,
    part: (path) => `field ${path} of the ${whole}`,
    whatToDo: 'Take the file as it was written, or run the test again',
    isLater,
  };
}
