#!/usr/bin/env node
// The command `k6-acceptance`. It has no sub-command yet, and says so.
process.stderr.write('k6-acceptance: there is no sub-command yet. Import the library in a k6 script instead.\n');
process.exitCode = 2;
