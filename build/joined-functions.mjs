import { transformSync, types as t } from '@babel/core';

/**
 * @typedef {import('@babel/core').NodePath<import('@babel/core').types.Program>} ProgramPath
 * @typedef {import('@babel/core').types.Identifier} Identifier
 * @typedef {import('@babel/core').types.ObjectPattern} ObjectPattern
 * @typedef {import('@babel/core').types.FunctionDeclaration} FunctionDeclaration
 * @typedef {FunctionDeclaration & { id: Identifier, params: (Identifier | ObjectPattern)[] }} Plain
 */

/**
 * Joins the functions at the top of a module into one. k6 keeps some 0.8 kB in each VU for each function object, so
 * small functions with good names would weigh more than all that they do.
 *
 *     function isOdd(n) { return n % 2 === 1; }
 *     function check({ n }) { … isOdd(n) … }
 *
 * becomes
 *
 *     function joined(name, value) {
 *       switch (name) {
 *         case 'isOdd': { let n = value; return n % 2 === 1; }
 *         case 'check': { let { n } = value; … joined('isOdd', n) … }
 *
 * A function stays as it is where the module does more than call it, and where it has `this`, `arguments`, a `var`, a
 * default, a rest, or is async or a generator.
 *
 * @param {string} module Perhaps with a source map in it.
 * @returns {string} With a source map in it.
 */
export function withJoinedFunctions(module) {
  const result = transformSync(module, {
    babelrc: false,
    configFile: false,
    sourceType: 'module',
    sourceMaps: 'inline',
    plugins: [{ visitor: { Program: joinFunctions } }],
  });
  if (typeof result?.code !== 'string') throw new Error('Invalid module: expected code, received none. Report it.');
  return result.code;
}

/** @param {ProgramPath} program */
function joinFunctions({ node, scope }) {
  const plain = node.body.filter((statement) => isPlain(statement)).filter(({ id }) => isOnlyCalled(id.name, scope));
  const [first] = plain;
  if (first === undefined || plain.length === 1) return;
  const joined = scope.generateUid('joined');
  const name = scope.generateUid('name');
  const most = Math.max(...plain.map(({ params }) => params.length));
  const values = Array.from({ length: most }, () => scope.generateUid('value'));
  for (const { id } of plain) {
    for (const { parent } of scope.getBinding(id.name)?.referencePaths ?? []) {
      if (!t.isCallExpression(parent)) continue;
      parent.callee = t.identifier(joined);
      parent.arguments.unshift(t.stringLiteral(id.name));
    }
  }
  const cases = plain.map(({ id, params, body }) => {
    const parameters = params.map((parameter, index) =>
      t.variableDeclaration('let', [t.variableDeclarator(parameter, t.identifier(values[index] ?? ''))]),
    );
    const end = t.isReturnStatement(body.body.at(-1)) ? [] : [t.returnStatement()];
    return t.switchCase(t.stringLiteral(id.name), [t.blockStatement([...parameters, ...body.body, ...end])]);
  });
  const body = t.blockStatement([t.switchStatement(t.identifier(name), cases)]);
  const parameters = [name, ...values].map((parameter) => t.identifier(parameter));
  const all = t.functionDeclaration(t.identifier(joined), parameters, body);
  node.body = node.body.flatMap((statement) => {
    if (statement === first) return [all];
    return plain.some((other) => other === statement) ? [] : [statement];
  });
}

/**
 * Whether this is a function whose body does the same within another one.
 *
 * @param {import('@babel/core').types.Statement} statement
 * @returns {statement is Plain}
 */
function isPlain(statement) {
  if (!t.isFunctionDeclaration(statement) || !statement.id || statement.async || statement.generator) return false;
  let isSpecial = false;
  t.traverseFast(statement.body, (node) => {
    isSpecial ||= t.isThisExpression(node) || t.isMetaProperty(node) || t.isIdentifier(node, { name: 'arguments' });
    isSpecial ||= t.isVariableDeclaration(node, { kind: 'var' });
  });
  return !isSpecial && statement.params.every((parameter) => t.isIdentifier(parameter) || t.isObjectPattern(parameter));
}

/**
 * @param {string} name
 * @param {import('@babel/core').NodePath['scope']} scope
 */
function isOnlyCalled(name, scope) {
  const binding = scope.getBinding(name);
  if (binding === undefined || !binding.constant) return false;
  return binding.referencePaths.every(({ parent, key }) => t.isCallExpression(parent) && key === 'callee');
}
