export { sleep } from 'k6';
