import { documentFormat } from '../document/document-format.ts';
import { digestOf } from '../document/digest.ts';

/**
 * The document as indented JSON, an acceptance with its digest. Characters that would act in a terminal or a web page
 * stand as escapes.
 */
export function renderJson(document: { readonly format: string }): string {
  const whole = document.format === documentFormat ? { ...document, digest: digestOf(document) } : document;
  const text = JSON.stringify(whole, null, 2);
  return `${text.replace(acting, escapeUnit)}\n`;
}

const acting = /<(?=[!/?a-z])|[\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gi;

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
