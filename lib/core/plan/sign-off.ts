import { invalid } from '../language/invalid.ts';
import { rejectDuplicates } from '../language/name.ts';

/**
 * What a person has to sign off, because no run can prove it.
 *
 * @throws When one is no line of text, or stands twice.
 */
export function parseSignOff(texts: readonly unknown[]): readonly string[] {
  const lines = texts.map((text) => {
    if (typeof text === 'string' && text.trim() !== '' && !/[\r\n]/.test(text)) return text;
    throw invalid(
      'signOff',
      'lines of text',
      text,
      'Write what a person has to look at, for example "no data corruption"',
    );
  });
  rejectDuplicates(lines, 'signOff');
  return lines;
}
