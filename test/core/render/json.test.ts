import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../../lib/core/render/json.ts';
import { acceptanceOf, planOf } from '../run-data.ts';
import { withDigest } from '../document/document-text.ts';
import { documentOf, hostileText, hostileTexts } from './hostile.ts';

describe('the document as JSON', () => {
  it('is read back as the same document, with its digest', () => {
    const acceptance = acceptanceOf(planOf());
    expect(JSON.parse(renderJson(acceptance))).toEqual(withDigest(acceptance));
  });

  it('is indented and ends with a line break', () => {
    expect(renderJson(acceptanceOf(planOf()))).toMatch(
      /^\{\n {2}"format": "k6-acceptance",\n {2}"version": 1,\n {2}"minorVersion": 0,\n/,
    );
    expect(renderJson(acceptanceOf(planOf())).endsWith('\n}\n')).toBe(true);
  });

  it('keeps expressions legible', () => {
    expect(renderJson(acceptanceOf(planOf()))).toContain('"p(95)<300"');
  });

  it.each(hostileTexts)('carries %j unchanged', (text) => {
    expect(JSON.parse(renderJson(documentOf(text)))).toEqual(withDigest(documentOf(text)));
  });

  it('carries every text unchanged, and none that acts', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const json = renderJson(documentOf(text));
        expect(JSON.parse(json)).toEqual(withDigest(documentOf(text)));
        // No tag, comment or end of a script begins in it, and no control character but the line breaks of its indentation.
        expect(json).not.toMatch(/<[A-Za-z!/?]/);
        expect(json).not.toMatch(
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/,
        );
        expect(encodeURIComponent(json)).toBeTypeOf('string');
        expect(json.split('\n')).toHaveLength(renderJson(documentOf('x')).split('\n').length);
      }),
      { numRuns: 500 },
    );
  });
});
