import { planDocumentShape, type PlanDocument } from '../document/plan-document.ts';
import { planDocumentFormat, planDocumentVersion } from '../document/document-format.ts';
import { invalid } from '../language/invalid.ts';
import { isObject } from '../language/is-object.ts';
import { Place } from '../language/place.ts';

const whatToDo = 'Take script and command from the same version of k6-acceptance';

/**
 * The plan that a script handed out.
 *
 * @param value What stands in the script's options; nothing is known of it yet.
 * @throws When it is no plan document, is of another version, or holds something else than its type says.
 */
export function readPlanDocument(value: unknown): PlanDocument {
  if (!isObject(value) || value['format'] !== planDocumentFormat) {
    throw invalid(
      'script',
      'the options of an acceptance test',
      value,
      `Export what acceptance(…) returns, and take ${whatToDo.slice(5)}`,
    );
  }
  if (value['version'] !== planDocumentVersion) {
    throw invalid('plan document', `version ${planDocumentVersion}`, value['version'], whatToDo);
  }
  const part = (path: string): string => `field ${path} of the plan document`;
  return planDocumentShape.read(value, new Place({ whole: 'plan document', part, whatToDo }));
}
