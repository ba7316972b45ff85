import { named, object, text, type TypeOf } from '../language/shape.ts';
import { measuredFields } from './measured.ts';

export const endpointRowShape = named('endpoint', object({ name: text, method: text, path: text, ...measuredFields }));
export type EndpointRow = TypeOf<typeof endpointRowShape>;
