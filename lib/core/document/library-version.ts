/** The version of this library, as its package.json says. */
export const libraryVersion = '0.1.0';
