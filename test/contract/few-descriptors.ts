/** The words before a command that leave it so few file descriptors that k6 has not enough for twenty connections at a time. */
export const fewDescriptors: readonly string[] = ['sh', '-c', 'ulimit -n 20 && exec "$@"', 'sh'];
