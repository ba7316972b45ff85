// Every import of k6, each just once: k6 makes a module anew for each VU and each import statement, and wraps each name that
// is imported. So names stand here only where each VU uses them.
export { check } from 'k6';
export { default as exec } from 'k6/execution';
export { default as http } from 'k6/http';
export * as metrics from 'k6/metrics';
