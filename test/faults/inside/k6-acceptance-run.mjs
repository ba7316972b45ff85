// Runs k6 as `k6-acceptance run` does, in this very process, so that signals get there.
//   node k6-acceptance-run.mjs COMMAND K6 run OPTION… SCRIPT
import { pathToFileURL } from 'node:url';

const [command = '', k6 = '', run = '', ...options] = process.argv.slice(2);
const script = options.pop() ?? '';
process.env['K6_BINARY'] = k6;
process.argv.splice(2, Infinity, run, script, ...options);
await import(pathToFileURL(command).href);
