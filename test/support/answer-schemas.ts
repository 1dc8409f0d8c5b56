import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly responses: Readonly<Record<string, { content?: unknown }>>;
}

const known = new Map<string, Promise<AnswerSchemas>>();

/** Holds answers to the schemas of the API's own OpenAPI document. */
export class AnswerSchemas {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  private readonly checks = new Map<string, ValidateFunction>();
  private readonly routes: { path: string; pattern: RegExp }[];

  constructor(private readonly document: OpenApi) {
    this.ajv.addSchema(document, 'openapi');
    // what is named goes before what varies
    const paths = Object.keys(document.paths).sort((a, b) => a.split('{').length - b.split('{').length);
    this.routes = paths.map((path) => ({ path, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }));
  }

  static of(url: string): Promise<AnswerSchemas> {
    const found = known.get(url) ?? read(url);
    known.set(url, found);
    return found;
  }

  /** What is wrong with an answer; empty: nothing, or nothing is said of it. */
  mistakes(method: string, target: string, answer: { status: number; body: unknown }): string[] {
    const route = this.routes.find(
      ({ path, pattern }) => pattern.test(target.split('?')[0]!) && this.document.paths[path]?.[method.toLowerCase()],
    );
    const status = answer.status === 206 ? 200 : answer.status;
    const operation = route && this.document.paths[route.path]?.[method.toLowerCase()];
    if (!operation?.responses[status]?.content) return [];
    const check = this.checkOf(['paths', route!.path, method.toLowerCase(), 'responses', String(status)]);
    if (check(answer.body)) return [];
    return (check.errors ?? []).map(({ instancePath, message, params }) =>
      [method, target, status, instancePath, message, JSON.stringify(params)].join(' '),
    );
  }

  private checkOf(steps: readonly string[]): ValidateFunction {
    const pointer = [...steps, 'content', 'application/json', 'schema'].map(
      (step) => `/${encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))}`,
    );
    const ref = `openapi#${pointer.join('')}`;
    const check = this.checks.get(ref) ?? this.ajv.compile({ $ref: ref });
    this.checks.set(ref, check);
    return check;
  }
}

async function read(url: string): Promise<AnswerSchemas> {
  return new AnswerSchemas((await (await fetch(`${url}/openapi.json`)).json()) as OpenApi);
}
