// Every import of k6, each just once: k6 makes a module anew for each VU and each import statement, and wraps each name
// that is imported. So no name stands here that most scripts can do without.
export { check, sleep } from 'k6';
export { default as exec } from 'k6/execution';
export { default as http } from 'k6/http';
export * as metrics from 'k6/metrics';
