// What the documents begin with. Apart from their descriptions, which a script has no use for.

/** The format of an acceptance document, and of one that stands in for it. */
export const documentFormat = 'k6-acceptance';
export const documentVersion = 1;
/** What was added to the version since it was first published. A reader of it takes later ones as well. */
export const documentMinorVersion = 0;

/** The format of a plan's document. */
export const planDocumentFormat = 'k6-acceptance-plan';
export const planDocumentVersion = 1;

/**
 * The field of k6's option `ext` that holds the plan's document. k6 passes `ext` on verbatim and looks at no foreign
 * field of it.
 */
export const planExtension = 'k6-acceptance';
