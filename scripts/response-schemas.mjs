// Makes apps/api/src/platform/response-schemas.ts: JSON schemas of what the controllers declare to answer (npm run openapi).
import { readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFormatter, createParser, SchemaGenerator } from 'ts-json-schema-generator';

// the compiler that the generator was made with, which may be another than ours
const ts = createRequire(createRequire(import.meta.url).resolve('ts-json-schema-generator'))('typescript');

const CLONE = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const API = path.join(CLONE, 'apps/api/src');
const ROUTES = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete']);
const NOT_JSON = /^(?:void|never|string|OpenAPIObject)$/;

/** `{ operations: { 'TeamController.list': schema }, definitions }` as text. */
export function responseSchemas() {
  const names = readdirSync(API, { recursive: true }).filter((name) => name.endsWith('.controller.ts'));
  const files = names.sort().map((name) => path.join(API, name));
  const answers = files.map(answersOf).filter(({ aliases }) => aliases.length > 0);
  const program = programWith(new Map(answers.map(({ file, text }) => [file, text])));
  const config = { type: '*', expose: 'export', topRef: false, additionalProperties: false, sortProps: true };
  const generator = new SchemaGenerator(program, createParser(program, config), createFormatter(config), config);
  const operations = {};
  const definitions = {};
  for (const { file, aliases } of answers) {
    const nodes = program.getSourceFile(file).statements.filter(ts.isTypeAliasDeclaration).slice(-aliases.length);
    for (const [index, node] of nodes.entries()) {
      const { $schema: _dialect, definitions: named = {}, ...schema } = generator.createSchemaFromNodes([node]);
      Object.assign(definitions, named);
      operations[aliases[index]] = schema;
    }
  }
  return JSON.stringify(inNewDialect({ operations, definitions: sorted(definitions) }));
}

/** For one controller a file of type aliases, one for each route that answers JSON. */
function answersOf(file) {
  const source = ts.createSourceFile(file, ts.sys.readFile(file), ts.ScriptTarget.Latest, true);
  const aliases = [];
  const lines = source.statements.filter(isOfTypes).map((node) => node.getText());
  for (const node of source.statements.filter(ts.isClassDeclaration)) {
    for (const method of node.members.filter(ts.isMethodDeclaration).filter(isRoute)) {
      const type = answerType(method);
      if (type === null || NOT_JSON.test(type)) continue;
      aliases.push(`${node.name.text}.${method.name.getText()}`);
      lines.push(`export type ${node.name.text}_${method.name.getText()} = ${type};`);
    }
  }
  return { file: file.replace(/\.ts$/, '.answers.ts'), aliases, text: lines.join('\n') };
}

const isOfTypes = (node) =>
  ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);

function isRoute(method) {
  return (ts.getDecorators(method) ?? []).some(({ expression }) => ROUTES.has(expression.expression?.text));
}

function answerType({ type }) {
  if (type === undefined) return null;
  const isPromise = ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Promise';
  return (isPromise ? type.typeArguments[0] : type).getText();
}

/** Our program, with files that are nowhere but here. */
function programWith(virtual) {
  const { config } = ts.readConfigFile(path.join(CLONE, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, CLONE);
  const host = ts.createCompilerHost(options, true);
  const { readFile, fileExists } = host;
  host.readFile = (name) => virtual.get(name) ?? readFile(name);
  host.fileExists = (name) => virtual.has(name) || fileExists(name);
  host.getSourceFile = (name, version) => {
    const text = host.readFile(name);
    return text === undefined ? undefined : ts.createSourceFile(name, text, version, true);
  };
  return ts.createProgram([...virtual.keys()], { ...options, noEmit: true }, host);
}

/** Tuples as JSON Schema 2020-12, which OpenAPI 3.1 speaks, writes them. */
function inNewDialect(value) {
  if (Array.isArray(value)) return value.map(inNewDialect);
  if (typeof value !== 'object' || value === null) return value;
  const { items, additionalItems, ...rest } = value;
  const tuple = Array.isArray(items) ? { prefixItems: items, items: additionalItems ?? false } : { items };
  const whole = items === undefined ? rest : { ...rest, ...tuple };
  return Object.fromEntries(Object.entries(whole).map(([key, part]) => [key, inNewDialect(part)]));
}

const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = responseSchemas().replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
  writeFileSync(
    path.join(CLONE, 'apps/api/src/platform/response-schemas.ts'),
    `// Made by \`npm run openapi\` from what the controllers declare to answer.\n// prettier-ignore\nexport const RESPONSE_SCHEMAS = \`${text}\`;\n`,
  );
}
